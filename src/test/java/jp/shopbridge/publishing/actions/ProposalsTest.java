package jp.shopbridge.publishing.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.knowledge.FactStore;
import jp.shopbridge.sandbox.futureshop.SampleCatalogue;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What TikTok proposes for many products, and that nothing of it counts before a person says yes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProposalsTest {

    private static final String PREDICT = "/product/202609/products/package/predict";

    private static final Set<String> ASKED_FOR = Set.of("category_id", "weight_g", "dimensions_cm", "attributes");

    private Stage stage;
    private int last = 245;

    /** The database; PostgreSQL in the class derived from this one. */
    Database database() {
        return Database.h2();
    }

    @BeforeAll
    void start() {
        stage = Stage.on(database(), world -> world, Map.of());
        stage.authorise();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @AfterEach
    void calm() {
        stage.tiktok().faults().clear();
    }

    /** The answers are the pretend TikTok Shop's: how many a real one completes, nobody has seen. */
    @Test
    void completesMostOfAHundredProductsWithoutTypingAndSendsNoneWithoutAYes() {
        List<ListingKey> keys = new ArrayList<>();
        Map<ListingKey, String> before = new HashMap<>();
        for (int position = 0; keys.size() < 100; position++) {
            ListingKey key = bare(position);
            if (key != null) {
                keys.add(key);
                before.put(key, stage.listing(key).status().contentHash());
                stage.select(List.of(key));
            }
        }

        stage.done("POST", "proposals", "{\"filter\":{\"state\":\"incomplete\"}}");
        JsonNode answered = awaitAnswers();

        assertThat(answered.at("/round/products").asInt()).isGreaterThanOrEqualTo(100);
        for (ListingKey key : keys) {
            assertThat(stage.at(key)).isEmpty();
            assertThat(stage.listing(key).status().contentHash()).isEqualTo(before.get(key));
        }
        int packages = calls(PREDICT);
        assertThat(packages)
                .as("calls for packages, which products alike share")
                .isLessThan(answered.at("/round/products").asInt() / 2);

        JsonNode foretold = stage.done("POST", "proposals/acceptance?dry-run=true", "{\"all\":true}");
        assertThat(stage.listing(keys.get(0)).edits()).isEmpty();
        JsonNode taken = stage.done("POST", "proposals/acceptance", "{\"all\":true}");
        assertThat(taken.path("completed")).isEqualTo(foretold.path("completed"));

        int complete = 0;
        List<String> left = new ArrayList<>();
        for (ListingKey key : keys) {
            JsonNode preview = stage.done("GET", "products/" + key.productNo() + "/preview", null);
            if (stage.listing(key).lacks().isEmpty() && preview.path("lacks").isEmpty()) {
                complete++;
            } else {
                left.add(stage.listing(key).effective().title() + " " + preview.path("lacks"));
            }
        }
        assertThat(complete).as("complete without typing, of 100: %s", left).isGreaterThanOrEqualTo(80);
    }

    @Test
    void takesChangedValuesAndLeavesWhatAPersonLeaves() {
        ListingKey taken = another();
        ListingKey left = another();
        ask(taken, left);

        JsonNode proposal = of(taken);
        assertThat(field(proposal, "category_id").path("source").asText()).isEqualTo("name-and-group");
        assertThat(field(proposal, "weight_g").path("source").asText()).isEqualTo("category");
        assertThat(field(proposal, "weight_g").path("confidence").asText()).isEqualTo("low");

        stage.done(
                "POST",
                "proposals/acceptance",
                "{\"productNos\":[\"%1$s\"],\"changes\":{\"%1$s\":{\"weight_g\":77,\"dimensions_cm\":null}}}"
                        .formatted(taken.productNo()));
        assertThat(stage.done("POST", "proposals/refusal", "{\"productNos\":[\"" + left.productNo() + "\"]}")
                        .path("left")
                        .asInt())
                .isEqualTo(1);

        ListingContent now = stage.listing(taken).effective();
        assertThat(now.categoryId())
                .isEqualTo(field(proposal, "category_id").path("value").asText());
        assertThat(now.weightGrams()).hasValue(new BigDecimal(77));
        assertThat(now.dimensions()).isEmpty();
        assertThat(stage.listing(left).edits()).isEmpty();
        // Asked again for the whole list, what was left is not proposed anew; who asks for it by name gets it.
        stage.done("POST", "proposals", "{\"filter\":{\"q\":\"" + left.productNo() + "\"}}");
        awaitAnswers();
        assertThat(stage.done("GET", "proposals?state=left&size=200", null).toString())
                .contains(left.productNo());
        ask(left);
        assertThat(of(left).path("fields")).isNotEmpty();
        HttpResponse<String> gone =
                stage.api("POST", "proposals/acceptance", "{\"productNos\":[\"" + taken.productNo() + "\"]}");
        assertThat(gone.body()).contains("PROPOSAL_GONE");
    }

    @Test
    void doesNotTakeBackWhatAPersonEnteredMeanwhile() {
        ListingKey key = another();
        ask(key);
        stage.edit(key, "{\"weight_g\":123}");

        stage.done("POST", "proposals/acceptance", "{\"productNos\":[\"" + key.productNo() + "\"]}");

        assertThat(stage.listing(key).effective().weightGrams()).hasValue(new BigDecimal(123));
        assertThat(stage.listing(key).effective().categoryId()).isNotEmpty();
    }

    @Test
    void proposesTheCategoryAloneWhereTheShopsApiKnowsNoMoreAndSaysSo() {
        ListingKey key = another();
        ListingKey other = another();
        stage.control("POST", "/open-questions", "{\"otherwise\":[\"NEW_CALLS_ABSENT\"]}");
        stage.bean(FactStore.class).forget(Stage.SHOP, "proposals-off");
        try {
            JsonNode list = ask(key, other);

            assertThat(list.at("/round/reason/ja").asText()).contains("利用できません");
            assertThat(of(key).path("reason").path("ja").asText()).contains("利用できません");
            assertThat(of(key).path("fields")).hasSize(1);
            assertThat(of(other).path("fields")).hasSize(1);
        } finally {
            stage.control("POST", "/open-questions", "{\"otherwise\":[]}");
            stage.bean(FactStore.class).forget(Stage.SHOP, "proposals-off");
        }
    }

    @Test
    void keepsWithinTheShopsCallsOfAnHourAndSaysUntilWhenItWaits() {
        try (Stage small =
                Stage.on(Database.h2(), world -> world, Map.of("bridge.shops[0].tiktok.requests-per-hour", "40"))) {
            small.authorise();
            List<ListingKey> keys = new ArrayList<>();
            for (int position = 0; position < 30; position++) {
                ListingKey key = bare(small, position);
                if (key != null) {
                    keys.add(key);
                }
            }
            small.tiktok().requests().reset();
            small.done("POST", "proposals", "{\"filter\":{\"state\":\"incomplete\"}}");

            Awaitility.await().untilAsserted(() -> assertThat(small.done("GET", "proposals", null)
                            .at("/round/waitsUntil")
                            .isTextual())
                    .isTrue());
            JsonNode list = small.done("GET", "proposals", null);
            assertThat(list.at("/round/running").asBoolean()).isTrue();
            assertThat(list.at("/round/reason/ja").asText()).contains("1時間");
            assertThat(list.at("/counts/asking").asInt()).isPositive().isLessThan(keys.size());
            assertThat(small.tiktok().requests().count(call -> call.contains("/product/")))
                    .isLessThanOrEqualTo(40);

            assertThat(small.api("DELETE", "proposals/questions", null).statusCode())
                    .isEqualTo(204);
            assertThat(small.done("GET", "proposals", null).at("/round/running").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void saysWhatCannotBeAskedFor() {
        assertThat(stage.api("POST", "proposals", "{}").statusCode()).isEqualTo(422);
        assertThat(stage.api("POST", "proposals/acceptance", "{}").body()).contains("API_SELECTION_UNCLEAR");
        assertThat(stage.api("POST", "proposals/acceptance", "{\"productNos\":[\"A\"],\"all\":true}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(stage.api(
                                "POST",
                                "proposals/acceptance",
                                "{\"productNos\":[\"A\"],\"changes\":{\"A\":{\"title\":\"x\"}}}")
                        .body())
                .contains("PROPOSAL_CHANGE_UNKNOWN");
        assertThat(stage.api("GET", "proposals?state=foo", null).statusCode()).isEqualTo(400);
        assertThat(stage.api("DELETE", "proposals/questions", null).statusCode())
                .isEqualTo(204);
    }

    private JsonNode ask(ListingKey... keys) {
        String numbers =
                Stream.of(keys).map(key -> '"' + key.productNo() + '"').collect(Collectors.joining(",", "[", "]"));
        stage.done("POST", "proposals", "{\"productNos\":" + numbers + "}");
        return awaitAnswers();
    }

    private JsonNode of(ListingKey key) {
        for (String state : List.of("open", "none")) {
            for (JsonNode item :
                    stage.done("GET", "proposals?size=200&state=" + state, null).path("items")) {
                if (item.path("productNo").asText().equals(key.productNo())) {
                    return item;
                }
            }
        }
        throw new AssertionError("Nothing is proposed for " + key);
    }

    private static JsonNode field(JsonNode proposal, String name) {
        for (JsonNode field : proposal.path("fields")) {
            if (field.path("field").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError(name + " is not proposed: " + proposal);
    }

    /** Stages a sample of a group that no table knows, without weights; null when that is not all it lacks. */
    /** One that no other test has. */
    private ListingKey another() {
        ListingKey key = null;
        while (key == null) {
            key = bare(last--);
        }
        return key;
    }

    private @Nullable ListingKey bare(int position) {
        return bare(stage, position);
    }

    private static @Nullable ListingKey bare(Stage stage, int position) {
        ShopMappings mappings = stage.bean(ShopMappings.class);
        ListingArrivals arrivals = stage.bean(ListingArrivals.class);
        ObjectNode product = Json.parseObject(Json.text(new SampleCatalogue().product(position))
                .replace("\"/itembox/", "\"" + stage.futureshop().baseUrl() + "/itembox/"));
        String group = product.path("groupUrl").asText();
        if (group.equals("knife")) {
            return null; // its category demands a certificate, which nobody can propose
        }
        String productNo = product.path("productNo").asText();
        product.put("groupUrl", "new-" + group);
        product.findParents("weight").forEach(parent -> ((ObjectNode) parent).remove("weight"));
        MappingOutcome outcome = mappings.toListing(mappings.inForce(), Stage.SHOP, product);
        List<Lack> lacks = ShopMappings.lacks(outcome.reasons());
        if (lacks.isEmpty() || !lacks.stream().allMatch(lack -> ASKED_FOR.contains(lack.field()))) {
            return null;
        }
        arrivals.stage(
                Stage.SHOP,
                List.of(new SourceProduct(
                        productNo,
                        Json.hash(outcome.target()),
                        Json.text(product),
                        mappings.inForce().version(),
                        ListingContent.of(outcome.target()),
                        lacks)));
        Map<String, Integer> stocks = new HashMap<>();
        outcome.target()
                .path("skus")
                .forEach(sku -> stocks.put(sku.path("sku_no").asText(), 7));
        arrivals.recordStock(Stage.SHOP, List.of(productNo), Map.of(productNo, stocks));
        return new ListingKey(Stage.SHOP, productNo);
    }

    private JsonNode awaitAnswers() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                        stage.done("GET", "proposals", null)
                                .at("/counts/asking")
                                .asInt())
                .isZero());
        return stage.done("GET", "proposals?size=200", null);
    }

    private int calls(String path) {
        return (int) stage.tiktok().requests().count("POST", path);
    }
}
