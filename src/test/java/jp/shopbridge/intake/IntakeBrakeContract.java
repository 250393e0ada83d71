package jp.shopbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingHeld;
import jp.shopbridge.mapping.MappingJudge;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What would alter too much of a catalogue at once waits for a person, on whichever database a subclass names. One application
 * serves all tests of runs, each with a shop of its own; a mapping is every shop's, so that its tests have one of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IntakeBrakeContract {

    private static final int SHOPS = 6;
    private static final int PRODUCTS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<FutureshopWorld> worlds = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private ConfigurableApplicationContext shared = IntakeBridge.unstarted();
    private ConfigurableApplicationContext bridge = shared;

    @SuppressWarnings("NullAway.Init")
    private FutureshopWorld world;

    private String shop = "";

    abstract Database database();

    @BeforeAll
    void open() {
        for (int i = 0; i < SHOPS; i++) {
            worlds.add(world());
        }
        shared = start(worlds);
    }

    @AfterAll
    void close() {
        shared.close();
        worlds.forEach(FutureshopWorld::close);
    }

    private static FutureshopWorld world() {
        return new FutureshopWorld(
                FutureshopSettings.standard().withRequestsPerSecond(0).withProducts(PRODUCTS));
    }

    private ConfigurableApplicationContext start(List<FutureshopWorld> worlds, String... settings) {
        return IntakeBridge.start(
                database(),
                worlds,
                Stream.concat(
                                Stream.of(
                                        "intake.period=1d",
                                        "intake.brake.at-least=10",
                                        "intake.brake.severe-at-least=5",
                                        "intake.brake.altered-share=0.5",
                                        "intake.brake.missing-share=0.2"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    /** A shop whose whole catalogue is known. */
    private void newShop() {
        int number = next.getAndIncrement();
        known(shared, worlds.get(number), "shop" + number);
    }

    private void known(ConfigurableApplicationContext application, FutureshopWorld itsWorld, String itsShop) {
        bridge = application;
        world = itsWorld;
        shop = itsShop;
        assertThat(finished(start(IntakeKind.FULL)).products()).isEqualTo(PRODUCTS);
        assertThat(pauses()).isEmpty();
    }

    @Test
    void stopsARunThatWouldAlterMoreThanHalfOfTheCatalogueUntilAPersonResumes() {
        newShop();
        rename(0, 40);

        long run = start(IntakeKind.FULL);

        awaitBrake("a single intake run would change");
        await().atMost(PATIENCE).until(() -> find(run).message() != null);
        assertThat(find(run).running()).isTrue();
        assertThat(Objects.requireNonNull(find(run).message()).ja()).contains("再開");
        assertThat(renamed()).isZero();

        bridge.getBean(Pauses.class).resume(shop, "intake");

        assertThat(finished(run).status()).isEqualTo(IntakeStatus.DONE);
        assertThat(renamed()).isEqualTo(40);
        assertThat(pauses()).extracting(Pause::stage).containsExactly("publishing");
    }

    @Test
    void letsThroughWhatIsUsual() {
        newShop();
        rename(0, 30);

        assertThat(finished(start(IntakeKind.FULL)).status()).isEqualTo(IntakeStatus.DONE);

        assertThat(renamed()).isEqualTo(30);
        assertThat(pauses()).isEmpty();
    }

    @Test
    void marksNothingAsMissingWhenMoreThanAFifthOfTheCatalogueIsGone() {
        newShop();
        List<String> gone = world.catalogue().productNos(0, 13);
        gone.forEach(number -> world.catalogue().delete(number));

        long run = start(IntakeKind.FULL);

        awaitBrake("mark as missing");
        assertThat(missing(gone)).isZero();

        bridge.getBean(Pauses.class).resume(shop, "intake");

        assertThat(finished(run).status()).isEqualTo(IntakeStatus.DONE);
        assertThat(missing(gone)).isEqualTo(13);
    }

    @Test
    void holdsWhatTheFirstPageAlteredUntilTheWholeRunIsJudged() {
        newShop();
        List<String> numbers = world.catalogue().productNos(0, PRODUCTS);
        rename(numbers.subList(0, 25));
        rename(numbers.subList(50, PRODUCTS));
        ListingQueries listings = bridge.getBean(ListingQueries.class);

        long run = start(IntakeKind.FULL);

        awaitBrake("a single intake run would change");
        assertThat(pauses().get(0).reason().en()).contains("the 25 listings changed so far are held");
        assertThat(renamed()).isEqualTo(25);
        assertThat(listings.held(shop, numbers)).hasSize(25);

        bridge.getBean(Pauses.class).resume(shop, "intake");

        assertThat(finished(run).status()).isEqualTo(IntakeStatus.DONE);
        assertThat(renamed()).isEqualTo(35);
        assertThat(listings.held(shop, numbers)).isEmpty();
    }

    @Test
    void stopsARunThatMovesThePricesOfAThirdOfTheCatalogueSteeply() {
        newShop();
        for (String number : world.catalogue().productNos(0, 20)) {
            world.catalogue().change(number, Json.parseObject("{\"unitPrice\":10}"), true);
        }

        start(IntakeKind.FULL);

        awaitBrake("moved by more than 30%");
    }

    @Test
    void keepsAMappingThatWouldAlterMoreThanHalfOfTheCatalogueFromComingInForce(@TempDir Path mappings)
            throws IOException {
        copyMappings(mappings);
        FutureshopWorld own = world();
        try (own;
                ConfigurableApplicationContext following = following(own, mappings)) {
            known(following, own, "shop0");
            MappingGate gate = bridge.getBean(MappingGate.class);
            String before = gate.status().version();
            Path categories = mappings.resolve("lookups/categories.csv");
            String text = Files.readString(categories);

            Files.writeString(categories, moved(text));
            await().atMost(PATIENCE).until(() -> gate.complaint().isPresent());
            Files.writeString(categories, text);
            await().atMost(PATIENCE).until(() -> gate.complaint().isEmpty());
            assertThat(pauses()).as("forgotten with its files").isEmpty();

            Files.writeString(categories, moved(text));
            await().atMost(PATIENCE).until(() -> gate.complaint().isPresent());

            String complaint = gate.complaint().orElseThrow().en();
            assertThat(complaint).contains("nothing was written and nothing was sent", "would be altered");
            assertThat(gate.status().version()).isEqualTo(before);
            assertThat(followers(before)).isEqualTo(PRODUCTS);
            assertThat(pauses()).isEmpty();
            String held = Objects.requireNonNull(gate.status().ofFiles());
            long listings = Long.parseLong(complaint.replaceAll("(?s).*agrees to (\\d+) listings.*", "$1"));
            assertThatThrownBy(() -> gate.activate(held, "operator", new MappingJudge.Agreement(listings - 1, 0)))
                    .isInstanceOf(MappingHeld.class);

            gate.activate(held, "operator", new MappingJudge.Agreement(listings, 0));

            await().atMost(PATIENCE).until(() -> followers(before) == 0);
            assertThat(gate.complaint()).isEmpty();
        }
    }

    @Test
    void aPauseThatEndsByItselfNeverReplacesOneThatWaitsForAPerson() {
        newShop();
        rename(0, 40);
        start(IntakeKind.FULL);
        awaitBrake("a single intake run would change");
        Pause braked = pauses().get(0);

        bridge.getBean(Pauses.class)
                .pause(
                        shop,
                        braked.stage(),
                        "OTHER",
                        braked.reason(),
                        "test",
                        Instant.now().plusSeconds(60));

        assertThat(pauses()).contains(braked);
    }

    private void awaitBrake(String reason) {
        await().atMost(PATIENCE).until(() -> pauses().size() == 2);
        assertThat(pauses()).allSatisfy(pause -> {
            assertThat(pause.code()).isEqualTo(IntakeBrake.CODE);
            assertThat(pause.until()).isNull();
            assertThat(pause.reason().en()).contains(reason);
        });
    }

    private void rename(int from, int count) {
        rename(world.catalogue().productNos(from, count));
    }

    private void rename(List<String> numbers) {
        for (String number : numbers) {
            ObjectNode patch = Json.MAPPER.createObjectNode();
            patch.put("name", "改名 " + number).putObject("comment").put("linkedName", "改名 " + number);
            world.catalogue().change(number, patch, true);
        }
    }

    private long renamed() {
        return world.catalogue().productNos(0, PRODUCTS).stream()
                .filter(number -> listing(number).title().startsWith("改名"))
                .count();
    }

    private long missing(List<String> numbers) {
        return bridge.getBean(ListingQueries.class).known(shop, numbers).values().stream()
                .filter(known -> known.missing())
                .count();
    }

    private long followers(String version) {
        ListingQueries listings = bridge.getBean(ListingQueries.class);
        return listings.known(shop, listings.productNumbers(shop).toList()).values().stream()
                .filter(known -> known.mappingVersion().equals(version))
                .count();
    }

    private ListingStatus listing(String number) {
        return bridge.getBean(ListingQueries.class)
                .status(new ListingKey(shop, number))
                .orElseThrow();
    }

    private List<Pause> pauses() {
        return bridge.getBean(Pauses.class).all().stream()
                .filter(pause -> pause.shop().equals(shop))
                .toList();
    }

    private long start(IntakeKind kind) {
        return IntakeBridge.start(bridge, shop, kind);
    }

    private IntakeRun find(long run) {
        return bridge.getBean(IntakeRuns.class).find(run).orElseThrow();
    }

    private IntakeRun finished(long run) {
        await().atMost(PATIENCE).until(() -> !find(run).running());
        return find(run);
    }

    private ConfigurableApplicationContext following(FutureshopWorld own, Path mappings) {
        return start(
                List.of(own), "intake.remap-look-out=100ms", "mapping.period=100ms", "bridge.mappings-dir=" + mappings);
    }

    /** Most categories, altered. */
    private static String moved(String categories) {
        return categories.replaceAll("(?m)^(?!mug|tshirt)([a-z-]+),600\\d{3},", "$1,600002,");
    }

    private static void copyMappings(Path mappings) throws IOException {
        Path source = Path.of("mappings");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = mappings.resolve(source.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }
}
