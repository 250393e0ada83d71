package jp.shopbridge.api.edits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same correction for many products, over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkEditsApiTest {

    private final ApiServer api = ApiServer.shared();

    @BeforeEach
    void stageProducts() {
        api.empty();
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table : List.of("listing", "listing_gram", "listing_document", "listing_edit", "sku", "history")) {
            jdbc.sql("delete from " + table).update();
        }
        api.stage("p-1", "マグカップ");
        api.stage("p-2", "湯のみ");
        api.stage("p-3", "急須");
    }

    @Test
    void changesTheNamedProductsAndWritesEachOnesHistory() {
        JsonNode result = bulk("{\"productNos\":[\"p-1\",\"p-3\"],\"patch\":{\"weight_g\":350}}");

        assertThat(result.path("total").asInt()).isEqualTo(2);
        assertThat(result.path("changed").asInt()).isEqualTo(2);
        assertThat(result.path("dryRun").asBoolean()).isFalse();
        assertThat(value("p-1", "weight_g").asInt()).isEqualTo(350);
        assertThat(value("p-2", "weight_g").isMissingNode()).isTrue();
        assertThat(value("p-3", "weight_g").asInt()).isEqualTo(350);
        JsonNode line =
                api.get("/api/products/p-1/history").json().path("items").get(0);
        assertThat(line.path("kind").asText()).isEqualTo("edited");
        assertThat(line.path("actor").asText()).isEqualTo("merchant");
        assertThat(line.path("text").path("ja").asText()).isEqualTo("「重量」をまとめて変更しました。");
    }

    @Test
    void foretellsWithoutChangingAnything() {
        long version = version("p-1");

        JsonNode foretold = dryRun("{\"filter\":{},\"patch\":{\"category_id\":\"777\"}}");

        assertThat(foretold.path("total").asInt()).isEqualTo(3);
        assertThat(foretold.path("changed").asInt()).isEqualTo(3);
        JsonNode change = foretold.path("changes").get(0);
        assertThat(change.path("productNo").asText()).isEqualTo("p-1");
        assertThat(change.path("before").asText()).isEqualTo("601");
        assertThat(change.path("after").asText()).isEqualTo("777");
        assertThat(version("p-1")).isEqualTo(version);
        assertThat(value("p-1", "category_id").asText()).isEqualTo("601");
    }

    @Test
    void takesAllThatMatchAFilterAndNothingElse() {
        api.stage("q-1", "湯のみ 大");

        JsonNode result = bulk("{\"filter\":{\"q\":\"湯のみ\"},\"patch\":{\"brand_id\":\"b-9\"}}");

        assertThat(result.path("changed").asInt()).isEqualTo(2);
        assertThat(value("p-2", "brand_id").asText()).isEqualTo("b-9");
        assertThat(value("q-1", "brand_id").asText()).isEqualTo("b-9");
        assertThat(value("p-1", "brand_id").isMissingNode()).isTrue();
    }

    @Test
    void leavesAloneWhatIsAsWantedAlready() {
        bulk("{\"productNos\":[\"p-1\"],\"patch\":{\"weight_g\":350}}");
        long version = version("p-1");

        JsonNode again =
                bulk("{\"productNos\":[\"p-1\",\"p-2\"],\"patch\":{\"weight_g\":350,\"category_id\":\"601\"}}");

        assertThat(again.path("changed").asInt()).isEqualTo(1);
        assertThat(again.path("unchanged").asInt()).isEqualTo(1);
        assertThat(version("p-1")).isEqualTo(version);
        assertThat(api.get("/api/products/p-2").json().path("edits")).hasSize(1);
    }

    @Test
    void revertsAndEmptiesAsASinglePatchDoes() {
        bulk("{\"filter\":{},\"patch\":{\"title\":\"同じ名前\"}}");

        JsonNode reverted = bulk("{\"filter\":{},\"patch\":{\"title\":null}}");
        JsonNode emptied = bulk("{\"productNos\":[\"p-2\"],\"patch\":{\"category_id\":\"\"}}");

        assertThat(reverted.path("changed").asInt()).isEqualTo(3);
        assertThat(reverted.path("changes").get(0).path("reverts").asBoolean()).isTrue();
        assertThat(reverted.path("changes").get(0).path("after").asText()).isEqualTo("マグカップ");
        assertThat(value("p-1", "title").asText()).isEqualTo("マグカップ");
        assertThat(emptied.path("changes").get(0).path("after").isNull()).isTrue();
        assertThat(value("p-2", "category_id").isMissingNode()).isTrue();
    }

    @Test
    void namesWhatCouldNotBeDoneAndDoesTheRest() {
        long old = version("p-2");
        api.send("PATCH", "/api/products/p-2", "{\"title\":\"湯のみ 新\"}");

        JsonNode result = bulk("{\"productNos\":[\"p-1\",\"p-2\",\"gone\"],\"versions\":{\"p-2\":" + old
                + "},\"patch\":{\"weight_g\":90}}");

        assertThat(result.path("changed").asInt()).isEqualTo(1);
        assertThat(result.path("refused").asInt()).isEqualTo(2);
        assertThat(codes(result)).containsExactly("EDIT_PRODUCT_UNKNOWN", "EDIT_VERSION_CONFLICT");
        assertThat(result.path("problems").get(0).path("reason").path("ja").asText())
                .contains("gone");
        assertThat(value("p-1", "weight_g").asInt()).isEqualTo(90);
        assertThat(value("p-2", "weight_g").isMissingNode()).isTrue();
    }

    @Test
    void doesNotOverwriteWhatSomebodyElseEditedAfterThePreview() {
        String asOf = dryRun("{\"filter\":{},\"patch\":{\"title\":\"まとめた名前\"}}")
                .path("asOf")
                .asText();
        api.send(
                "PATCH",
                "/api/products/p-3",
                "{\"title\":\"急須 限定\"}",
                "Authorization",
                ApiServer.basic("operator", ApiServer.PASSWORD));

        JsonNode result = bulk("{\"filter\":{},\"unchangedSince\":\"" + asOf + "\",\"patch\":{\"title\":\"まとめた名前\"}}");

        assertThat(result.path("changed").asInt()).isEqualTo(2);
        assertThat(codes(result)).containsExactly("EDIT_OVERTAKEN");
        assertThat(result.path("problems").get(0).path("reason").path("ja").asText())
                .contains("operator");
        assertThat(value("p-3", "title").asText()).isEqualTo("急須 限定");
    }

    @Test
    void saysWhichProductsLackSomethingAfterwardsAndHowManyAreCompleted() {
        api.bean(JdbcClient.class)
                .sql("update sku set stock = 5, stock_read_at = current_timestamp")
                .update();

        JsonNode emptied = bulk("{\"filter\":{},\"patch\":{\"title\":\"\"}}");
        JsonNode restored = bulk("{\"filter\":{},\"patch\":{\"title\":null}}");

        assertThat(emptied.path("lacking").asInt()).isEqualTo(3);
        assertThat(codes(emptied)).containsOnly("LISTING_TITLE_MISSING");
        assertThat(emptied.path("problems").get(0).path("refused").asBoolean()).isFalse();
        assertThat(restored.path("completed").asInt()).isEqualTo(3);
        assertThat(restored.path("lacking").asInt()).isZero();
        assertThat(api.get("/api/products/p-1").json().path("state").asText()).isEqualTo("waiting");
    }

    @Test
    void goesThroughManyBatchesOnceEach() {
        List<String> numbers = new ArrayList<>();
        IntStream.range(0, 600).forEach(i -> {
            String number = String.format("m-%04d", i);
            numbers.add("\"" + number + "\"");
            api.stage(number, "多数 " + i);
        });

        JsonNode byFilter = bulk("{\"filter\":{\"q\":\"多数\"},\"patch\":{\"weight_g\":10}}");
        JsonNode byNumber = bulk("{\"productNos\":[" + String.join(",", numbers) + "],\"patch\":{\"weight_g\":11}}");

        assertThat(byFilter.path("changed").asInt()).isEqualTo(600);
        assertThat(byFilter.path("changes")).hasSize(100);
        assertThat(byNumber.path("changed").asInt()).isEqualTo(600);
        assertThat(value("m-0599", "weight_g").asInt()).isEqualTo(11);
    }

    @Test
    void refusesARequestThatDoesNotSayWhatOrForWhich() {
        assertThat(post("{\"patch\":{\"weight_g\":1}}").code()).isEqualTo("API_SELECTION_UNCLEAR");
        assertThat(post("{\"filter\":{}}").code()).isEqualTo("API_FIELD_MISSING");
        assertThat(post("{\"filter\":{},\"patch\":{\"skus\":{}}}").code()).isEqualTo("API_FIELD_UNKNOWN");
        assertThat(post("{\"filter\":{},\"patch\":{\"weight_g\":\"heavy\"}}").code())
                .isEqualTo("EDIT_INVALID");
        assertThat(post("{\"filter\":{},\"patch\":{\"send_as_draft\":\"yes\"}}").code())
                .isEqualTo("API_FIELD_INVALID");
        assertThat(post("{\"filter\":{},\"patch\":{\"title\":\"x\"},\"unchangedSince\":\"yesterday\"}")
                        .code())
                .isEqualTo("API_FIELD_INVALID");
        assertThat(api.getAnonymously("/api/edits").status()).isEqualTo(401);
        assertThat(value("p-1", "weight_g").isMissingNode()).isTrue();
    }

    @Test
    void raisesAndLowersPricesAndRoundsThem() {
        price("p-1", 1980);
        price("p-2", 995);

        JsonNode foretold = dryRun("{\"filter\":{\"q\":\"p-1\"},\"adjust\":{\"price\":{\"percent\":-10,\"roundTo\":10,"
                + "\"rounding\":\"down\"}}}");
        assertThat(foretold.path("changes").get(0).path("before").asInt()).isEqualTo(1980);
        assertThat(foretold.path("changes").get(0).path("after").asInt()).isEqualTo(1780);
        assertThat(priceOf("p-1")).isEqualTo(1980);

        bulk(
                "{\"productNos\":[\"p-1\"],\"adjust\":{\"price\":{\"percent\":-10,\"roundTo\":10,\"rounding\":\"down\"}}}");
        bulk("{\"productNos\":[\"p-2\"],\"adjust\":{\"price\":{\"percent\":7.5}}}");
        bulk("{\"productNos\":[\"p-3\"],\"adjust\":{\"price\":{\"set\":3300},\"stock\":{\"set\":7}}}");

        assertThat(priceOf("p-1")).isEqualTo(1780);
        assertThat(priceOf("p-2")).isEqualTo(1070);
        assertThat(priceOf("p-3")).isEqualTo(3300);
        assertThat(sku("p-3").path("values").path("stock").asInt()).isEqualTo(7);
        bulk("{\"productNos\":[\"p-3\"],\"adjust\":{\"price\":{\"add\":-300},\"stock\":{\"add\":-9}}}");
        assertThat(priceOf("p-3")).isEqualTo(3000);
        assertThat(sku("p-3").path("values").path("stock").asInt()).isZero();
    }

    @Test
    void refusesByNameWhatAnAdjustmentWouldMakeImpossible() {
        price("p-1", 200);
        price("p-2", 400_000);
        bulk("{\"productNos\":[\"p-3\"],\"adjust\":{\"price\":{\"set\":1000}}}");

        JsonNode result = bulk("{\"filter\":{},\"adjust\":{\"price\":{\"add\":-200}}}");

        assertThat(codes(result)).containsExactly("EDIT_RESULT_INVALID");
        JsonNode refused = result.path("problems").get(0);
        assertThat(refused.path("productNo").asText()).isEqualTo("p-1");
        assertThat(refused.path("reason").path("ja").asText()).contains("価格が0になる", "1〜500,000円");
        assertThat(priceOf("p-1")).isEqualTo(200);
        assertThat(priceOf("p-2")).isEqualTo(399_800);
        assertThat(codes(bulk("{\"productNos\":[\"p-2\"],\"adjust\":{\"price\":{\"percent\":50}}}")))
                .containsExactly("EDIT_RESULT_INVALID");
        assertThat(codes(bulk("{\"productNos\":[\"p-1\"],\"adjust\":{\"title\":{\"find\":\"マグカップ\"}}}")))
                .containsExactly("EDIT_RESULT_INVALID");
        assertThat(codes(bulk(
                        "{\"productNos\":[\"p-1\"],\"adjust\":{\"title\":{\"prefix\":\"" + "あ".repeat(255) + "\"}}}")))
                .containsExactly("EDIT_RESULT_INVALID");
    }

    @Test
    void replacesWithinNamesAndPutsWordsBeforeThemOnce() {
        JsonNode result = bulk("{\"filter\":{},\"adjust\":{\"title\":{\"find\":\"カップ\",\"replace\":\"杯\"}}}");
        assertThat(result.path("changed").asInt()).isEqualTo(1);
        assertThat(result.path("unchanged").asInt()).isEqualTo(2);
        assertThat(value("p-1", "title").asText()).isEqualTo("マグ杯");

        String wanted = "{\"filter\":{},\"adjust\":{\"title\":{\"prefix\":\"【送料無料】\"}}}";
        assertThat(bulk(wanted).path("changed").asInt()).isEqualTo(3);
        assertThat(bulk(wanted).path("unchanged").asInt()).isEqualTo(3);
        assertThat(value("p-2", "title").asText()).isEqualTo("【送料無料】湯のみ");
    }

    @Test
    void putsAnAttributeIntoEachProductBesideItsOthers() {
        api.send("PATCH", "/api/products/p-1", "{\"attributes\":[{\"id\":\"1\",\"values\":[{\"name\":\"赤\"}]}]}");

        bulk(
                "{\"filter\":{},\"patch\":{\"weight_g\":5},\"adjust\":{\"attributes\":[{\"id\":\"2\",\"values\":[{\"name\":\"日本\"}]}]}}");

        assertThat(value("p-1", "attributes")).hasSize(2);
        assertThat(value("p-2", "attributes")).hasSize(1);
        assertThat(value("p-2", "weight_g").asInt()).isEqualTo(5);
        bulk("{\"filter\":{},\"adjust\":{\"attributes\":[{\"id\":\"2\",\"values\":[]}]}}");
        assertThat(value("p-1", "attributes")).hasSize(1);
    }

    @Test
    void keepsWhatStoodThereBeforeAndWhatUndoesIt() {
        bulk("{\"productNos\":[\"p-1\"],\"patch\":{\"title\":\"一\"}}");
        bulk("{\"productNos\":[\"p-1\"],\"patch\":{\"title\":\"二\"}}");
        api.send("PATCH", "/api/products/p-1", "{\"description\":\"" + "長".repeat(60_000) + "\"}");
        api.send("PATCH", "/api/products/p-1", "{\"description\":\"" + "い".repeat(60_000) + "\"}");

        JsonNode lines = api.get("/api/products/p-1/history").json().path("items");

        assertThat(lines.at("/0/detail/field").asText()).isEqualTo("description");
        assertThat(lines.at("/0/detail").has("before")).as("too long to keep").isFalse();
        assertThat(lines.at("/2/detail/before").asText()).isEqualTo("一");
        assertThat(lines.at("/2/detail/before_edit").asText()).isEqualTo("一");
        assertThat(lines.at("/3/detail/before").asText()).isEqualTo("マグカップ");
        assertThat(lines.at("/3/detail/before_edit").isNull()).isTrue();
    }

    @Test
    void adjustsOnceWhatWasForetoldOnce() {
        price("p-1", 1000);
        String wanted = "\"adjust\":{\"price\":{\"add\":100}}}";
        String asOf = dryRun("{\"productNos\":[\"p-1\"]," + wanted).path("asOf").asText();
        String confirmed = "{\"productNos\":[\"p-1\"],\"unchangedSince\":\"" + asOf + "\"," + wanted;

        assertThat(bulk(confirmed).path("changed").asInt()).isEqualTo(1);
        assertThat(codes(bulk(confirmed))).containsExactly("EDIT_OVERTAKEN");
        assertThat(priceOf("p-1")).isEqualTo(1100);
    }

    @Test
    void refusesAnAdjustmentThatSaysNothingOrTwoThings() {
        for (String adjust : List.of(
                "{}",
                "{\"price\":{}}",
                "{\"price\":{\"set\":1,\"add\":1}}",
                "{\"price\":{\"set\":0}}",
                "{\"price\":{\"percent\":-100}}",
                "{\"price\":{\"percent\":1e900000000}}",
                "{\"price\":{\"percent\":1.234}}",
                "{\"price\":{\"add\":1,\"roundTo\":7}}",
                "{\"price\":{\"add\":1,\"rounding\":\"sideways\"}}",
                "{\"stock\":{\"set\":-1}}",
                "{\"title\":{\"replace\":\"x\"}}",
                "{\"attributes\":[{\"id\":\"1\"}]}",
                "{\"colour\":1}")) {
            Reply reply = post("{\"filter\":{},\"adjust\":" + adjust + "}");
            assertThat(reply.status()).as(adjust + " " + reply).isIn(400, 422);
        }
        assertThat(post("{\"filter\":{},\"patch\":{\"title\":\"x\"},\"adjust\":{\"title\":{\"prefix\":\"y\"}}}")
                        .code())
                .isEqualTo("API_FIELD_INVALID");
    }

    private JsonNode sku(String productNo) {
        return api.get("/api/products/" + productNo)
                .json()
                .path("skus")
                .elements()
                .next();
    }

    private int priceOf(String productNo) {
        return sku(productNo).path("values").path("price").asInt();
    }

    private void price(String productNo, int yen) {
        done(post("{\"productNos\":[\"" + productNo + "\"],\"adjust\":{\"price\":{\"set\":" + yen + "}}}"));
    }

    private Reply post(String body) {
        return api.send("POST", "/api/edits", body);
    }

    private JsonNode bulk(String body) {
        return done(post(body));
    }

    private JsonNode dryRun(String body) {
        return done(api.send("POST", "/api/edits?dry-run=true", body));
    }

    private static JsonNode done(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode value(String productNo, String field) {
        JsonNode shown = api.get("/api/products/" + productNo).json();
        return shown.path("values").path(field);
    }

    private long version(String productNo) {
        return api.get("/api/products/" + productNo).json().path("version").asLong();
    }

    private static List<String> codes(JsonNode result) {
        List<String> codes = new ArrayList<>();
        result.path("problems")
                .forEach(problem -> codes.add(problem.path("code").asText()));
        return codes;
    }
}
