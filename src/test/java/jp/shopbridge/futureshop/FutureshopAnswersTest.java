package jp.shopbridge.futureshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.support.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FutureshopAnswersTest {

    private static final String ADDRESS = "https://api.example.jp/admin-api/v1/products";
    private static final FutureshopRequest REQUEST = new FutureshopRequest("sample", ADDRESS, "count=250");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
    private final FutureshopAnswers answers = new FutureshopAnswers(clock);

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    401 | -  | {}                                   | MisconfiguredFailure | INTAKE_TOKEN_REFUSED
                    403 | -  | {"status":"failed"}                  | MisconfiguredFailure | INTAKE_NOT_ALLOWED
                    302 | -  | -                                    | MisconfiguredFailure | INTAKE_REDIRECTED
                    429 | 7  | {"status":"failed"}                  | ThrottledFailure     | INTAKE_THROTTLED
                    429 | -  | -                                    | ThrottledFailure     | INTAKE_THROTTLED
                    503 | 30 | -                                    | ThrottledFailure     | INTAKE_THROTTLED
                    503 | -  | -                                    | TransientFailure     | INTAKE_FUTURESHOP_DOWN
                    500 | -  | oops                                 | TransientFailure     | INTAKE_FUTURESHOP_DOWN
                    502 | -  | <html>                               | TransientFailure     | INTAKE_FUTURESHOP_DOWN
                    408 | -  | -                                    | TransientFailure     | INTAKE_FUTURESHOP_DOWN
                    200 | -  | -                                    | TransientFailure     | INTAKE_ANSWER_BROKEN
                    200 | -  | []                                   | TransientFailure     | INTAKE_ANSWER_BROKEN
                    200 | -  | {"productList":[{"productNo":"A      | TransientFailure     | INTAKE_ANSWER_BROKEN
                    200 | -  | {"productList":[{"productNo":"A"}]   | TransientFailure     | INTAKE_ANSWER_BROKEN
                    200 | -  | {"productList":[]} trailing          | TransientFailure     | INTAKE_ANSWER_BROKEN
                    200 | -  | {}                                   | TransientFailure     | INTAKE_LIST_MISSING
                    200 | -  | {"productList":null}                 | TransientFailure     | INTAKE_LIST_MISSING
                    200 | -  | {"productList":{"a":[1]}}            | TransientFailure     | INTAKE_LIST_MISSING
                    200 | -  | {"productList":"none"}               | TransientFailure     | INTAKE_LIST_MISSING
                    200 | -  | {"status":"failed","productList":[]} | RefusedFailure       | INTAKE_REFUSED
                    404 | -  | {"message":"not here"}               | RefusedFailure       | INTAKE_REFUSED
                    404 | -  | <html>                               | TransientFailure     | INTAKE_ANSWER_BROKEN
                    200 | -  | {"productList":[],"nextUrl":"https://elsewhere.example.jp/admin-api/v1/products?cursor=a"} | MisconfiguredFailure | INTAKE_NEXT_PAGE_ELSEWHERE
                    200 | -  | {"productList":[],"nextUrl":"https://api.example.jp/other?cursor=a"} | MisconfiguredFailure | INTAKE_NEXT_PAGE_ELSEWHERE
                    200 | -  | {"productList":[],"nextUrl":"https://api.example.jp/admin-api/v1/products?count=250"} | TransientFailure | INTAKE_ANSWER_BROKEN
                    """)
    void becomesAFailureNamedByWhoHasToAct(
            int status, @Nullable String retryAfter, @Nullable String body, String kind, String code) {
        Failure failure = catchThrowableOfType(Failure.class, () -> read(status, retryAfter, body));

        assertThat(failure).isNotNull();
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.sentence().en()).contains("sample").endsWith(".");
        assertThat(failure.sentence().ja()).contains("sample");
    }

    @Test
    void tellsWhatARefusalNamed() {
        RefusedFailure refusal = catchThrowableOfType(
                RefusedFailure.class,
                () -> read(
                        200,
                        null,
                        "{\"status\":\"failed\",\"errors\":[{\"code\":\"InvalidValue\",\"path\":\"types\",\"message\":\"不正な値です\"}]}"));

        assertThat(refusal.remoteCode()).isEqualTo("InvalidValue");
        assertThat(refusal.field()).isEqualTo("types");
        assertThat(refusal.sentence().en()).contains("InvalidValue", "types", "不正な値です");
    }

    @Test
    void asksForANewPassWhenTheCursorHasExpired() {
        FutureshopAnswer answer = read(
                400,
                null,
                "{\"status\":\"failed\",\"errors\":[{\"code\":\"InvalidValue\",\"path\":\"cursor\",\"message\":\"期限切れ\"}]}");

        assertThat(answer.cursorExpired()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 1",
        "-5, 1",
        "soon, 2",
        "999999, 3600",
        "'Mon, 23 Nov 2026 00:01:30 GMT', 90",
        "'Sun, 22 Nov 2026 00:01:30 GMT', 1"
    })
    void waitsAsLongAsToldWithinReason(String retryAfter, long seconds) {
        ThrottledFailure failure = catchThrowableOfType(ThrottledFailure.class, () -> read(429, retryAfter, null));

        assertThat(failure.waitFor()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void cutsEveryProductOutExactlyAsReceived() {
        String first =
                "{ \"productNo\" : \"茶-1\", \"name\":\"ほうじ茶\\u0000\", \"unitPrice\": 19.80, \"variation\":{\"productNo\":\"x\"} }";
        String second = "{\"id\":123456789012345678,\"productNo\":42}";
        FutureshopAnswer.Page page = page("{\"total\":{\"a\":1}, \"productList\" : [ " + first + " ,\n" + second
                + ", null, 7, \"text\", {}, [1,{\"productNo\":\"y\"}] ], \"nextUrl\":\"" + ADDRESS
                + "?count=250&cursor=a%2Fb%3D\"}");

        assertThat(page.cursor()).isEqualTo("a/b=");
        assertThat(page.products())
                .extracting(FutureshopProduct::text)
                .containsExactly(first, second, "null", "7", "\"text\"", "{}", "[1,{\"productNo\":\"y\"}]");
        assertThat(page.products())
                .extracting(FutureshopProduct::number)
                .containsExactly("茶-1", "42", null, null, null, null, null);
        assertThat(page.products())
                .extracting(FutureshopProduct::isObject)
                .containsExactly(true, true, false, false, false, true, false);
        assertThat(page.products().get(0).tree().path("unitPrice").decimalValue())
                .isEqualByComparingTo("19.80");
        assertThat(page.products().get(1).tree().path("id").longValue()).isEqualTo(123_456_789_012_345_678L);
        assertThat(page.products().get(0).hash())
                .hasSize(64)
                .isNotEqualTo(page.products().get(1).hash());
    }

    @Test
    void readsAnAnswerThatBeginsWithAByteOrderMark() {
        FutureshopAnswer.Page page = page("\uFEFF{\"productList\":[{\"productNo\":\"A\"}]}");

        assertThat(page.products().get(0).text()).isEqualTo("{\"productNo\":\"A\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"productList\":[]}",
                "{\"productList\":[],\"nextUrl\":null}",
                "{\"productList\":[],\"nextUrl\":\"\"}"
            })
    void endsWhereNoNextPageIsNamed(String body) {
        assertThat(page(body).cursor()).isNull();
    }

    @Test
    void readsThePublishedShapeOfStock() throws IOException {
        FutureshopAnswer.Page page = page(sample("inventory.json"));

        Map<String, Map<String, @Nullable Integer>> stock = page.stock();

        assertThat(stock).containsOnlyKeys("gd28", "gd29", "gd30", "gd31");
        assertThat(stock.get("gd28")).containsEntry("gd2801", 4).containsEntry("gd2802", 0);
        assertThat(stock.get("gd29")).containsEntry("gd29", 12);
        assertThat(stock.get("gd30")).containsEntry("gd30", null);
        assertThat(stock.get("gd31")).containsEntry("gd310178", 0);
    }

    @Test
    void keepsATokenUntilTwoMinutesBeforeItExpires() {
        FutureshopToken token =
                token(200, "{\"access_token\":\"secret\",\"token_type\":\"Bearer\",\"expires_in\":3600}");

        assertThat(token.value()).isEqualTo("secret");
        assertThat(token.renewAt()).isEqualTo(clock.instant().plusSeconds(3480));
        assertThat(token.toString()).doesNotContain("secret");
    }

    @Test
    void keepsAShortLivedTokenForHalfItsLife() {
        assertThat(token(200, "{\"access_token\":\"secret\",\"expires_in\":60}").renewAt())
                .isEqualTo(clock.instant().plusSeconds(30));
    }

    @Test
    void blamesTheCredentialsTheNetworkOrNobodyForAMissingToken() {
        assertThatThrownBy(() -> token(401, "{}"))
                .isInstanceOfSatisfying(MisconfiguredFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo("INTAKE_CLIENT_REFUSED"));
        assertThatThrownBy(() -> token(403, "{}"))
                .isInstanceOfSatisfying(MisconfiguredFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo("INTAKE_NOT_ALLOWED"));
        assertThatThrownBy(() -> token(200, "{}")).isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> token(200, "<html>")).isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> token(500, "")).isInstanceOf(TransientFailure.class);
    }

    private FutureshopToken token(int status, String body) {
        return answers.token("sample", status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private FutureshopAnswer.Page page(String body) {
        assertThat(read(200, null, body)).isInstanceOf(FutureshopAnswer.Page.class);
        return (FutureshopAnswer.Page) read(200, null, body);
    }

    private FutureshopAnswer read(int status, @Nullable String retryAfter, @Nullable String body) {
        InputStream in = body == null ? null : new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return answers.read(REQUEST, status, retryAfter, in);
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = FutureshopAnswersTest.class.getResourceAsStream("/futureshop/" + name)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Objects.requireNonNull(in, name).transferTo(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }
}
