package jp.shopbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetter;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetterStatus;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopAnswers;
import jp.shopbridge.mapping.MappingAttempt;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.staging.Known;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What intake promises, on whichever database a subclass names. One application serves all tests; each has a shop and a
 * pretend futureshop of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IntakeContract {

    private static final int SHOPS = 28;
    private static final long PRODUCTS = 120;
    private static final int PAGES = 3;
    private static final String PAGE = "/admin-api/v1/products";
    private static final String STOCK = "/admin-api/v1/inventory";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<FutureshopWorld> worlds = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private ConfigurableApplicationContext bridge = IntakeBridge.unstarted();
    private ConfigurableApplicationContext onePage = bridge;
    private Database database = database();

    abstract Database database();

    @BeforeAll
    void open() {
        database = database();
        for (int i = 0; i < SHOPS; i++) {
            worlds.add(new FutureshopWorld(
                    FutureshopSettings.standard().withRequestsPerSecond(0).withProducts(PRODUCTS)));
        }
        worlds.add(new FutureshopWorld(FutureshopSettings.standard().withRequestsPerSecond(0)));
        bridge = IntakeBridge.start(database, worlds, "intake.period=1d", "intake.patience=2s");
        onePage = IntakeBridge.start(
                database(), worlds, "intake.period=1d", "intake.page-size=250", "intake.look-out=500ms");
    }

    @AfterAll
    void close() {
        bridge.close();
        onePage.close();
        worlds.forEach(FutureshopWorld::close);
    }

    @AfterEach
    void behave() {
        worlds.forEach(world -> world.faults().clear());
    }

    @Test
    void bringsTheWholeCatalogueInAtTheFirstRunAndReadsEveryStockOnce() {
        String shop = shop();

        IntakeRun run = run(shop, IntakeKind.INCREMENTAL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.kind()).isEqualTo(IntakeKind.FULL);
        assertThat(run.products()).isEqualTo((int) PRODUCTS);
        assertThat(run.pages()).isEqualTo(PAGES);
        assertThat(run.changed()).isEqualTo((int) PRODUCTS);
        assertThat(listings().productNumbers(shop).count()).isEqualTo(PRODUCTS);
        assertThat(run.stocks()).isEqualTo((int) PRODUCTS);
        assertThat(requests(shop, STOCK)).isEqualTo(2);
        assertThat(arrivals().awaitingStock(shop, 1)).isEmpty();

        run(shop, IntakeKind.FULL);

        assertThat(requests(shop, STOCK)).isEqualTo(2);
    }

    @Test
    void writesTheStockOfAPagesNewProductsTogetherWithThem() {
        String shop = shop();

        IntakeRun run = finished(onePage, IntakeBridge.start(onePage, shop, IntakeKind.FULL));

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.pages()).isEqualTo(1);
        assertThat(run.stocks()).isEqualTo((int) PRODUCTS);
        ListingQueries listings = onePage.getBean(ListingQueries.class);
        assertThat(requests(shop, STOCK)).isEqualTo(2);
        assertThat(onePage.getBean(ListingArrivals.class).awaitingStock(shop, 1))
                .isEmpty();
        List<Listing> staged = listings.productNumbers(shop)
                .map(number -> listings.find(new ListingKey(shop, number)).orElseThrow())
                .toList();
        // A hundred fill a question beside the page and are written once; the others are asked for at the end.
        assertThat(staged)
                .filteredOn(listing -> listing.status().revision() == 0)
                .hasSize(100);
        assertThat(staged).allSatisfy(listing -> assertThat(listing.skus())
                .isNotEmpty()
                .allSatisfy(sku -> assertThat(sku.stockReadAt()).isNotNull())
                .anySatisfy(sku -> assertThat(sku.stock()).isNotNull()));
    }

    @Test
    void takesAPageInAlthoughItsStockCannotBeReadYetAndAsksAgainAtTheEnd() {
        String shop = shop();
        world(shop).faults().add(FaultRule.of("status-500").on("GET", STOCK).times(1));

        IntakeRun run = finished(onePage, IntakeBridge.start(onePage, shop, IntakeKind.FULL));

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.changed()).isEqualTo((int) PRODUCTS);
        assertThat(run.stocks()).isEqualTo((int) PRODUCTS);
        assertThat(requests(shop, PAGE)).isEqualTo(1);
        assertThat(requests(shop, STOCK)).isEqualTo(3);
        assertThat(onePage.getBean(ListingArrivals.class).awaitingStock(shop, 1))
                .isEmpty();
    }

    @Test
    void writesNothingForWhatDidNotChange() {
        String shop = shop();
        run(shop, IntakeKind.FULL);
        List<Long> versions = versions(shop);

        IntakeRun again = run(shop, IntakeKind.FULL);

        assertThat(again.unchanged()).isEqualTo((int) PRODUCTS);
        assertThat(again.changed()).isZero();
        assertThat(versions(shop)).isEqualTo(versions);
    }

    @Test
    void readsOnlyWhatChangedSinceTheLastRun() {
        String shop = shop();
        run(shop, IntakeKind.FULL);
        String number = number(shop, 7);
        rename(shop, number, "新しい名前", true);

        IntakeRun run = run(shop, IntakeKind.INCREMENTAL);

        assertThat(run.kind()).isEqualTo(IntakeKind.INCREMENTAL);
        assertThat(run.changed()).isEqualTo(1);
        assertThat(status(shop, number).title()).contains("新しい名前");
    }

    @Test
    void findsAChangeThatTheUpdateTimeHidesInTheFullScan() {
        String shop = shop();
        run(shop, IntakeKind.FULL);
        String number = number(shop, 7);
        rename(shop, number, "ひそかな変更", false);

        assertThat(run(shop, IntakeKind.INCREMENTAL).changed()).isZero();
        assertThat(run(shop, IntakeKind.FULL).changed()).isEqualTo(1);
        assertThat(status(shop, number).title()).contains("ひそかな変更");
    }

    @Test
    void cutsALongTimeIntoWindowsThatOverlapAndThatFutureshopAccepts() {
        String shop = shop();
        run(shop, IntakeKind.FULL);
        database.jdbc()
                .getJdbcOperations()
                .update(
                        "update intake_progress set complete_until = ? where shop = ?",
                        Instant.now().minus(Duration.ofDays(100)).atOffset(ZoneOffset.UTC),
                        shop);
        world(shop).requests().reset();

        IntakeRun run = run(shop, IntakeKind.INCREMENTAL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        List<Window> windows = world(shop).requests().latest().stream()
                .filter(request -> request.query().contains("updateDateStart"))
                .map(request -> Window.of(request.query()))
                .distinct()
                .toList();
        assertThat(windows).hasSize(4).allSatisfy(window -> assertThat(Duration.between(window.from, window.to))
                .isLessThanOrEqualTo(Duration.ofDays(31)));
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).from).isBefore(windows.get(i - 1).to);
        }
        assertThat(windows.get(3).to)
                .isAfterOrEqualTo(LocalDateTime.ofInstant(run.startedAt(), ZoneId.of("Asia/Tokyo"))
                        .withNano(0));
        assertThat(runs().progress(shop).completeUntil()).isEqualTo(run.startedAt());
    }

    @Test
    void joinsTheRunThatIsUnderWay() {
        String shop = shop();
        long fault = world(shop)
                .faults()
                .add(FaultRule.of("status-429").retryAfter(1).on("GET", PAGE));

        long first = start(shop, IntakeKind.FULL);
        long second = start(shop, IntakeKind.FULL);
        world(shop).faults().remove(fault);
        world(shop).requests().reset();

        assertThat(second).isEqualTo(first);
        IntakeRun run = finished(first);
        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.pages()).isEqualTo(PAGES);
        assertThat(runs().latest(shop)).contains(run);
    }

    @Test
    void parksABrokenProductWithFieldValueAndRemedyAndTakesTheOthers() {
        String shop = shop();
        String number = number(shop, 3);
        ObjectNode broken = Json.MAPPER.createObjectNode();
        broken.put("unitPrice", "abc");
        world(shop).catalogue().change(number, broken, true);

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.failed()).isEqualTo(1);
        assertThat(run.changed()).isEqualTo((int) PRODUCTS - 1);
        DeadLetter letter = letters(shop).get(0);
        assertThat(letter.productNo()).isEqualTo(number);
        assertThat(letter.stage()).isEqualTo("intake");
        assertThat(letter.field()).contains("price");
        assertThat(letter.message().en()).contains("abc");
        assertThat(bean(DeadLetters.class).snapshot(letter.id()).orElseThrow()).contains("\"abc\"");

        ObjectNode mended = Json.MAPPER.createObjectNode();
        mended.put("unitPrice", 1200);
        world(shop).catalogue().change(number, mended, true);
        assertThat(run(shop, IntakeKind.INCREMENTAL).failed()).isZero();

        assertThat(letters(shop)).isEmpty();
        assertThat(listings().status(new ListingKey(shop, number))).isPresent();
    }

    @Test
    void takesProductsOneByOneAfterTwoDeathsAtTheirPageAndBlamesNone() {
        String shop = shop();
        leftByADeath(shop, "intake-page", "page", false);
        leftByADeath(shop, "intake-page", "page", false);

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.changed()).isEqualTo((int) PRODUCTS);
        assertThat(listings().productNumbers(shop).count()).isEqualTo(PRODUCTS);
        assertThat(letters(shop)).isEmpty();
        assertThat(leftOver(shop))
                .as("a page that is complete clears its marks")
                .isZero();
    }

    @Test
    void parksTheProductThatWasAloneUnderWayAtAThirdDeathAndTakesTheOthers() {
        String shop = shop();
        String deadly = number(shop, 3);
        leftByADeath(shop, "intake-page", "page", false);
        leftByADeath(shop, "intake-page", "page", false);
        leftByADeath(shop, "intake", deadly, true);

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.failed()).isEqualTo(1);
        assertThat(run.changed()).isEqualTo((int) PRODUCTS - 1);
        DeadLetter letter = letters(shop).get(0);
        assertThat(letter.productNo()).isEqualTo(deadly);
        assertThat(letter.code()).isEqualTo(IntakeCrashGuard.CODE);
        assertThat(letter.message().ja()).contains(deadly, "プログラムが停止しました");

        assertThat(run(shop, IntakeKind.FULL).failed())
                .as("the same product is not tried again by itself")
                .isEqualTo(1);
        assertThat(letters(shop)).singleElement().satisfies(same -> assertThat(same.attempts())
                .isEqualTo(2));

        bean(DeadLetters.class).replay(DeadLetterQuery.ofIds(shop, List.of(letter.id())));
        await().atMost(PATIENCE).until(() -> letters(shop).isEmpty() && leftOver(shop) == 0);
        assertThat(listings().status(new ListingKey(shop, deadly))).isPresent();
    }

    @Test
    void triesAChangedProductAgainThatEndedTheProgram() {
        String shop = shop();
        String deadly = number(shop, 3);
        leftByADeath(shop, "intake", deadly, true);
        assertThat(run(shop, IntakeKind.FULL).failed()).isEqualTo(1);

        rename(shop, deadly, "短い名前", true);

        assertThat(run(shop, IntakeKind.INCREMENTAL).failed()).isZero();
        assertThat(letters(shop)).isEmpty();
        assertThat(leftOver(shop)).isZero();
    }

    /** What a process leaves in the database that dies with this under way. */
    private void leftByADeath(String shop, String stage, String item, boolean alone) {
        database.jdbc()
                .update(
                        "insert into under_way (run, stage, shop, item, alone, begun_at)"
                                + " values (:run, :stage, :shop, :item, :alone, :now)",
                        Map.of(
                                "run",
                                UUID.randomUUID().toString(),
                                "stage",
                                stage,
                                "shop",
                                shop,
                                "item",
                                item,
                                "alone",
                                alone,
                                "now",
                                Instant.now().atOffset(ZoneOffset.UTC)));
    }

    private long leftOver(String shop) {
        Long rows = database.jdbc()
                .queryForObject(
                        "select (select count(*) from crash where shop = :shop)"
                                + " + (select count(*) from under_way where shop = :shop)",
                        Map.of("shop", shop),
                        Long.class);
        return Objects.requireNonNull(rows);
    }

    @Test
    void takesTheSampleCatalogueAndParksWhatCannotBeTaken() {
        String shop = "shop" + SHOPS;

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.failed()).isPositive();
        assertThat(letters(shop)).hasSize(run.failed());
        assertThat(letters(shop))
                .extracting(DeadLetter::code)
                .contains("INTAKE_PRODUCT_WITHOUT_NUMBER", "INTAKE_NUMBER_TWICE");
        assertThat(letters(shop)).extracting(DeadLetter::code).doesNotContain("UNEXPECTED");
        assertThat(run.changed() + run.failed()).isEqualTo(run.products());
        assertThat(letters(shop))
                .extracting(letter -> letter.productNo() + " " + letter.code())
                .contains(
                        "BROKEN-HUGE-DESCRIPTION INTAKE_PRODUCT_TOO_LARGE",
                        "BROKEN-VARIATION-TEXT MAPPING_VALUE_UNUSABLE",
                        "BROKEN-PRICE-OBJECT MAPPING_VALUE_UNUSABLE")
                .anyMatch(letter -> letter.endsWith(" INTAKE_PRODUCT_NOT_AN_OBJECT"));
        assertThat(letters(shop)).allSatisfy(letter -> {
            assertThat(letter.message().ja()).endsWith("。");
            assertThat(letter.message().en()).isNotBlank();
        });
        assertThat(staged(shop, "BROKEN-TWICE").status().title()).doesNotContain("二つ目");
        assertThat(staged(shop, "ODD-CONTROL-CHARACTERS").status().title())
                .doesNotContain("\u0000")
                .isNotBlank();
        assertThat(staged(shop, "ODD-400-SKU").effective().document().path("skus"))
                .hasSize(400);
        assertThat(staged(shop, "ODD-400-SKU").lacks())
                .extracting(lack -> lack.sentence().ja())
                .anyMatch(sentence -> sentence.contains("400"));
        for (String lacking : List.of("BROKEN-PRICE-NULL", "BROKEN-TAX", "BROKEN-NAME-NULL", "ODD-400-SKU")) {
            assertThat(staged(shop, lacking).status().state()).as(lacking).isEqualTo(ListingState.INCOMPLETE);
            assertThat(staged(shop, lacking).lacks()).as(lacking).isNotEmpty();
        }

        IntakeRun again = run(shop, IntakeKind.FULL);

        assertThat(again.changed()).isZero();
        assertThat(again.failed()).isEqualTo(run.failed());
        assertThat(letters(shop)).hasSize(run.failed()).allSatisfy(letter -> assertThat(letter.attempts())
                .isEqualTo(2));
    }

    private Listing staged(String shop, String productNo) {
        return listings().find(new ListingKey(shop, productNo)).orElseThrow();
    }

    @Test
    void waitsAsLongAsTold() {
        String shop = shop();
        world(shop)
                .faults()
                .add(FaultRule.of("status-429")
                        .retryAfter(1)
                        .on("GET", PAGE)
                        .after(1)
                        .times(1));

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.products()).isEqualTo((int) PRODUCTS);
        assertThat(requests(shop, PAGE)).isEqualTo(PAGES + 1);
    }

    @Test
    void asksOnceMoreAfterAPassingFailureAndNeverBehindTheRoutesBack() {
        String shop = shop();
        for (String kind : List.of("status-503", "status-500", "drop", "truncate", "product-list-missing")) {
            world(shop).faults().clear();
            world(shop).requests().reset();
            world(shop).faults().add(FaultRule.of(kind).on("GET", PAGE).after(1).times(1));

            IntakeRun run = run(shop, IntakeKind.FULL);

            assertThat(run.status()).as(kind).isEqualTo(IntakeStatus.DONE);
            assertThat(run.products()).as(kind).isEqualTo((int) PRODUCTS);
            assertThat(requests(shop, PAGE)).as(kind).isEqualTo(PAGES + 1);
        }
    }

    @Test
    void givesUpWithItsCursorKeptWhenAPageStaysBrokenAndGoesOnThereAtTheNextStart() {
        String shop = shop();
        run(shop, IntakeKind.FULL);
        world(shop).catalogue().delete(number(shop, 100));
        world(shop)
                .faults()
                .add(FaultRule.of("product-list-missing").on("GET", PAGE).after(2));

        IntakeRun failed = run(shop, IntakeKind.FULL);

        assertThat(failed.status()).isEqualTo(IntakeStatus.FAILED);
        assertThat(failed.pages()).isEqualTo(2);
        assertThat(failed.cursor()).isNotNull();
        assertThat(Objects.requireNonNull(failed.message()).ja()).contains("商品の一覧がありません");
        assertThat(arrivals().suspected(shop, 10)).isEmpty();
        assertThat(listings().productNumbers(shop).count()).isEqualTo(PRODUCTS);

        world(shop).faults().clear();
        world(shop).requests().reset();
        IntakeRun gone = run(shop, IntakeKind.INCREMENTAL);

        assertThat(gone.id()).isEqualTo(failed.id());
        assertThat(gone.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(gone.message()).isNull();
        assertThat(gone.pages()).isEqualTo(PAGES);
        assertThat(requests(shop, PAGE))
                .isEqualTo(PAGES - 2 + 1); // the last page, and the question for the deleted one
    }

    @Test
    void beginsThePassAgainWhenTheCursorHasExpired() {
        String shop = shop();
        world(shop)
                .faults()
                .add(FaultRule.of("cursor-expired").on("GET", PAGE).after(1).times(1));

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.products()).isEqualTo((int) PRODUCTS);
        assertThat(requests(shop, PAGE)).isEqualTo(PAGES + 3);
        assertThat(arrivals().suspected(shop, 10)).isEmpty();
    }

    @Test
    void fetchesANewTokenInTheMiddleOfARun() {
        String shop = shop();
        world(shop)
                .faults()
                .add(FaultRule.of("token-revoked").on("GET", PAGE).after(1).times(1));

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(world(shop).requests().count("POST", "/oauth/token")).isEqualTo(2);
        assertThat(requests(shop, PAGE)).isEqualTo(PAGES + 1);
    }

    @Test
    void pausesTheShopWhenFutureshopDoesNotAllowTheApi() {
        String shop = shop();
        world(shop).setIpRegistered(false);

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.FAILED);
        assertThat(Objects.requireNonNull(run.message()).ja()).contains("IP/権限を確認");
        assertThat(bean(Pauses.class).isPaused(shop, "intake")).isTrue();
        assertThat(letters(shop)).isEmpty();

        world(shop).setIpRegistered(true);
        bean(Pauses.class).resume(shop, "intake");

        assertThat(run(shop, IntakeKind.FULL).status()).isEqualTo(IntakeStatus.DONE);
    }

    @Test
    void failsWithoutARetryWhenFutureshopRefusesTheQuestion() {
        String shop = shop();
        world(shop).faults().add(FaultRule.of("failed-with-200").on("GET", PAGE));

        IntakeRun run = run(shop, IntakeKind.FULL);

        assertThat(run.status()).isEqualTo(IntakeStatus.FAILED);
        assertThat(requests(shop, PAGE)).isEqualTo(1);
    }

    @Test
    void marksAProductAsGoneOnlyAfterAskingForIt() {
        String shop = shop();
        String gone = number(shop, 5);
        run(shop, IntakeKind.FULL);
        world(shop).catalogue().delete(gone);

        run(shop, IntakeKind.INCREMENTAL);
        assertThat(missing(shop, gone)).isEmpty();

        run(shop, IntakeKind.FULL);
        assertThat(missing(shop, gone)).contains("CONFIRMED");
        assertThat(listings().productNumbers(shop).count()).isEqualTo(PRODUCTS);

        ObjectNode again = Json.MAPPER.createObjectNode();
        again.put("productNo", gone).put("like", number(shop, 6));
        world(shop).catalogue().add(again);
        run(shop, IntakeKind.FULL);
        assertThat(missing(shop, gone)).isEmpty();
    }

    @Test
    void writesNothingOfAPageWhenItFailsAfterTheLastRow() {
        String shop = shop();
        world(shop).faults().add(FaultRule.of("status-503").on("GET", PAGE).retryAfter(3600));
        long id = start(shop, IntakeKind.FULL);
        await().atMost(PATIENCE).until(() -> find(id).message() != null);
        IntakeRuns other = IntakeBridge.runsOfAnother(bridge);
        database.jdbc().getJdbcOperations().update("update intake_run set claimed_by = 'another' where id = ?", id);
        SourceProduct product = new SourceProduct(
                "P-1",
                "hash",
                "{}",
                "version",
                ListingContent.of(Json.MAPPER.createObjectNode().put("title", "x")),
                List.of());

        assertThatThrownBy(() -> other.advance(find(id), "cursor-2", List.of("P-1"), () -> {
                    arrivals().stage(shop, List.of(product));
                    throw new IllegalStateException("after the last row");
                }))
                .hasMessage("after the last row");

        assertThat(listings().status(new ListingKey(shop, "P-1"))).isEmpty();
        assertThat(find(id).cursor()).isNull();
        assertThat(find(id).pages()).isZero();
        database.jdbc().getJdbcOperations().update("update intake_run set status = 'FAILED' where id = ?", id);
    }

    @Test
    void writesNothingWhenAnotherInstanceTookTheRunOver() {
        String shop = shop();
        world(shop).faults().add(FaultRule.of("status-503").on("GET", PAGE).retryAfter(3600));
        long id = start(shop, IntakeKind.FULL);
        await().atMost(PATIENCE).until(() -> find(id).message() != null);
        IntakeRuns stranger = IntakeBridge.runsOfAnother(bridge);
        SourceProduct product = new SourceProduct(
                "P-1",
                "hash",
                "{}",
                "version",
                ListingContent.of(Json.MAPPER.createObjectNode().put("title", "x")),
                List.of());

        assertThatThrownBy(() -> stranger.advance(find(id), "cursor-2", List.of("P-1"), () -> {
                    arrivals().stage(shop, List.of(product));
                    return new PageCounts(1, 1, 0, 0, 0);
                }))
                .isInstanceOf(IntakeTakenOver.class);

        assertThat(listings().status(new ListingKey(shop, "P-1"))).isEmpty();
        database.jdbc().getJdbcOperations().update("update intake_run set status = 'FAILED' where id = ?", id);
    }

    @Test
    void mapsWhatIsStagedAgainWhenAMappingFileChangesAndWhenAnEarlierVersionIsPutBack(@TempDir Path folder)
            throws IOException {
        Path mapping = copyOfTheMappings(folder).resolve("futureshop-product-to-listing.mapping.yaml");
        try (ConfigurableApplicationContext own = IntakeBridge.start(
                database(),
                List.of(world(shop())),
                "intake.period=1d",
                "intake.remap-look-out=100ms",
                "mapping.period=100ms",
                "bridge.mappings-dir=" + folder)) {
            finished(own, IntakeBridge.start(own, "shop0", IntakeKind.FULL));
            String before = own.getBean(MappingGate.class).status().version();
            assertThat(mappingVersions(own)).containsOnly(before);

            Files.writeString(
                    mapping,
                    Files.readString(mapping)
                            .replaceFirst("summary: .*", "summary: Another summary of the same mapping."));

            await().atMost(PATIENCE)
                    .until(() -> own.getBean(MappingGate.class).status().version(), version -> !version.equals(before));
            String changed = own.getBean(MappingGate.class).status().version();
            await().atMost(PATIENCE).until(() -> mappingVersions(own), Set.of(changed)::equals);
            assertThat(finished(own, IntakeBridge.start(own, "shop0", IntakeKind.FULL))
                            .unchanged())
                    .isEqualTo((int) PRODUCTS);
            assertThat(toldOfChanges(own)).isEmpty();

            Path categories = folder.resolve("lookups/categories.csv");
            Files.writeString(categories, Files.readString(categories).replace("towel,600631,", "towel,600632,"));
            await().atMost(PATIENCE)
                    .until(
                            () -> own.getBean(MappingGate.class).status().version(),
                            version -> !version.equals(changed));
            String further = own.getBean(MappingGate.class).status().version();
            await().atMost(PATIENCE).until(() -> mappingVersions(own), Set.of(further)::equals);
            assertThat(toldOfChanges(own)).isNotEmpty().allSatisfy(text -> assertThat(text)
                    .startsWith("変換ルールの変更（版 " + changed.substring(0, 12) + " → " + further.substring(0, 12)
                            + "）で「カテゴリ」が変わりました。futureshopの商品は変わっていません。規則："
                            + "futureshop-product-to-listing.mapping.yaml:")
                    .endsWith(" lookups/categories.csv"));

            own.getBean(MappingGate.class).activate(before, "operator", null);

            await().atMost(PATIENCE).until(() -> mappingVersions(own), Set.of(before)::equals);
            MappingGate.Status status = own.getBean(MappingGate.class).status();
            assertThat(status.version()).isEqualTo(before);
            assertThat(status.degraded()).isFalse();
        }
    }

    @Test
    void mapsAPageAgainThatWasOpenedBeforeAChangeOfTheMappingAndWrittenAfterIt(@TempDir Path folder)
            throws IOException {
        Path mapping = copyOfTheMappings(folder).resolve("futureshop-product-to-listing.mapping.yaml");
        try (ConfigurableApplicationContext own = IntakeBridge.start(
                database(),
                List.of(world(shop())),
                "intake.period=1d",
                "intake.look-out=1d", // it looks once at the start; the second run is worked here
                "intake.remap-look-out=100ms",
                "mapping.period=100ms",
                "bridge.mappings-dir=" + folder)) {
            finished(own, IntakeBridge.start(own, "shop0", IntakeKind.FULL));
            String before = own.getBean(MappingGate.class).status().version();
            IntakeBridge.start(own, "shop0", IntakeKind.FULL);
            IntakeRun run = Objects.requireNonNull(own.getBean(IntakeRuns.class).claim());
            IntakePages pages = own.getBean(IntakePages.class);
            OpenedPage opened = pages.open(run, renamed(own));
            List<SourceProduct> mapped = mapped(own, opened);

            Files.writeString(
                    mapping,
                    Files.readString(mapping)
                            .replaceFirst("summary: .*", "summary: Another summary of the same mapping."));
            await().atMost(PATIENCE)
                    .until(() -> own.getBean(MappingGate.class).status().version(), version -> !version.equals(before));
            String changed = own.getBean(MappingGate.class).status().version();
            await().atMost(PATIENCE).until(() -> mappingVersions(own), Set.of(changed)::equals);
            assertThat(own.getBean(IntakeSnapshots.class).stale()).isEmpty();
            assertThat(mapped).extracting(SourceProduct::mappingVersion).containsExactly(before);
            pages.stage(run, opened, mapped, Map.of(), false);

            await().atMost(PATIENCE).until(() -> mappingVersions(own), Set.of(changed)::equals);
        }
    }

    /** A page with one of the staged products under another name. */
    private static FutureshopAnswer.Page renamed(ConfigurableApplicationContext own) {
        ListingQueries listings = own.getBean(ListingQueries.class);
        String number = listings.productNumbers("shop0").findFirst().orElseThrow();
        ObjectNode product = Json.parseObject(
                listings.find(new ListingKey("shop0", number)).orElseThrow().snapshot());
        product.put("name", "もうひとつの名前");
        return new FutureshopAnswer.Page(
                List.of(own.getBean(FutureshopAnswers.class).product("shop0", Json.text(product))), "next");
    }

    private static List<SourceProduct> mapped(ConfigurableApplicationContext own, OpenedPage page) {
        MappingSet set = own.getBean(Mappings.class).inForce();
        List<MappingAttempt> attempts = new ArrayList<>();
        for (ArrivedProduct product : page.changed()) {
            MappingOutcome outcome = own.getBean(ShopMappings.class).toListing(set, product.shop(), product.document());
            attempts.add(new MappingAttempt(product, outcome, null));
        }
        return own.getBean(IntakeProducts.class).mapped(attempts, set.version());
    }

    @Test
    void worksARunOnceEvenWhenAPageTakesLongerThanAClaimLasts() {
        FutureshopWorld futureshop = world(shop());
        futureshop
                .faults()
                .add(FaultRule.of("slow").millis(1500).on("GET", PAGE).times(2));
        try (ConfigurableApplicationContext slow =
                IntakeBridge.start(database(), List.of(futureshop), "intake.period=1d", "intake.claim=300ms")) {

            IntakeRun run = finished(slow, IntakeBridge.start(slow, "shop0", IntakeKind.FULL));

            assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
            assertThat(run.products()).isEqualTo((int) PRODUCTS);
            assertThat(futureshop.requests().count("GET", PAGE)).isEqualTo(PAGES);
        }
    }

    @Test
    void goesOnAtThePageWhereAKilledInstanceStood() {
        String shop = shop();
        FutureshopWorld futureshop = world(shop);
        Database own = database();
        futureshop.faults().add(FaultRule.of("hang").on("GET", PAGE).after(2));
        try (ConfigurableApplicationContext killed = IntakeBridge.start(
                own, List.of(futureshop), "intake.period=1d", "intake.claim=2s", "camel.main.shutdown-timeout=1")) {
            long id = IntakeBridge.start(killed, "shop0", IntakeKind.FULL);
            IntakeRuns runs = killed.getBean(IntakeRuns.class);
            await().atMost(PATIENCE).until(() -> runs.find(id).orElseThrow().pages() == 2);
            assertThat(runs.find(id).orElseThrow().cursor()).isNotNull();
        }
        futureshop.faults().clear();
        futureshop.requests().reset();
        try (ConfigurableApplicationContext survivor =
                IntakeBridge.start(own, List.of(futureshop), "intake.period=1d")) {
            IntakeRuns runs = survivor.getBean(IntakeRuns.class);
            await().atMost(PATIENCE).until(() -> runs.latest("shop0")
                    .filter(run -> run.status() == IntakeStatus.DONE)
                    .isPresent());

            IntakeRun run = runs.latest("shop0").orElseThrow();
            assertThat(run.products()).isEqualTo((int) PRODUCTS);
            assertThat(futureshop.requests().count("GET", PAGE)).isEqualTo(1);
            assertThat(survivor.getBean(ListingQueries.class)
                            .productNumbers("shop0")
                            .count())
                    .isEqualTo(PRODUCTS);
            assertThat(survivor.getBean(ListingArrivals.class).suspected("shop0", 10))
                    .isEmpty();
        }
    }

    @Test
    void startsByItselfOnSchedule() {
        FutureshopWorld futureshop = world(shop());
        try (ConfigurableApplicationContext scheduled =
                IntakeBridge.start(database(), List.of(futureshop), "intake.period=1s", "intake.first-poll=0s")) {
            IntakeRuns runs = scheduled.getBean(IntakeRuns.class);

            await().atMost(PATIENCE).until(() -> runs.latest("shop0")
                    .filter(run -> run.kind() == IntakeKind.INCREMENTAL && run.status() == IntakeStatus.DONE)
                    .isPresent());
        }
    }

    private static Path copyOfTheMappings(Path folder) throws IOException {
        Path source = Path.of("mappings");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
        return folder;
    }

    private static Set<String> mappingVersions(ConfigurableApplicationContext own) {
        ListingQueries listings = own.getBean(ListingQueries.class);
        return listings.known("shop0", listings.productNumbers("shop0").toList()).values().stream()
                .map(Known::mappingVersion)
                .collect(Collectors.toSet());
    }

    private List<String> toldOfChanges(ConfigurableApplicationContext own) {
        return own.getBean(JdbcClient.class)
                .sql("select text_ja from history where shop = 'shop0' and kind in ('changed', 'remapped')")
                .query(String.class)
                .list();
    }

    private IntakeRun run(String shop, IntakeKind kind) {
        return finished(start(shop, kind));
    }

    private IntakeRun finished(long id) {
        return finished(bridge, id);
    }

    private static IntakeRun finished(ConfigurableApplicationContext application, long id) {
        IntakeRuns runs = application.getBean(IntakeRuns.class);
        return await().atMost(PATIENCE).until(() -> runs.find(id).orElseThrow(), run -> !run.running());
    }

    private long start(String shop, IntakeKind kind) {
        return IntakeBridge.start(bridge, shop, kind);
    }

    private IntakeRun find(long id) {
        return runs().find(id).orElseThrow();
    }

    private String shop() {
        return "shop" + next.getAndIncrement();
    }

    private FutureshopWorld world(String shop) {
        return worlds.get(Integer.parseInt(shop.substring(4)));
    }

    private String number(String shop, int position) {
        return world(shop).catalogue().productNos(position, 1).get(0);
    }

    private void rename(String shop, String number, String name, boolean updateDateMoves) {
        ObjectNode patch = Json.MAPPER.createObjectNode();
        patch.put("name", name).putObject("comment").put("linkedName", name);
        world(shop).catalogue().change(number, patch, updateDateMoves);
    }

    private long requests(String shop, String path) {
        return world(shop).requests().count("GET", path);
    }

    private List<DeadLetter> letters(String shop) {
        return bean(DeadLetters.class)
                .search(new DeadLetterQuery(shop, Set.of(DeadLetterStatus.PARKED), null, null, null, List.of(), 0, 500))
                .items();
    }

    private List<Long> versions(String shop) {
        return listings()
                .productNumbers(shop)
                .map(number -> status(shop, number).version())
                .toList();
    }

    private ListingStatus status(String shop, String number) {
        return listings().status(new ListingKey(shop, number)).orElseThrow();
    }

    private Optional<String> missing(String shop, String number) {
        return Optional.ofNullable(database.jdbc()
                .getJdbcOperations()
                .queryForObject(
                        "select missing from listing where shop = ? and product_no = ?", String.class, shop, number));
    }

    private ListingQueries listings() {
        return bean(ListingQueries.class);
    }

    private ListingArrivals arrivals() {
        return bean(ListingArrivals.class);
    }

    private IntakeRuns runs() {
        return bean(IntakeRuns.class);
    }

    private <T> T bean(Class<T> type) {
        return bridge.getBean(type);
    }

    private record Window(LocalDateTime from, LocalDateTime to) {

        static Window of(String query) {
            return new Window(time(query, "updateDateStart="), time(query, "updateDateEnd="));
        }

        private static LocalDateTime time(String query, String name) {
            Predicate<String> named = parameter -> parameter.startsWith(name);
            return Stream.of(query.split("&", -1))
                    .filter(named)
                    .map(parameter -> URLDecoder.decode(parameter.substring(name.length()), StandardCharsets.UTF_8))
                    .map(LocalDateTime::parse)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
