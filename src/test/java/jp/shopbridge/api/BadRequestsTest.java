package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.api.ApiServer.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bad request gets: a problem document with a stable code, and nothing changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {

    private static final String PRODUCT = "/api/products/p-1";

    private final ApiServer api = ApiServer.start();

    @BeforeAll
    void stageAProduct() {
        api.stage("p-1", "マグカップ");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    static Stream<Arguments> badBodies() {
        String merge = "application/merge-patch+json";
        byte[] shiftJis = "{\"title\":\"マグカップ\"}".getBytes(Charset.forName("Shift_JIS"));
        return Stream.of(
                body("broken JSON", "PATCH", PRODUCT, "{\"title\":", merge, 400, "API_BODY_BROKEN"),
                body("text after the object", "PATCH", PRODUCT, "{} {}", merge, 400, "API_BODY_BROKEN"),
                body(
                        "a field twice",
                        "PATCH",
                        PRODUCT,
                        "{\"title\":\"a\",\"title\":\"b\"}",
                        merge,
                        400,
                        "API_BODY_BROKEN"),
                body("deep nesting", "PATCH", PRODUCT, "[".repeat(5000), merge, 400, "API_BODY_BROKEN"),
                body("nothing", "PATCH", PRODUCT, "", merge, 400, "API_BODY_MISSING"),
                body("null", "PATCH", PRODUCT, "null", merge, 422, "API_BODY_NOT_AN_OBJECT"),
                body("a list", "PATCH", PRODUCT, "[1]", merge, 422, "API_BODY_NOT_AN_OBJECT"),
                body("a text", "PATCH", PRODUCT, "\"title\"", merge, 422, "API_BODY_NOT_AN_OBJECT"),
                body("a number for a title", "PATCH", PRODUCT, "{\"title\":5}", merge, 422, "*"),
                body("an unknown field", "PATCH", PRODUCT, "{\"titel\":\"a\"}", merge, 422, "*"),
                body("an unknown SKU", "PATCH", PRODUCT, "{\"skus\":{\"x\":{\"price\":1}}}", merge, 422, "*"),
                body("a list of SKUs", "PATCH", PRODUCT, "{\"skus\":[]}", merge, 422, "*"),
                body("a negative price", "PATCH", PRODUCT, "{\"skus\":{\"p-1-1\":{\"price\":-1}}}", merge, 422, "*"),
                body("half a yen", "PATCH", PRODUCT, "{\"skus\":{\"p-1-1\":{\"price\":1.5}}}", merge, 422, "*"),
                body(
                        "a text for a price",
                        "PATCH",
                        PRODUCT,
                        "{\"skus\":{\"p-1-1\":{\"price\":\"1\"}}}",
                        merge,
                        422,
                        "*"),
                body("a huge number", "PATCH", PRODUCT, "{\"weight_g\":99999999999999999999}", merge, 422, "*"),
                body(
                        "more than 1 MB",
                        "PATCH",
                        PRODUCT,
                        "{\"title\":\"" + "x".repeat(1 << 20) + "\"}",
                        merge,
                        413,
                        "API_BODY_TOO_LARGE"),
                body(
                        "a title of nearly 1 MB",
                        "PATCH",
                        PRODUCT,
                        "{\"title\":\"" + "x".repeat(1_000_000) + "\"}",
                        merge,
                        422,
                        "*"),
                body("plain text", "PATCH", PRODUCT, "{}", "text/plain", 415, "API_MEDIA_TYPE"),
                body(
                        "another charset by name",
                        "PATCH",
                        PRODUCT,
                        "{}",
                        "application/json;charset=Shift_JIS",
                        415,
                        "API_MEDIA_TYPE"),
                body("a media type that is none", "PATCH", PRODUCT, "{}", "rubbish", 415, "API_MEDIA_TYPE"),
                body("a form", "PATCH", PRODUCT, "title=a", "application/x-www-form-urlencoded", 415, "API_MEDIA_TYPE"),
                body("multipart", "PATCH", PRODUCT, "--x--", "multipart/form-data;boundary=x", 415, "API_MEDIA_TYPE"),
                Arguments.of("Shift_JIS bytes", "PATCH", PRODUCT, shiftJis, merge, 400, "API_BODY_NOT_UTF8"),
                body("no selection", "PUT", PRODUCT + "/selection", "{}", "application/json", 422, "API_FIELD_MISSING"),
                body(
                        "a word for a flag",
                        "PUT",
                        PRODUCT + "/selection",
                        "{\"selected\":\"yes\"}",
                        "application/json",
                        422,
                        "API_FIELD_INVALID"),
                body(
                        "a further field",
                        "PUT",
                        PRODUCT + "/selection",
                        "{\"selected\":true,\"x\":1}",
                        "application/json",
                        422,
                        "API_FIELD_UNKNOWN"),
                body(
                        "nobody named",
                        "POST",
                        "/api/selection",
                        "{\"selected\":true}",
                        "application/json",
                        422,
                        "API_SELECTION_UNCLEAR"),
                body(
                        "both ways at once",
                        "POST",
                        "/api/selection",
                        "{\"selected\":true,\"productNos\":[\"a\"],\"filter\":{}}",
                        "application/json",
                        422,
                        "API_SELECTION_UNCLEAR"),
                body(
                        "numbers for texts",
                        "POST",
                        "/api/selection",
                        "{\"selected\":true,\"productNos\":[1]}",
                        "application/json",
                        422,
                        "API_FIELD_INVALID"),
                body(
                        "an unknown state",
                        "POST",
                        "/api/selection",
                        "{\"selected\":true,\"filter\":{\"state\":\"sold\"}}",
                        "application/json",
                        422,
                        "API_STATE_UNKNOWN"),
                body(
                        "another product",
                        "PATCH",
                        "/api/products/p-9",
                        "{\"title\":\"a\"}",
                        merge,
                        404,
                        "API_PRODUCT_UNKNOWN"),
                body(
                        "another product's selection",
                        "PUT",
                        "/api/products/p-9/selection",
                        "{\"selected\":true}",
                        "application/json",
                        404,
                        "API_PRODUCT_UNKNOWN"),
                body(
                        "a method it does not have",
                        "PUT",
                        PRODUCT,
                        "{}",
                        "application/json",
                        405,
                        "API_METHOD_NOT_ALLOWED"),
                body(
                        "an address it does not have",
                        "POST",
                        "/api/product",
                        "{}",
                        "application/json",
                        404,
                        "API_PATH_UNKNOWN"));
    }

    private static Arguments body(
            String what, String method, String path, String body, String type, int status, String code) {
        return Arguments.of(what, method, path, body.getBytes(StandardCharsets.UTF_8), type, status, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void isRefusedAndChangesNothing(
            String what, String method, String path, byte[] body, String type, int status, String code) {
        String before = api.get(PRODUCT).text();

        Reply reply = api.sendBytes(method, path, body, type);

        assertIsProblem(reply, status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code.equals("*") ? reply.code() : code);
        assertThat(api.get(PRODUCT).text()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/products?page=-1, 400, page",
        "/api/products?page=one, 400, page",
        "/api/products?page=99999999999, 400, page",
        "/api/products?size=0, 400, size",
        "/api/products?size=501, 400, size",
        "/api/products?sort=colour, 400, sort",
        "/api/products?state=sold, 400, state",
        "/api/products?selected=maybe, 400, selected",
        "/api/products?q=%83%7D%83O, 400, ''",
        "/api/products?shop=other, 404, ''",
        "/api/products/p-9, 404, ''",
        "/api/products/p-9/history, 404, ''",
        "/api/products/%E6%B9%AF, 404, ''",
        "/api/, 404, ''",
        "/api, 404, ''",
    })
    void namesTheParameterThatCannotBeRead(String path, int status, String field) {
        Reply reply = api.get(path);

        assertIsProblem(reply, status);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"0 | 400", "'\"0' | 400", "0\" | 400", "'\"0\" \"1\"' | 400", "'\"7\"' | 412", "W/\"0\" | 412"})
    void refusesAnEntityTagThatIsNoneOrNotTheCurrentOne(String tag, int status) {
        Reply reply = api.send("PATCH", PRODUCT, "{\"title\":\"a\"}", "If-Match", tag);

        assertIsProblem(reply, status);
        assertThat(api.get(PRODUCT).json().path("title").asText()).isEqualTo("マグカップ");
    }

    @Test
    void refusesWhatItCannotAnswerIn() {
        assertIsProblem(api.get("/api/products", "Accept", "text/csv"), 406);
    }

    @Test
    void speaksTheReadersLanguage() {
        assertThat(detail("ja")).startsWith("商品番号「p-9」");
        assertThat(detail("ja-JP,ja;q=0.9,en;q=0.5")).startsWith("商品番号「p-9」");
        assertThat(detail("en-US,en;q=0.9,ja;q=0.5")).startsWith("There is no product p-9");
        assertThat(detail("fr")).startsWith("There is no product p-9");
        assertThat(detail(";;;")).startsWith("There is no product p-9");
        assertThat(api.get("/api/nothing", "Accept-Language", "ja")
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("このアドレスには何もありません");
    }

    @Test
    void needsTheShopToBeNamedWhenThereAreSeveral() {
        List<String> settings = new ArrayList<>(List.of("bridge.shops[0].key=first", "bridge.shops[1].key=second"));
        for (String shop : List.of("bridge.shops[0].", "bridge.shops[1].")) {
            settings.add(shop + "futureshop.base-url=http://127.0.0.1:1");
            for (String name : List.of(
                    "futureshop.shop-key",
                    "futureshop.client-id",
                    "futureshop.client-secret",
                    "tiktok.app-key",
                    "tiktok.app-secret",
                    "tiktok.service-id")) {
                settings.add(shop + name + "=nobody");
            }
        }
        try (ApiServer two = ApiServer.start(settings.toArray(String[]::new))) {
            assertThat(two.get("/api/products").json().path("field").asText()).isEqualTo("shop");
            assertThat(two.get("/api/products?shop=second").status()).isEqualTo(200);
        }
    }

    @Test
    void saysWhichMethodsAnAddressTakes() {
        assertThat(api.send("DELETE", PRODUCT, null).response().headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET").contains("PATCH"));
    }

    @Test
    void refusesAnAddressThatIsNotEncodedInTheSameForm() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.getOutputStream()
                    .write("GET /api/categories?q=マグ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
            assertThat(answer).contains("\"code\":\"API_REQUEST_INVALID\"");
        }
    }

    private String detail(String language) {
        return api.get("/api/products/p-9", "Accept-Language", language)
                .json()
                .path("detail")
                .asText();
    }

    private static void assertIsProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.type()).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotEmpty();
        assertThat(reply.json().path("code").asText()).isNotEmpty();
        assertThat(reply.json().path("detail").asText()).isNotEmpty();
        assertThat(reply.json().path("detailJa").asText()).isNotEmpty();
        assertThat(reply.json().path("instance").asText()).startsWith("/api");
    }
}
