package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consent and renewal with two instances over one PostgreSQL, against the pretend TikTok Shop. */
class AuthorizationsIT {

    private static final String REFRESH = "/api/v2/token/refresh";
    private static final String WAREHOUSES = "/logistics/202309/warehouses";
    private static Stage stage;
    private static JdbcClient jdbc;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        Database database = Database.postgres();
        jdbc = JdbcClient.create(database.dataSource());
        stage = Stage.on(database, world -> world, Map.of("publishing.pause-for", "1m"));
        stage.addInstance();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void forgetTheConsent() {
        jdbc.sql("delete from tiktok_authorization").update();
        log.start();
        bridgeLog().addAppender(log);
    }

    @AfterEach
    void calm() {
        bridgeLog().detachAppender(log);
        stage.tiktok().faults().clear();
    }

    @Test
    void takesAConsentOnceAndOnlyWithTheStateThatWasHandedOut() throws Exception {
        Map<String, String> back = Stage.browse(consents(0).begin(Stage.SHOP, null, "a-person"));
        assertThat(consents(1).complete("made-up", back.get("code"), null))
                .isInstanceOf(AuthorizationOutcome.BadState.class);
        assertThat(consents(1).complete(null, back.get("code"), null))
                .isInstanceOf(AuthorizationOutcome.BadState.class);

        // Both instances are handed the same callback at the same moment: one of them takes it.
        List<AuthorizationOutcome> outcomes =
                together(2, number -> consents(number % 2).complete(back.get("state"), back.get("code"), null));
        assertThat(outcomes)
                .filteredOn(AuthorizationOutcome.Completed.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(AuthorizationOutcome.BadState.class::isInstance)
                .hasSize(1);
        assertThat(authorizations(1).view(Stage.SHOP).authorized()).isTrue();
    }

    @Test
    void refusesAStateThatIsTooOld() {
        Map<String, String> back = Stage.browse(consents(0).begin(Stage.SHOP, null, "a-person"));
        jdbc.sql("update authorization_request set expires_at = expires_at - interval '16' minute")
                .update();

        assertThat(consents(0).complete(back.get("state"), back.get("code"), null))
                .isInstanceOf(AuthorizationOutcome.BadState.class);
        assertThat(authorizations(0).view(Stage.SHOP).authorized()).isFalse();
    }

    @Test
    void tellsThatTheSellerDeclinedAndUsesTheStateUp() {
        Map<String, String> back = Stage.browse(consents(0).begin(Stage.SHOP, null, "a-person"));

        assertThat(consents(0).complete(back.get("state"), "null", null))
                .isInstanceOfSatisfying(
                        AuthorizationOutcome.Declined.class,
                        declined -> assertThat(declined.sentence().ja()).contains("許可されませんでした"));
        assertThat(consents(0).complete(back.get("state"), back.get("code"), null))
                .isInstanceOf(AuthorizationOutcome.BadState.class);
        assertThat(authorizations(0).view(Stage.SHOP).authorized()).isFalse();
    }

    @Test
    void renewsOnceForSixteenRequestsOfTwoInstancesAndRepeatsEachOnce() throws Exception {
        stage.authorise();
        stage.fault(FaultRule.of("slow").on("GET", REFRESH).millis(300));
        String before = sealedTokens();
        stage.control("POST", "/tokens", "{\"expire_access\":true}");
        stage.tiktok().requests().reset();

        AtomicBoolean over = new AtomicBoolean();
        ExecutorService watcher = Executors.newSingleThreadExecutor();
        Future<Set<String>> seen = watcher.submit(() -> {
            Set<String> pairs = new HashSet<>();
            while (!over.get()) {
                pairs.add(sealedTokens());
            }
            return pairs;
        });
        TiktokRequests requests = stage.bean(TiktokRequests.class);
        List<TiktokAnswer> answers = together(16, number -> stage.call(number % 2, requests.warehouses(Stage.SHOP)));
        over.set(true);
        watcher.shutdown();

        assertThat(answers).hasSize(16).allSatisfy(answer -> assertThat(
                        answer.data().path("warehouses"))
                .isNotEmpty());
        assertThat(stage.tiktok().requests().count("GET", REFRESH)).isEqualTo(1);
        assertThat(stage.tiktok().requests().count("GET", WAREHOUSES)).isBetween(17L, 32L);
        // Whoever looked at the row saw both old tokens or both new ones.
        assertThat(seen.get()).hasSizeBetween(1, 2).isSubsetOf(before, sealedTokens());
        assertThat(sealedTokens().split(" ")).doesNotContain(before.split(" "));
    }

    @Test
    void renewsOnceAndRepeatsOnceWhenTiktokSaysThatTheTokenIsOld() {
        stage.authorise();
        stage.control("POST", "/tokens", "{\"expire_access\":true}");
        stage.tiktok().requests().reset();

        stage.call(0, stage.bean(TiktokRequests.class).warehouses(Stage.SHOP));

        assertThat(stage.tiktok().requests().count("GET", REFRESH)).isEqualTo(1);
        assertThat(stage.tiktok().requests().count("GET", WAREHOUSES)).isEqualTo(2);
    }

    @Test
    void renewsBeforeTheTokenEndsInOneInstanceOnly() throws Exception {
        stage.authorise();
        jdbc.sql("update tiktok_authorization set access_expires_at = now() + interval '1' hour")
                .update();
        stage.tiktok().requests().reset();

        together(2, number -> {
            authorizations(number % 2).refreshDue();
            return number;
        });

        assertThat(stage.tiktok().requests().count("GET", REFRESH)).isEqualTo(1);
        assertThat(authorizations(1).view(Stage.SHOP).accessExpiresAt())
                .isAfter(Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void goesOnWithAGoodAccessTokenWhenItsRenewalIsRefusedAndSaysUntilWhen() {
        stage.authorise();
        Instant end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("update tiktok_authorization set access_expires_at = :end")
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update tiktok_authorization set refresh_token = :other")
                .param(
                        "other",
                        stage.bean(TokenCipher.class).seal(Stage.SHOP + ".refresh", "a token that nobody gave out"))
                .update();

        authorizations(0).refreshDue();

        AuthorizationView view = authorizations(0).view(Stage.SHOP);
        assertThat(view.authorized()).isTrue();
        assertThat(view.refreshExpiresAt()).isEqualTo(end);
        assertThat(stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing")).isFalse();
        assertThat(stage.call(1, stage.bean(TiktokRequests.class).warehouses(Stage.SHOP))
                        .data()
                        .path("warehouses"))
                .isNotEmpty();
    }

    @Test
    void keepsTheOldTokensWhenARenewalFailsForAMoment() {
        stage.authorise();
        String before = sealedTokens();
        stage.control("POST", "/tokens", "{\"expire_access\":true}");
        // Until it is calmed below: schedules ask as well, and one of them would renew in between.
        stage.fault(FaultRule.of("status-503").on("GET", REFRESH));

        assertThatThrownBy(() -> stage.call(0, stage.bean(TiktokRequests.class).warehouses(Stage.SHOP)))
                .hasRootCauseInstanceOf(TransientFailure.class);
        assertThat(sealedTokens()).isEqualTo(before);
        stage.tiktok().faults().clear();
        assertThat(stage.call(1, stage.bean(TiktokRequests.class).warehouses(Stage.SHOP))
                        .data()
                        .path("warehouses"))
                .isNotEmpty();
    }

    @Test
    void pausesTheShopWithOneAlarmWhenTheAuthorizationIsWithdrawnAndGoesOnAfterConsent() {
        stage.authorise();
        ListingKey first = stage.live(0);
        String shop = stage.at(first).get(0).shopId();
        stage.control("POST", "/tokens", "{\"revoke\":\"" + shop + "\",\"code\":105002}");
        List<ListingKey> keys = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            keys.add(stage.numbered("PAUSED-" + number));
        }
        stage.select(keys);

        Awaitility.await().until(() -> stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing"));
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(alarms()).hasSize(1));
        assertThat(authorizations(1).view(Stage.SHOP))
                .matches(AuthorizationView::revoked)
                .matches(view -> !view.authorized());
        assertThat(stage.bean(Pauses.class).isPaused(Stage.SHOP, "review")).isTrue();
        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING));
        assertThat(jdbc.sql("select count(*) from dead_letter")
                        .query(Integer.class)
                        .single())
                .isZero();

        stage.control("POST", "/tokens", "{\"restore\":\"" + shop + "\"}");
        stage.authorise();
        keys.forEach(key -> stage.await(key, ListingState.LIVE));
        assertThat(keys).allSatisfy(key -> assertThat(stage.at(key)).hasSize(1));
    }

    @Test
    void keepsAnOperatorsPauseThroughAWithdrawalAndANewConsent() {
        stage.authorise();
        ListingKey live = stage.live(3);
        String shop = stage.at(live).get(0).shopId();
        Pauses pauses = stage.bean(Pauses.class);
        pauses.pause(Stage.SHOP, "publishing", Pauses.BY_A_PERSON, Sentence.of("棚卸し", "stocktaking"), "operator", null);
        stage.control("POST", "/tokens", "{\"revoke\":\"" + shop + "\",\"code\":105002}");
        stage.bean(ListingClaims.class).reviewNow(live);
        Awaitility.await("the withdrawal is noticed").until(() -> pauses.isPaused(Stage.SHOP, "review"));
        assertThat(codes(pauses)).containsExactlyInAnyOrder(Pauses.BY_A_PERSON, Authorizations.REVOKED);

        stage.control("POST", "/tokens", "{\"restore\":\"" + shop + "\"}");
        stage.authorise();
        ListingKey waiting = stage.numbered("STOCKTAKING-1");
        stage.select(List.of(waiting));

        assertThat(codes(pauses)).containsExactly(Pauses.BY_A_PERSON);
        assertThat(pauses.isPaused(Stage.SHOP, "review")).isFalse();
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(stage.at(waiting)).isEmpty());
        pauses.resume(Stage.SHOP, "publishing");
        stage.await(waiting, ListingState.LIVE);
    }

    private static List<String> codes(Pauses pauses) {
        return pauses.all().stream()
                .filter(pause -> pause.stage().equals("publishing"))
                .map(Pause::code)
                .toList();
    }

    @Test
    void saysWithoutTouchingAnythingThatAShopWasNeverAuthorised() {
        assertThatThrownBy(() -> authorizations(0).current(Stage.SHOP))
                .isInstanceOfSatisfying(MisconfiguredFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo("TIKTOK_NOT_AUTHORIZED"));
    }

    private Consents consents(int instance) {
        return stage.bean(instance, Consents.class);
    }

    private Authorizations authorizations(int instance) {
        return stage.bean(instance, Authorizations.class);
    }

    private String sealedTokens() {
        return jdbc.sql("select access_token || ' ' || refresh_token from tiktok_authorization")
                .query(String.class)
                .single();
    }

    private List<String> alarms() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger bridgeLog() {
        return (Logger) LoggerFactory.getLogger("jp.shopbridge");
    }

    private interface Numbered<T> {
        T run(int number);
    }

    private static <T> List<T> together(int count, Numbered<T> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                int mine = number;
                calls.add(() -> work.run(mine));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
