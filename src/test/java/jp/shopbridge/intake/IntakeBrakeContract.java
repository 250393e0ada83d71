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
import java.util.List;
import java.util.Objects;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What would alter too much of a catalogue at once waits for a person, on whichever database a subclass names. */
abstract class IntakeBrakeContract {

    private static final String SHOP = "shop0";
    private static final int PRODUCTS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FutureshopWorld world = new FutureshopWorld(
            FutureshopSettings.standard().withRequestsPerSecond(0).withProducts(PRODUCTS));
    private ConfigurableApplicationContext bridge = IntakeBridge.unstarted();

    @TempDir
    Path mappings = Path.of("");

    abstract Database database();

    @BeforeEach
    void open() throws IOException {
        copyMappings();
        bridge = IntakeBridge.start(
                database(),
                List.of(world),
                "intake.period=1d",
                "intake.brake.at-least=10",
                "intake.brake.severe-at-least=5",
                "intake.brake.altered-share=0.5",
                "intake.brake.missing-share=0.2",
                "mapping.period=100ms",
                "bridge.mappings-dir=" + mappings);
        assertThat(finished(start(IntakeKind.FULL)).products()).isEqualTo(PRODUCTS);
        assertThat(pauses()).isEmpty();
    }

    @AfterEach
    void close() {
        bridge.close();
        world.close();
    }

    @Test
    void stopsARunThatWouldAlterMoreThanHalfOfTheCatalogueUntilAPersonResumes() {
        rename(0, 40);

        long run = start(IntakeKind.FULL);

        awaitBrake("a single intake run would change");
        await().atMost(PATIENCE).until(() -> find(run).message() != null);
        assertThat(find(run).running()).isTrue();
        assertThat(Objects.requireNonNull(find(run).message()).ja()).contains("再開");
        assertThat(renamed()).isZero();

        bridge.getBean(Pauses.class).resume(SHOP, "intake");

        assertThat(finished(run).status()).isEqualTo(IntakeStatus.DONE);
        assertThat(renamed()).isEqualTo(40);
        assertThat(pauses()).extracting(Pause::stage).containsExactly("publishing");
    }

    @Test
    void letsThroughWhatIsUsual() {
        rename(0, 30);

        assertThat(finished(start(IntakeKind.FULL)).status()).isEqualTo(IntakeStatus.DONE);

        assertThat(renamed()).isEqualTo(30);
        assertThat(pauses()).isEmpty();
    }

    @Test
    void marksNothingAsMissingWhenMoreThanAFifthOfTheCatalogueIsGone() {
        List<String> gone = world.catalogue().productNos(0, 13);
        gone.forEach(number -> world.catalogue().delete(number));

        long run = start(IntakeKind.FULL);

        awaitBrake("mark as missing");
        assertThat(missing(gone)).isZero();

        bridge.getBean(Pauses.class).resume(SHOP, "intake");

        assertThat(finished(run).status()).isEqualTo(IntakeStatus.DONE);
        assertThat(missing(gone)).isEqualTo(13);
    }

    @Test
    void holdsWhatTheFirstPageAlteredUntilTheWholeRunIsJudged() {
        List<String> numbers = world.catalogue().productNos(0, PRODUCTS);
        rename(numbers.subList(0, 25));
        rename(numbers.subList(50, PRODUCTS));
        ListingQueries listings = bridge.getBean(ListingQueries.class);

        long run = start(IntakeKind.FULL);

        awaitBrake("a single intake run would change");
        assertThat(pauses().get(0).reason().en()).contains("the 25 listings changed so far are held");
        assertThat(renamed()).isEqualTo(25);
        assertThat(listings.held(SHOP, numbers)).hasSize(25);

        bridge.getBean(Pauses.class).resume(SHOP, "intake");

        assertThat(finished(run).status()).isEqualTo(IntakeStatus.DONE);
        assertThat(renamed()).isEqualTo(35);
        assertThat(listings.held(SHOP, numbers)).isEmpty();
    }

    @Test
    void stopsARunThatMovesThePricesOfAThirdOfTheCatalogueSteeply() {
        for (String number : world.catalogue().productNos(0, 20)) {
            world.catalogue().change(number, Json.parseObject("{\"unitPrice\":10}"), true);
        }

        start(IntakeKind.FULL);

        awaitBrake("moved by more than 30%");
    }

    @Test
    void keepsAMappingThatWouldAlterMoreThanHalfOfTheCatalogueFromComingInForce() throws IOException {
        MappingGate gate = bridge.getBean(MappingGate.class);
        String before = gate.status().version();
        Path categories = mappings.resolve("lookups/categories.csv");
        String text = Files.readString(categories);

        Files.writeString(categories, text.replaceAll("(?m)^(?!mug|tshirt)([a-z-]+),600\\d{3},", "$1,600002,"));
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

    @Test
    void forgetsAMappingThatIsHeldWhenItsFilesAreTurnedBack() throws IOException {
        MappingGate gate = bridge.getBean(MappingGate.class);
        Path categories = mappings.resolve("lookups/categories.csv");
        String text = Files.readString(categories);
        Files.writeString(categories, text.replaceAll("(?m)^(?!mug|tshirt)([a-z-]+),600\\d{3},", "$1,600002,"));
        await().atMost(PATIENCE).until(() -> gate.complaint().isPresent());

        Files.writeString(categories, text);

        await().atMost(PATIENCE).until(() -> gate.complaint().isEmpty());
        assertThat(pauses()).isEmpty();
    }

    @Test
    void aPauseThatEndsByItselfNeverReplacesOneThatWaitsForAPerson() {
        rename(0, 40);
        start(IntakeKind.FULL);
        awaitBrake("a single intake run would change");
        Pause braked = pauses().get(0);

        bridge.getBean(Pauses.class)
                .pause(
                        SHOP,
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
        return bridge.getBean(ListingQueries.class).known(SHOP, numbers).values().stream()
                .filter(known -> known.missing())
                .count();
    }

    private long followers(String version) {
        ListingQueries listings = bridge.getBean(ListingQueries.class);
        return listings.known(SHOP, listings.productNumbers(SHOP).toList()).values().stream()
                .filter(known -> known.mappingVersion().equals(version))
                .count();
    }

    private ListingStatus listing(String number) {
        return bridge.getBean(ListingQueries.class)
                .status(new ListingKey(SHOP, number))
                .orElseThrow();
    }

    private List<Pause> pauses() {
        return bridge.getBean(Pauses.class).all();
    }

    private long start(IntakeKind kind) {
        return IntakeBridge.start(bridge, SHOP, kind);
    }

    private IntakeRun find(long run) {
        return bridge.getBean(IntakeRuns.class).find(run).orElseThrow();
    }

    private IntakeRun finished(long run) {
        await().atMost(PATIENCE).until(() -> !find(run).running());
        return find(run);
    }

    private void copyMappings() throws IOException {
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
