package jp.shopbridge.staging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.EffectPreview;
import jp.shopbridge.mapping.MappingFiles;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingJudge;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.MappingTrial;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How mapping versions are kept and what another one would change, on whichever database a subclass names. */
abstract class MappingUpkeepContract {

    private static final String SHOP = "sample";
    private static final String CATEGORIES = "lookups/categories.csv";

    /** The shipped mapping, knowing every picture under its own address. */
    private static final RequestRules REQUESTS = new RequestRules() {

        @Override
        public String mapping() {
            return "listing-to-tiktok-product";
        }

        @Override
        public Map<String, Yen> prices(JsonNode request) {
            return Map.of();
        }

        @Override
        public Map<String, JsonNode> foreseen(String shop, ListingContent effective, Standing standing) {
            ObjectNode images = Json.MAPPER.createObjectNode();
            effective.images().forEach(url -> images.withObjectProperty(url).put("uri", url));
            ObjectNode remote = Json.MAPPER.createObjectNode();
            standing.skus().stream()
                    .filter(sku -> sku.remoteSkuId() != null)
                    .forEach(sku -> remote.withObjectProperty("skus").put(sku.skuNo(), sku.remoteSkuId()));
            return Map.of(
                    "images",
                    images,
                    "shop",
                    Json.MAPPER.createObjectNode().put("warehouse_id", "W1"),
                    "remote",
                    standing.remoteId() == null ? Json.MAPPER.nullNode() : remote);
        }
    };

    private static MappingJudge judge() {
        return new MappingJudge() {
            @Override
            public Optional<Verdict> judge(MappingSet next) {
                return Optional.of(Verdict.HARMLESS);
            }

            @Override
            public void stop(Sentence excess) {
                throw new AssertionError("Nothing is to be stopped here: " + excess.en());
            }
        };
    }

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
    private MappingFiles files = MappingSource.directory(Path.of("mappings")).read();
    private final Mappings mappings = new Mappings(Mappings.load(() -> files));
    private Database database = database();
    private MappingVersionRows versions = versions();
    private MappingGate gate = new MappingGate(
            mappings, versions, () -> files, (all, gone) -> new MappingTrial.Verdict(List.of(), 0), judge());
    private ShopMappings shopMappings = new ShopMappings(mappings, settings(), clock);
    private StagedListings staged = staged();
    private MappingUpkeep upkeep = upkeep();

    abstract Database database();

    @BeforeEach
    void open() {
        database = database();
        versions = versions();
        gate = new MappingGate(
                mappings, versions, () -> files, (all, gone) -> new MappingTrial.Verdict(List.of(), 0), judge());
        shopMappings = new ShopMappings(mappings, settings(), clock);
        staged = staged();
        upkeep = upkeep();
        upkeep.refresh();
    }

    @Test
    void keepsEveryVersionAndKnowsTheOneInForceAfterARestart() {
        String first = files.version();
        changeTea();
        upkeep.refresh();

        assertThat(versions().inForce()).contains(files.version());
        assertThat(versions().all())
                .extracting(kept -> kept.version() + " " + kept.inForce())
                .containsExactlyInAnyOrder(first + " false", files.version() + " true");
        assertThat(versions().files(first))
                .hasValueSatisfying(kept -> assertThat(kept.version()).isEqualTo(first));
    }

    @Test
    void tellsTheEffectOverTheWholeCatalogueWithoutTouchingIt() {
        stage(300);
        ObjectNode patch = Json.MAPPER.createObjectNode().put("category_id", "600004");
        staged.edits().edit(new ListingKey(SHOP, "T0000"), null, patch, "merchant");
        Instant changedAt = listing("T0001").status().changedAt();

        EffectPreview.Report report = upkeep.effect(SHOP, gate.propose(changedTea()), 5);

        assertThat(report.products()).isEqualTo(300);
        assertThat(report.changed()).isEqualTo(299);
        assertThat(report.changedByField()).containsOnly(Map.entry("category_id", 299L));
        assertThat(report.examples())
                .extracting(EffectPreview.Change::key)
                .startsWith("T0001")
                .hasSize(5);
        assertThat(listing("T0001").mapped().document().path("category_id").textValue())
                .isEqualTo("600002");
        assertThat(listing("T0001").status().changedAt()).isEqualTo(changedAt);
        assertThat(mappings.inForce().version()).isEqualTo(files.version());
    }

    @Test
    void tellsWhatAnotherRequestMappingChangesInTheRequestsOfTheEditedListingsWithTheirStock() {
        stage(300);
        ObjectNode patch = Json.MAPPER.createObjectNode().put("title", "番茶");
        staged.edits().edit(new ListingKey(SHOP, "T0000"), null, patch, "merchant");
        for (int i = 0; i < 3; i++) {
            String number = String.format("T%04d", i);
            staged.edits()
                    .edit(
                            new ListingKey(SHOP, number),
                            null,
                            Json.parseObject("{\"skus\":{\"" + number + "\":{\"stock\":7}}}"),
                            "merchant");
        }
        byte[] text = files.files().get(REQUESTS.mapping() + ".mapping.yaml");
        MappingFiles changed = files.with(new MappingFiles(Map.of(
                REQUESTS.mapping() + ".mapping.yaml",
                new String(text == null ? new byte[0] : text, StandardCharsets.UTF_8)
                        .replace("    take: .title\n", "    take: .title\n    apply: [{ prefix: \"新 \" }]\n")
                        .getBytes(StandardCharsets.UTF_8))));

        EffectPreview.Report report =
                upkeep.effect(SHOP, Mappings.tried(() -> changed).set(), 400);

        assertThat(report.changed()).isZero();
        EffectPreview.Report requests = Objects.requireNonNull(report.further());
        assertThat(requests.products()).isEqualTo(300);
        assertThat(requests.changed()).isEqualTo(300);
        assertThat(requests.changedByField()).containsOnly(Map.entry("title", 300L));
        assertThat(requests.becomeIncomplete()).isZero();
        assertThat(requests.examples().get(0).fields().toString()).contains("\"番茶\"", "\"新 番茶\"");
        assertThat(requests.examples().get(0).lacksBefore()).isEmpty();
        assertThat(requests.examples().get(5).lacksBefore())
                .extracting(reason -> reason.field())
                .contains("skus[0].inventory[0].quantity");
        assertThat(mappings.inForce().version()).isEqualTo(files.version());
    }

    @Test
    void putsAnEarlierVersionBack() {
        String first = files.version();
        changeTea();
        upkeep.refresh();

        gate.activate(first, "operator", null);
        upkeep.refresh();

        assertThat(mappings.inForce().version()).isEqualTo(first);
        assertThat(versions().inForce()).contains(first);
    }

    @Test
    void wrongFilesDoNotKeepTheApplicationFromStartingWithTheVersionInForce() {
        String inForce = mappings.inForce().version();
        MappingFiles broken =
                files.with(new MappingFiles(Map.of("x.mapping.yaml", "mapping: y".getBytes(StandardCharsets.UTF_8))));
        MappingsConfiguration start = new MappingsConfiguration();

        Mappings started =
                start.mappings(() -> broken, versions(), (all, gone) -> new MappingTrial.Verdict(List.of(), 0));
        MappingGate after = new MappingGate(
                started, versions(), () -> broken, (all, gone) -> new MappingTrial.Verdict(List.of(), 0), judge());
        after.refresh();

        assertThat(started.inForce().version()).isEqualTo(inForce);
        assertThat(after.complaint())
                .hasValueSatisfying(sentence -> assertThat(sentence.en()).contains("x.mapping.yaml:1:1"));
    }

    private void changeTea() {
        files = changedTea();
    }

    private MappingFiles changedTea() {
        byte[] table = files.files().get(CATEGORIES);
        String text =
                new String(table == null ? new byte[0] : table, StandardCharsets.UTF_8).replace("600002", "600003");
        return files.with(new MappingFiles(Map.of(CATEGORIES, text.getBytes(StandardCharsets.UTF_8))));
    }

    private void stage(int count) {
        MappingSet set = mappings.inForce();
        List<SourceProduct> products = IntStream.range(0, count)
                .mapToObj(number -> {
                    ObjectNode product = product(String.format("T%04d", number));
                    MappingOutcome outcome = shopMappings.toListing(set, SHOP, product);
                    return new SourceProduct(
                            product.path("productNo").asText(),
                            Json.hash(product),
                            Json.text(product),
                            set.version(),
                            ListingContent.of(outcome.target()),
                            ShopMappings.lacks(outcome.reasons()));
                })
                .toList();
        staged.arrivals().stage(SHOP, products);
    }

    private static ObjectNode product(String number) {
        ObjectNode product = Json.MAPPER.createObjectNode();
        product.put("productNo", number).put("name", "煎茶").put("unitPrice", 680).put("groupUrl", "tea");
        product.put("mainImagePath", "https://a.example/1.jpg").put("taxEnabled", true);
        product.putArray("variationList").addObject().put("skuNo", number).put("weight", 80);
        return product;
    }

    private Listing listing(String number) {
        return staged.listings().find(new ListingKey(SHOP, number)).orElseThrow();
    }

    private MappingVersionRows versions() {
        return new MappingVersionRows(database.jdbc(), database.transactions(), clock);
    }

    private StagedListings staged() {
        return StagedListings.of(database.jdbc(), database.transactions(), clock, settings(), shopMappings);
    }

    private MappingUpkeep upkeep() {
        return new MappingUpkeep(database.jdbc(), shopMappings, gate, REQUESTS);
    }

    private static BridgeSettings settings() {
        BridgeSettings.Shop shop = new BridgeSettings.Shop(
                SHOP,
                new BridgeSettings.Futureshop("", "", "", ""),
                new BridgeSettings.Tiktok("", "", "", "", "", "", "v2", null, 0, 0, 0),
                "down",
                List.of("カラー", "サイズ"),
                99_999,
                false,
                false,
                Map.of());
        return new BridgeSettings(List.of(shop), "k", null, null, "http://127.0.0.1", null);
    }
}
