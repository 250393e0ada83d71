package jp.shopbridge.api.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 取り込み・送信エラー over real HTTP, with the ordinary routes behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersApiTest {

    private static final String MUG =
            "{\"productNo\":\"MG-1\",\"name\":\"マグ\",\"unitPrice\":1980,\"taxEnabled\":true,\"taxRate\":10}";
    private static final String WITHOUT_PRICE =
            "{\"productNo\":\"MG-2\",\"name\":\"マグ\",\"unitPrice\":\"abc\",\"taxEnabled\":true,\"taxRate\":10}";

    private final ApiServer api = ApiServer.shared();
    private final DeadLetters letters = api.bean(DeadLetters.class);
    private final ListingQueries listings = api.bean(ListingQueries.class);
    private final ListingReports reports = api.bean(ListingReports.class);

    @BeforeEach
    void empty() {
        api.empty();
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table : List.of(
                "dead_letter", "listing", "listing_gram", "listing_document", "listing_edit", "sku", "history")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void listsGroupsAndShowsWhatIsParked() {
        long mug = parkIntake("MG-1", MUG);
        parkIntake("MG-2", WITHOUT_PRICE);
        parkPublishing("p-1");

        JsonNode list = api.get("/api/dead-letters?stage=intake&size=1").json();
        JsonNode groups = api.get("/api/dead-letters/groups").json();
        JsonNode shown = api.get("/api/dead-letters/" + mug).json();

        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.path("items").size()).isEqualTo(1);
        assertThat(groups.path("total").asInt()).isEqualTo(3);
        assertThat(groups.at("/items/0/code").asText()).isEqualTo("MAPPING_FIELD_MISSING");
        assertThat(groups.at("/items/0/count").asInt()).isEqualTo(2);
        assertThat(shown.at("/snapshot/name").asText()).isEqualTo("マグ");
        assertThat(shown.path("status").asText()).isEqualTo("parked");
        assertThat(shown.at("/message/ja").asText()).isEqualTo("価格がありません。");
        assertThat(shown.at("/forecast/passes").asBoolean()).isTrue();
    }

    @Test
    void writesTheErrorsAsASheetWithNamesCategoriesAndReasons() {
        api.stage("p-1", "マグカップ");
        parkIntake("MG-2", WITHOUT_PRICE);
        parkPublishing("p-1");

        Reply reply = api.get("/api/dead-letters.csv?lang=ja");

        assertThat(reply.status()).isEqualTo(200);
        List<String> lines = reply.text().lines().toList();
        assertThat(lines.get(0)).startsWith("\uFEFF商品番号,商品名,カテゴリ,段階,項目,コード,理由と対応");
        assertThat(lines).hasSize(3);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("p-1,"))
                        .findFirst()
                        .orElseThrow())
                .contains("マグカップ", "連携", "未解決");
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("MG-2,"))
                        .findFirst()
                        .orElseThrow())
                .contains("MAPPING_FIELD_MISSING", "価格がありません。");
        assertThat(api.get("/api/dead-letters.csv?lang=en&stage=publishing")
                        .text()
                        .lines())
                .hasSize(2);
        assertThat(api.get("/api/dead-letters.csv?status=nonsense").status()).isEqualTo(400);
        assertThat(api.getAnonymously("/api/dead-letters.csv").status()).isEqualTo(401);
    }

    @Test
    void foretellsWhichOnesWouldPassAndWhyTheOthersWouldNot() {
        long good = parkIntake("MG-1", MUG);
        long bad = parkIntake("MG-2", WITHOUT_PRICE);
        long bare = parkIntake("MG-3", null);
        long gone = parkPublishing("p-9");

        JsonNode forecast = api.send(
                        "POST",
                        "/api/dead-letters/forecast",
                        "{\"ids\":[" + good + "," + bad + "," + bare + "," + gone + "]}")
                .json();

        assertThat(forecast.path("chosen").asInt()).isEqualTo(4);
        assertThat(forecast.path("passing").asInt()).isEqualTo(1);
        assertThat(forecast.path("failing").asInt()).isEqualTo(3);
        assertThat(forecast.path("reasons").findValuesAsText("code"))
                .containsExactlyInAnyOrder(
                        "MAPPING_VALUE_UNUSABLE", "DEADLETTER_NO_SNAPSHOT", "DEADLETTER_WOULD_NOT_BE_SENT");
        assertThat(status(good)).isEqualTo("parked");
    }

    @Test
    void replaysAProductThroughIntakesOrdinaryRoute() {
        long good = parkIntake("MG-1", MUG);
        long bad = parkIntake("MG-2", WITHOUT_PRICE);

        Reply reply = operator("/api/dead-letters/replay", "{\"filter\":{\"stage\":\"intake\"}}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("replaying").asInt()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> status(good).equals("resolved"));
        await().atMost(Duration.ofSeconds(20)).until(() -> status(bad).equals("parked"));
        JsonNode failedAgain = api.get("/api/dead-letters/" + bad).json();
        assertThat(failedAgain.path("attempts").asInt()).isEqualTo(2);
        assertThat(failedAgain.path("code").asText()).isEqualTo("MAPPING_VALUE_UNUSABLE");
        assertThat(api.get("/api/products/MG-1").json().path("title").asText()).isEqualTo("マグ");
    }

    @Test
    void replaysAListingByMakingItDueAgain() {
        stageFailed("p-1");
        long letter = parkPublishing("p-1");

        operator("/api/dead-letters/replay", "{\"ids\":[" + letter + "]}");

        ListingKey key = new ListingKey("sample", "p-1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> listings.status(key).orElseThrow().state() == ListingState.WAITING);
        assertThat(status(letter)).isEqualTo("replaying");
        assertThat(api.get("/api/products/p-1/history").text()).contains("取り込み・送信エラーから再実行しました");
    }

    @Test
    void parksAReplayBackThatPublishingWouldNotTake() {
        api.stage("p-2", "湯のみ");
        long incomplete = parkPublishing("p-2");

        operator("/api/dead-letters/replay", "{\"ids\":[" + incomplete + "]}");

        await().atMost(Duration.ofSeconds(20)).until(() -> status(incomplete).equals("parked"));
        JsonNode letter = api.get("/api/dead-letters/" + incomplete).json();
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        assertThat(letter.at("/message/ja").asText()).contains("在庫");
    }

    @Test
    void discardsWithAReasonOnce() {
        long letter = parkIntake("MG-1", MUG);

        Reply discarded = operator("/api/dead-letters/" + letter + "/discard", "{\"reason\":\"販売終了のため\"}");
        Reply again = operator("/api/dead-letters/" + letter + "/discard", "{\"reason\":\"もう一度\"}");

        assertThat(discarded.json().path("status").asText()).isEqualTo("discarded");
        assertThat(discarded.json().path("closedBy").asText()).isEqualTo("operator");
        assertThat(discarded.json().path("closedReason").asText()).isEqualTo("販売終了のため");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("API_STATE_CONFLICT");
        assertThat(api.get("/api/dead-letters").json().path("total").asInt()).isZero();
        assertThat(api.get("/api/dead-letters?status=discarded")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/api/dead-letters?status=all").json().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        long letter = parkIntake("MG-1", MUG);

        assertProblem(api.get("/api/dead-letters/99999"), 404, "API_DEAD_LETTER_UNKNOWN");
        assertProblem(api.get("/api/dead-letters/first"), 404, "API_ID_UNKNOWN");
        assertProblem(api.get("/api/dead-letters?status=lost"), 400, "API_PARAMETER_INVALID");
        assertProblem(api.get("/api/dead-letters?stage=mapping"), 400, "API_PARAMETER_INVALID");
        assertProblem(operator("/api/dead-letters/replay", "{}"), 422, "API_SELECTION_UNCLEAR");
        assertProblem(operator("/api/dead-letters/replay", "{\"ids\":[\"1\"]}"), 422, "API_FIELD_INVALID");
        assertProblem(operator("/api/dead-letters/replay", "{\"filter\":{\"stat\":\"x\"}}"), 422, "API_FIELD_UNKNOWN");
        assertProblem(
                operator("/api/dead-letters/" + letter + "/discard", "{\"reason\":\" \"}"), 422, "API_FIELD_MISSING");
        assertProblem(
                operator("/api/dead-letters/99999/discard", "{\"reason\":\"x\"}"), 404, "API_DEAD_LETTER_UNKNOWN");
        assertThat(status(letter)).isEqualTo("parked");
    }

    @Test
    void letsTheMerchantAskForTheForecastOnly() {
        long letter = parkIntake("MG-1", MUG);
        String chosen = "{\"ids\":[" + letter + "]}";
        String discard = "/api/dead-letters/" + letter + "/discard";

        assertThat(api.send("POST", "/api/dead-letters/forecast", chosen).status())
                .isEqualTo(200);
        for (String replay : List.of("/api/dead-letters/replay", "/api/dead-letters/replay/")) {
            Reply refused = api.send("POST", replay, chosen);
            assertProblem(refused, 403, "SECURITY_NOT_ALLOWED");
            assertThat(refused.type()).isEqualTo("application/problem+json");
        }
        for (String address : List.of(discard, discard + "/")) {
            assertProblem(api.send("POST", address, "{\"reason\":\"x\"}"), 403, "SECURITY_NOT_ALLOWED");
        }
        assertThat(status(letter)).isEqualTo("parked");
    }

    private Reply operator(String path, String json) {
        return api.send("POST", path, json, "Authorization", ApiServer.basic("operator", ApiServer.PASSWORD));
    }

    private void stageFailed(String productNo) {
        api.stage(productNo, "マグカップ");
        api.send("PATCH", "/api/products/" + productNo, "{\"skus\":{\"" + productNo + "-1\":{\"stock\":3}}}");
        api.send("PUT", "/api/products/" + productNo + "/selection", "{\"selected\":true}");
        reports.apply(
                new ListingKey("sample", productNo),
                ListingChange.by("publishing", "refused").event(ListingEvent.REFUSED));
    }

    private long parkIntake(String productNo, @Nullable String snapshot) {
        return letters.park(
                "sample",
                productNo,
                "intake",
                "intake-map-product",
                new MappingFailure(
                        "MAPPING_FIELD_MISSING",
                        Sentence.of("価格がありません。", "There is no price."),
                        "futureshop-product-to-listing",
                        "price",
                        null),
                snapshot,
                "v1");
    }

    private long parkPublishing(String productNo) {
        return letters.park(
                "sample",
                productNo,
                "publishing",
                "publishing-publish-listing",
                new RefusedFailure(
                        "PUBLISHING_REFUSED", Sentence.of("拒否されました。", "TikTok refused it."), "12052901", "title"),
                null,
                null);
    }

    private String status(long letter) {
        return Objects.requireNonNull(
                api.get("/api/dead-letters/" + letter).json().path("status").asText());
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
