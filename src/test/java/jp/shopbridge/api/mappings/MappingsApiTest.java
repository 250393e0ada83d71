package jp.shopbridge.api.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.MappingUpkeep;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Versions of the mappings over real HTTP: lint, effect, keeping, putting in force and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappingsApiTest {

    private static final String CATEGORIES = "lookups/categories.csv";
    private static final String CASE =
            """
            mapping: futureshop-product-to-listing
            cases:
              - name: a shirt goes where shirts go
                given: samples/futureshop-product/tshirt-two-axes.json
                expect-fields: { category_id: "600111" }
            """;
    private static final String REQUESTS = "listing-to-tiktok-product.mapping.yaml";
    private static final String MAPPING = "futureshop-product-to-listing.mapping.yaml";

    private final ApiServer api = ApiServer.start();
    private String shipped = "";

    @BeforeAll
    void look() {
        api.bean(MappingUpkeep.class).refresh();
        shipped = api.bean(Mappings.class).inForce().version();
    }

    @BeforeEach
    void empty() {
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table : List.of("listing", "listing_gram", "listing_document", "listing_edit", "sku")) {
            jdbc.sql("delete from " + table).update();
        }
        operator("PUT", "/api/mappings/in-force", "{\"version\":\"" + shipped + "\"}");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void listsTheVersionsWithTheOneInForce() {
        JsonNode list = api.get("/api/mappings").json();

        assertThat(list.path("inForce").asText()).isEqualTo(shipped);
        assertThat(list.path("ofFiles").asText()).isEqualTo(shipped);
        assertThat(list.path("complaint").isNull()).isTrue();
        assertThat(list.path("refused")).isEmpty();
        JsonNode mine = item(list, shipped);
        assertThat(mine.path("inForce").asBoolean()).isTrue();
        assertThat(mine.path("storedAt").asText()).isNotEmpty();
    }

    @Test
    void showsAVersionsFilesAlsoByItsFirstCharacters() {
        JsonNode detail = api.get("/api/mappings/" + shipped.substring(0, 12)).json();

        assertThat(detail.at("/version/version").asText()).isEqualTo(shipped);
        assertThat(detail.path("files").path(CATEGORIES).asText()).isEqualTo(text(CATEGORIES));
        assertThat(detail.path("differing")).isEmpty();
        assertThat(api.get("/api/mappings/abc").code()).isEqualTo("MAPPING_VERSION_UNKNOWN");
        assertThat(api.get("/api/mappings/" + "0".repeat(64)).status()).isEqualTo(404);
    }

    @Test
    void lintsProposedFilesWithFileLineColumnAndRemedy() {
        Reply wrong = api.send(
                "POST", "/api/mappings/lint", files(MAPPING, text(MAPPING).replace("squeeze-space", "squeeze-spaces")));
        Reply right = api.send("POST", "/api/mappings/lint", files(CATEGORIES, text(CATEGORIES) + "shoes,600400,\n"));

        JsonNode finding = wrong.json().at("/findings/0");
        assertThat(wrong.json().path("ok").asBoolean()).isFalse();
        assertThat(finding.path("kind").asText()).as(wrong.toString()).isEqualTo("unknown-function");
        assertThat(finding.path("level").asText()).isEqualTo("error");
        assertThat(finding.path("file").asText()).isEqualTo(MAPPING);
        assertThat(finding.path("line").asInt()).isEqualTo(line(MAPPING, "- squeeze-space"));
        assertThat(finding.path("column").asInt()).isEqualTo(7);
        assertThat(finding.at("/sentence/ja").asText()).contains("squeeze-spaces");
        assertThat(finding.at("/remedy/en").asText()).contains("squeeze-space");
        assertThat(right.json().path("ok").asBoolean()).as(right.toString()).isTrue();
        assertThat(right.json().path("cases").asInt()).isGreaterThan(10);
        assertThat(right.json().path("version").asText()).isNotEqualTo(shipped);
        assertThat(versions()).doesNotContain(right.json().path("version").asText());
    }

    @Test
    void refusesFilesWhoseCasesDoNotHoldNamingTheDifference() {
        Reply refused = operator("POST", "/api/mappings", otherCategoryThanTheCaseOfTheShop());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.code()).isEqualTo("MAPPING_FILES_REFUSED");
        assertThat(refused.json().path("field").asText()).startsWith("futureshop-product-to-listing.shop.tests.yaml:");
        JsonNode finding = refused.json().at("/findings/0");
        assertThat(finding.path("kind").asText()).isEqualTo("failed-case");
        assertThat(finding.at("/sentence/en").asText())
                .contains("category_id: expected \"600111\", but was \"600112\"");
        assertThat(finding.at("/sentence/ja").asText()).contains("category_id：期待は \"600111\"、実際は \"600112\"");
        assertThat(finding.at("/remedy/ja").asText()).isNotEmpty();
        assertThat(refused.json().path("detailJa").asText()).contains("使えません");
    }

    @Test
    void triesAnExpressionAndStepsBesideAProductAndKeepsNothing() {
        stage(1, "tea");

        Reply tried = api.send(
                "POST",
                "/api/mappings/try",
                "{\"productNo\":\"tea000\",\"expression\":\"$group + \\\" x \\\"\",\"steps\":\"[trim, upper-case]\"}");
        Reply wrong = api.send(
                "POST",
                "/api/mappings/try",
                "{\"productNo\":\"tea000\",\"expression\":\".nmae\",\"steps\":\"- trimm\"}");
        Reply loop = api.send(
                "POST",
                "/api/mappings/try",
                "{\"productNo\":\"tea000\",\"expression\":\"[for ([1,2,3]) [for ([1]) [for ([1]) [for ([1]) .]]]]\"}");

        assertThat(tried.status()).as(tried.toString()).isEqualTo(200);
        assertThat(tried.json().path("ok").asBoolean()).isTrue();
        assertThat(tried.json().path("value").asText()).isEqualTo("TEA X");
        assertThat(tried.json().at("/steps/0/before").asText()).isEqualTo("tea x ");
        assertThat(wrong.json().path("ok").asBoolean(true)).isFalse();
        assertThat(wrong.json().path("findings").toString()).contains("nmae", "name", "trimm", "trim");
        assertThat(loop.json().path("findings").toString()).contains("explosive-expression");
        assertThat(api.send("POST", "/api/mappings/try", "{\"productNo\":\"none\",\"expression\":\".\"}")
                        .status())
                .isEqualTo(404);
        assertThat(versions()).hasSize(1);
    }

    @Test
    void tellsWhatAnotherDayDoesWithTheRulesInForceAndRefusesWhatIsNoDay() {
        stage(3, "tea");

        Reply reply = api.send("POST", "/api/mappings/preview", "{\"on\":\"2026/12/1\"}");
        Reply refused = api.send("POST", "/api/mappings/preview", "{\"on\":\"2026-02-30\"}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().path("on").asText()).isEqualTo("2026-12-01");
        assertThat(reply.json().path("changed").asInt(-1)).isZero();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.toString()).contains("2026-02-30", "2026-12-01 の形");
    }

    @Test
    void tellsTheEffectOfUploadedFilesOverEveryStagedProduct() throws JsonProcessingException {
        stage(40, "tea");
        api.send("PATCH", "/api/products/tea000", "{\"category_id\":\"600004\"}");

        Reply reply = api.send(
                "POST",
                "/api/mappings/preview",
                with(files(CATEGORIES, text(CATEGORIES).replace("tea,600002", "tea,600003")), "examples", 3));

        JsonNode effect = reply.json();
        assertThat(effect.path("products").asInt()).as(reply.toString()).isEqualTo(40);
        assertThat(effect.path("changed").asInt()).isEqualTo(39);
        assertThat(effect.at("/changedByField/category_id").asInt()).isEqualTo(39);
        assertThat(effect.path("examples")).hasSize(3);
        assertThat(effect.at("/examples/0/key").asText()).isEqualTo("tea001");
        assertThat(effect.at("/examples/0/changes/0/before").asText()).isEqualTo("600002");
        assertThat(effect.at("/examples/0/changes/0/after").asText()).isEqualTo("600003");
        assertThat(effect.path("versionBefore").asText()).isEqualTo(shipped);
        assertThat(api.get("/api/products/tea001").json().toString()).contains("600002");
        assertThat(versions()).doesNotContain(effect.path("versionAfter").asText());
        MappingEffect documented = Json.MAPPER
                .readerFor(MappingEffect.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(reply.text());
        assertThat(documented.changed()).isEqualTo(39);
    }

    @Test
    void tellsWhatAnotherRequestMappingChangesInTheRequests() {
        stage(20, "tea");
        api.send("PATCH", "/api/products/tea000", "{\"title\":\"茶\"}");

        JsonNode effect = api.send(
                        "POST",
                        "/api/mappings/preview",
                        files(REQUESTS, text(REQUESTS).replace("limit: title", "length: 1..1")))
                .json();

        assertThat(effect.path("changed").asInt()).as(effect.toString()).isZero();
        JsonNode requests = effect.path("further");
        assertThat(requests.path("mapping").asText()).isEqualTo("listing-to-tiktok-product");
        assertThat(requests.path("products").asInt()).isEqualTo(20);
        assertThat(requests.path("changed").asInt()).isEqualTo(19);
        assertThat(requests.at("/examples/0/key").asText()).isEqualTo("tea001");
        assertThat(requests.at("/examples/0/lacksAfter").toString()).contains("title");
        assertThat(requests.at("/examples/0/lacksBefore").toString())
                .doesNotContain("title", "IMAGE_NOT_UPLOADED", "WAREHOUSE_MISSING");
    }

    @Test
    void tellsTheEffectAlsoOfFilesWhoseCasesDoNotHoldBesideWhatTheyAre() {
        stage(2, "tshirt");
        String changed = otherCategoryThanTheCaseOfTheShop();

        Reply preview = api.send("POST", "/api/mappings/preview", changed);
        Reply kept = operator("POST", "/api/mappings", changed);

        JsonNode effect = preview.json();
        assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
        assertThat(effect.path("changed").asInt()).isEqualTo(2);
        assertThat(effect.at("/further/changedByField/category_id").asInt()).isEqualTo(2);
        assertThat(effect.path("usable").asBoolean()).isFalse();
        assertThat(effect.at("/findings/0/kind").asText()).isEqualTo("failed-case");
        assertThat(effect.at("/findings/0/file").asText()).isEqualTo("futureshop-product-to-listing.shop.tests.yaml");
        assertThat(kept.status()).isEqualTo(422);
        assertThat(api.send(
                                "POST",
                                "/api/mappings/preview",
                                files(MAPPING, text(MAPPING).replace("squeeze-space", "squeeze-spaces")))
                        .code())
                .isEqualTo("MAPPING_FILES_REFUSED");
    }

    @Test
    void tellsHowManyBecomeIncompleteOrComplete() {
        stage(5, "bag");
        stage(3, "not-in-the-table");

        JsonNode effect = api.send(
                        "POST",
                        "/api/mappings/preview",
                        files(CATEGORIES, text(CATEGORIES).replace("bag,600211,", "not-in-the-table,600211,")))
                .json();

        assertThat(effect.path("products").asInt()).as(effect.toString()).isEqualTo(8);
        assertThat(effect.path("becomeIncomplete").asInt()).isEqualTo(5);
        assertThat(effect.path("becomeComplete").asInt()).isEqualTo(3);
        JsonNode lost = effect.at("/examples/0");
        assertThat(lost.path("key").asText()).isEqualTo("bag000");
        assertThat(lost.at("/lacksAfter/0/field").asText()).isEqualTo("category_id");
        assertThat(lost.at("/lacksAfter/0/ja").asText()).isNotEmpty();
        assertThat(lost.at("/changes/0/before").asText()).isEqualTo("600211");
        assertThat(lost.at("/changes/0").has("after")).isFalse();
    }

    @Test
    void aRuleLeavesProductsOutByItsReasonUntilItIsTakenBack() {
        stage(3, "tea");
        stage(2, "knife");
        String rules = text(MAPPING)
                .replace(
                        "\nfields:\n",
                        """

                        skip:
                          - when: $group == "knife"
                            say: { ja: 刃物はTikTok Shopで扱いません。, en: Knives are not sold on TikTok Shop. }

                        fields:
                        """);

        JsonNode effect =
                api.send("POST", "/api/mappings/preview", files(MAPPING, rules)).json();
        assertThat(effect.path("becomeSkipped").asInt()).as(effect.toString()).isEqualTo(2);
        assertThat(effect.path("becomeIncomplete").asInt()).isZero();

        String version = operator("POST", "/api/mappings", files(MAPPING, rules))
                .json()
                .path("version")
                .asText();
        operator("PUT", "/api/mappings/in-force", "{\"version\":\"" + version + "\"}");
        stage(3, "tea");
        stage(2, "knife");

        JsonNode excluded = api.get("/api/products?state=excluded").json();
        assertThat(excluded.path("total").asInt()).as(excluded.toString()).isEqualTo(2);
        assertThat(excluded.at("/items/0/stateCode").asText()).isEqualTo("SKIPPED_BY_RULE");
        assertThat(excluded.at("/items/0/stateReason/ja").asText()).isEqualTo("刃物はTikTok Shopで扱いません。");
        JsonNode status = api.get("/api/status").json().at("/shops/0");
        assertThat(status.path("states").toString())
                .contains("\"state\":\"excluded\",\"stateJa\":\"ルールで除外\",\"products\":2");
        JsonNode detail = api.get("/api/products/knife000").json();
        assertThat(detail.path("lacks")).isEmpty();
        assertThat(status.path("selected").asInt())
                .isEqualTo(status.path("live").asInt()
                        + status.path("waiting").asInt()
                        + status.path("inReview").asInt()
                        + status.path("refused").asInt()
                        + status.path("unknown").asInt()
                        + status.path("excluded").asInt());

        operator("PUT", "/api/mappings/in-force", "{\"version\":\"" + shipped + "\"}");
        stage(2, "knife");

        assertThat(api.get("/api/products?state=excluded").json().path("total").asInt())
                .isZero();
    }

    @Test
    void theOperatorPutsAnUploadedVersionInForceAndTheEarlierOneBack() {
        stage(3, "tea");
        Reply kept = operator(
                "POST", "/api/mappings", files(CATEGORIES, text(CATEGORIES).replace("tea,600002", "tea,600003")));
        String version = kept.json().path("version").asText();

        Reply effect = api.send("POST", "/api/mappings/preview", "{\"version\":\"" + version + "\"}");
        Reply activated = operator("PUT", "/api/mappings/in-force", "{\"version\":\"" + version + "\"}");

        assertThat(kept.status()).as(kept.toString()).isEqualTo(201);
        assertThat(kept.response().headers().firstValue("Location")).contains("/api/mappings/" + version);
        assertThat(kept.json().path("inForce").asBoolean()).isFalse();
        assertThat(effect.json().path("changed").asInt()).isEqualTo(3);
        assertThat(activated.json().path("inForce").asText()).isEqualTo(version);
        assertThat(item(activated.json(), version).path("activatedBy").asText()).isEqualTo("operator");
        assertThat(activated.json().path("ofFiles").asText()).isEqualTo(shipped);
        assertThat(api.get("/api/status").json().at("/shops/0/mappingVersion").asText())
                .isEqualTo(version);
        assertThat(api.get("/api/mappings/" + shipped).json().path("differing").toString())
                .isEqualTo("[\"" + CATEGORIES + "\"]");

        operator("PUT", "/api/mappings/in-force", "{\"version\":\"" + shipped.substring(0, 12) + "\"}");

        assertThat(api.get("/api/mappings").json().path("inForce").asText()).isEqualTo(shipped);
    }

    @Test
    void proposesTheTableRowThatWouldMakeACorrectionTheRule() {
        stage(3, "incense");
        stage(2, "tea");
        api.send("PATCH", "/api/products/incense000", "{\"category_id\":\"600999\",\"title\":\"お香\"}");

        Reply reply = propose("incense000", "category_id");

        JsonNode proposal = reply.json();
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(proposal.path("file").asText()).isEqualTo(CATEGORIES);
        assertThat(proposal.path("key").asText()).isEqualTo("incense");
        assertThat(proposal.path("column").asText()).isEqualTo("category_id");
        assertThat(proposal.path("before").asText()).isEmpty();
        assertThat(proposal.path("text").asText()).isEqualTo(text(CATEGORIES) + "incense,600999,\n");
        assertThat(proposal.at("/summary/ja").asText()).contains("incense", "600999");
        assertThat(proposal.at("/effect/products").asInt()).isEqualTo(5);
        assertThat(proposal.at("/effect/becomeComplete").asInt()).isEqualTo(2);
        assertThat(api.bean(Mappings.class).inForce().version()).isEqualTo(shipped);
        assertThat(propose("incense000", "title").code()).isEqualTo("MAPPING_NO_TABLE_DECIDES");
        assertThat(propose("incense001", "category_id").code()).isEqualTo("MAPPING_NOTHING_CORRECTED");
        assertThat(propose("nobody", "category_id").status()).isEqualTo(404);
    }

    @Test
    void proposesAnotherCellOfARowThatIsThere() {
        stage(2, "knife");
        api.send("PATCH", "/api/products/knife000", "{\"weight_g\":450}");

        Reply reply = propose("knife000", "weight_g");

        assertThat(reply.code()).as(reply.toString()).isEqualTo("MAPPING_NO_TABLE_DECIDES");
        stageWithoutWeight("knife900");
        stageWithoutWeight("knife901");
        api.send("PATCH", "/api/products/knife900", "{\"weight_g\":450}");
        JsonNode proposal = propose("knife900", "weight_g").json();
        assertThat(proposal.path("file").asText()).as(proposal.toString()).isEqualTo("lookups/packages.csv");
        assertThat(proposal.path("text").asText())
                .isEqualTo(text("lookups/packages.csv").replace("knife,,38,12,6", "knife,450,38,12,6"));
        assertThat(proposal.at("/effect/changed").asInt()).isEqualTo(1);
    }

    private Reply propose(String productNo, String field) {
        return api.send(
                "POST", "/api/mappings/proposals", "{\"productNo\":\"" + productNo + "\",\"field\":\"" + field + "\"}");
    }

    @Test
    void tellsTheEffectOfTheFilesBesideTheApplication() {
        stage(2, "tea");

        JsonNode effect =
                api.send("POST", "/api/mappings/preview", "{\"folder\":true}").json();

        assertThat(effect.path("products").asInt()).isEqualTo(2);
        assertThat(effect.path("changed").asInt()).isZero();
        assertThat(effect.path("versionAfter").asText()).isEqualTo(shipped);
    }

    @Test
    void readsATableInShiftJis() {
        byte[] table = "kind,shown\nお茶,600002\n".getBytes(Charset.forName("windows-31j"));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("files")
                .putObject("lookups/unused.csv")
                .put("base64", Base64.getEncoder().encodeToString(table));

        JsonNode lint = api.send("POST", "/api/mappings/lint", body.toString()).json();

        assertThat(lint.path("ok").asBoolean()).as(lint.toString()).isTrue();
        assertThat(lint.at("/findings/0/kind").asText()).isEqualTo("unused-lookup");
    }

    @Test
    void theMerchantMayLookButNotPutInForce() {
        assertThat(api.get("/api/mappings").status()).isEqualTo(200);
        assertThat(api.send("PUT", "/api/mappings/in-force", "{\"version\":\"" + shipped + "\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.send("POST", "/api/mappings", files(CATEGORIES, text(CATEGORIES)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatIsNoProposal() {
        assertThat(api.send("POST", "/api/mappings/preview", "{}").status()).isEqualTo(422);
        assertThat(api.send("POST", "/api/mappings/preview", "{\"folder\":true,\"version\":\"x\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.send("POST", "/api/mappings/lint", "{\"files\":{}}").status())
                .isEqualTo(422);
        assertThat(api.send("POST", "/api/mappings/lint", files("../x.csv", "a"))
                        .code())
                .isEqualTo("MAPPING_FILE_NAME");
        assertThat(api.send("POST", "/api/mappings/lint", "{\"files\":{\"lookups/x.csv\":3}}")
                        .code())
                .isEqualTo("MAPPING_FILE_CONTENT");
        assertThat(operator("PUT", "/api/mappings/in-force", "{\"version\":\"nothing-like-it\"}")
                        .status())
                .isEqualTo(404);
        assertThat(operator("PUT", "/api/mappings/in-force", "{}").code()).isEqualTo("API_FIELD_MISSING");
    }

    private Reply operator(String method, String path, @Nullable String json) {
        return api.send(method, path, json, "Authorization", ApiServer.basic("operator", ApiServer.PASSWORD));
    }

    private List<String> versions() {
        return api.get("/api/mappings").json().findValuesAsText("version");
    }

    private void stage(int count, String group) {
        for (int i = 0; i < count; i++) {
            ObjectNode product = product(String.format("%s%03d", group, i), group);
            ((ObjectNode) product.at("/variationList/0")).put("weight", 80);
            stage(product);
        }
    }

    private void stageWithoutWeight(String number) {
        stage(product(number, "knife"));
    }

    private static ObjectNode product(String number, String group) {
        ObjectNode product = Json.MAPPER.createObjectNode();
        product.put("productNo", number).put("name", "煎茶").put("unitPrice", 680).put("groupUrl", group);
        product.put("mainImagePath", "https://a.example/1.jpg").put("taxEnabled", true);
        product.putArray("variationList").addObject().put("skuNo", number);
        return product;
    }

    private void stage(ObjectNode product) {
        ShopMappings mappings = api.bean(ShopMappings.class);
        var outcome = mappings.toListing(mappings.inForce(), "sample", product);
        api.bean(ListingArrivals.class)
                .stage(
                        "sample",
                        List.of(new SourceProduct(
                                product.path("productNo").asText(),
                                Json.hash(product),
                                Json.text(product),
                                shipped,
                                ListingContent.of(outcome.target()),
                                ShopMappings.lacks(outcome.reasons()))));
    }

    private static String text(String path) {
        byte[] bytes =
                Objects.requireNonNull(MappingSource.packed().read().files().get(path), path);
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int line(String path, String wanted) {
        List<String> lines = text(path).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(wanted)) {
                return i + 1;
            }
        }
        throw new AssertionError("There is no line with " + wanted + " in " + path);
    }

    private static String otherCategoryThanTheCaseOfTheShop() {
        ObjectNode body =
                (ObjectNode) Json.parse(files(CATEGORIES, text(CATEGORIES).replace("600111", "600112")));
        body.withObjectProperty("files").put("futureshop-product-to-listing.shop.tests.yaml", CASE);
        return body.toString();
    }

    private static String files(String path, String text) {
        return Json.MAPPER
                .createObjectNode()
                .set("files", Json.MAPPER.valueToTree(Map.of(path, text)))
                .toString();
    }

    private static String with(String body, String name, int value) {
        return ((ObjectNode) Json.parse(body)).put(name, value).toString();
    }

    private static JsonNode item(JsonNode list, String version) {
        for (JsonNode item : list.path("items")) {
            if (item.path("version").asText().equals(version)) {
                return item;
            }
        }
        throw new AssertionError("There is no version " + version + " in " + list);
    }
}
