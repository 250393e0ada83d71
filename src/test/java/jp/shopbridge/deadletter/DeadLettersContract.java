package jp.shopbridge.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the store of dead letters promises, whatever the database. */
abstract class DeadLettersContract {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final SteppingClock clock = new SteppingClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DataSource dataSource = nowhere();
    private DeadLetters letters = store(dataSource);

    abstract DataSource database();

    @BeforeEach
    void emptyDatabase() {
        dataSource = database();
        Flyway.configure().dataSource(dataSource).load().migrate();
        JdbcClient.create(dataSource).sql("delete from dead_letter").update();
        letters = store(dataSource);
    }

    @Test
    void keepsEverythingNeededToUnderstandAFailure() {
        long id = letters.park(
                "sample", "p-1", "intake", "intake-stage-product", mappingFailure(), "{\"productNo\":\"p-1\"}", "v1");

        DeadLetter letter = letters.find("sample", id).orElseThrow();

        assertThat(letter)
                .isEqualTo(new DeadLetter(
                        id,
                        "sample",
                        "p-1",
                        "intake",
                        "intake-stage-product",
                        "MAPPING_FIELD_MISSING",
                        "mapping",
                        "price",
                        Sentence.of("価格がありません。", "There is no price."),
                        "v1",
                        1,
                        List.of(),
                        START,
                        START,
                        DeadLetterStatus.PARKED,
                        null,
                        null,
                        null));
        assertThat(letters.snapshot(id)).contains("{\"productNo\":\"p-1\"}");
        assertThat(meters.counter("bridge.deadletter.parked", "stage", "intake").count())
                .isEqualTo(1);
    }

    @Test
    void countsOneMoreAttemptInsteadOfWritingASecondLetterForTheSameItemAndStage() {
        long first = letters.park("sample", "p-1", "publishing", "r", refused("12052901", "req-1"), "{}", "v1");
        clock.step(Duration.ofMinutes(5));

        long second = letters.park("sample", "p-1", "publishing", "r", refused("12052902", "req-2"), null, null);

        assertThat(second).isEqualTo(first);
        DeadLetter letter = letters.find("sample", first).orElseThrow();
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(letter.firstAt()).isEqualTo(START);
        assertThat(letter.lastAt()).isEqualTo(START.plus(Duration.ofMinutes(5)));
        assertThat(letter.requestIds()).containsExactly("req-1", "req-2");
        assertThat(letter.mappingVersion()).isEqualTo("v1");
        assertThat(letters.snapshot(first)).contains("{}");
    }

    @Test
    void keepsLettersOfOtherStagesAndShopsApart() {
        long intake = letters.park("sample", "p-1", "intake", "r", mappingFailure(), null, null);

        assertThat(letters.park("sample", "p-1", "publishing", "r", mappingFailure(), null, null))
                .isNotEqualTo(intake);
        assertThat(letters.park("other", "p-1", "intake", "r", mappingFailure(), null, null))
                .isNotEqualTo(intake);
        assertThat(letters.find("other", intake)).isEmpty();
    }

    @Test
    void survivesTheRollbackOfTheWorkThatFailed() {
        TransactionTemplate work = new TransactionTemplate(new JdbcTransactionManager(dataSource));

        Long id = work.execute(status -> {
            long parked = letters.park("sample", "p-1", "intake", "r", mappingFailure(), null, null);
            status.setRollbackOnly();
            return parked;
        });

        assertThat(letters.find("sample", Objects.requireNonNull(id))).isPresent();
    }

    @Test
    void findsOurOwnFailureBehindAWrapper() {
        long id = letters.park(
                "sample", "p-1", "intake", "r", new RuntimeException("wrapped", mappingFailure()), null, null);

        assertThat(letters.find("sample", id).orElseThrow().code()).isEqualTo("MAPPING_FIELD_MISSING");
    }

    @Test
    void namesClassAndPlaceOfABugButNeverItsMessage() {
        long id =
                letters.park("sample", "p-1", "intake", "r", new IllegalStateException("token=top-secret"), null, null);

        DeadLetter letter = letters.find("sample", id).orElseThrow();
        assertThat(letter.code()).isEqualTo("UNEXPECTED");
        assertThat(letter.kind()).isEqualTo("unexpected");
        assertThat(letter.message().en())
                .contains("IllegalStateException at jp.shopbridge.deadletter.DeadLettersContract")
                .doesNotContain("top-secret");
    }

    @Test
    void takesTextThatADatabaseWouldRefuse() {
        String longest = "商".repeat(1999) + "🎁" + "x";
        long id = letters.park(
                "sample",
                "p-1",
                "intake",
                "r",
                new TransientFailure("INTAKE_X", Sentence.of(longest, "nul \0 inside")),
                "{\"name\":\"a\0b\"}",
                null);

        DeadLetter letter = letters.find("sample", id).orElseThrow();
        assertThat(letter.message()).isEqualTo(Sentence.of("商".repeat(1999), "nul  inside"));
        assertThat(letters.snapshot(id)).contains("{\"name\":\"ab\"}");
    }

    @Test
    void parksWithoutTheSnapshotWhenItIsLongerThanARowHolds() {
        long id = letters.park("sample", "p-1", "intake", "r", mappingFailure(), "x".repeat(1_000_001), null);

        assertThat(letters.find("sample", id)).isPresent();
        assertThat(letters.snapshot(id)).isEmpty();
    }

    @Test
    void isLoudWhenTheLetterCannotBeWritten() {
        DeadLetters broken = store(nowhere());

        assertThatThrownBy(() -> broken.park("sample", "p-1", "intake", "r", mappingFailure(), null, null))
                .isInstanceOf(DeadLetterNotWritten.class)
                .hasMessageContaining("p-1 (sample)")
                .hasMessageContaining("stays claimable");
        assertThat(meters.counter("bridge.deadletter.not.written", "stage", "intake")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void handsOutAReplayOnceAndResolvesItWhenTheItemGoesThrough() {
        long id = letters.park("sample", "p-1", "intake", "r", mappingFailure(), "{}", "v1");

        assertThat(letters.replay(DeadLetterQuery.ofIds("sample", List.of(id)))).isEqualTo(1);
        assertThat(letters.replay(DeadLetterQuery.ofIds("sample", List.of(id)))).isZero();
        assertThat(statusOf(id)).isEqualTo(DeadLetterStatus.REPLAYING);
        assertThat(letters.dueForReplay(10, Duration.ofMinutes(1)))
                .extracting(DeadLetter::id)
                .containsExactly(id);
        assertThat(letters.dueForReplay(10, Duration.ofMinutes(1))).isEmpty();
        letters.entered(id);
        letters.resolved("sample", "p-1", "intake");

        assertThat(statusOf(id)).isEqualTo(DeadLetterStatus.RESOLVED);
        assertThat(letters.park("sample", "p-1", "intake", "r", mappingFailure(), null, null))
                .isNotEqualTo(id);
    }

    @Test
    void handsOutAReplayAgainWhenItsClaimExpires() {
        long id = letters.park("sample", "p-1", "intake", "r", mappingFailure(), "{}", "v1");
        letters.replay(DeadLetterQuery.ofIds("sample", List.of(id)));
        letters.dueForReplay(10, Duration.ofMinutes(1));

        clock.step(Duration.ofMinutes(2));

        assertThat(letters.dueForReplay(10, Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void parksAReplayThatFailsAgainWithOneMoreAttempt() {
        long id = letters.park("sample", "p-1", "intake", "r", mappingFailure(), "{}", "v1");
        letters.replay(DeadLetterQuery.ofIds("sample", List.of(id)));
        letters.dueForReplay(10, Duration.ofMinutes(1));

        letters.park("sample", "p-1", "intake", "r", mappingFailure(), "{}", "v2");

        assertThat(statusOf(id)).isEqualTo(DeadLetterStatus.PARKED);
        assertThat(letters.find("sample", id).orElseThrow().attempts()).isEqualTo(2);
        clock.step(Duration.ofMinutes(2));
        assertThat(letters.dueForReplay(10, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void parksAReplayBackThatCouldNotEnterWithoutCountingAnAttempt() {
        long id = letters.park("sample", "p-1", "publishing", "r", mappingFailure(), null, null);
        letters.replay(DeadLetterQuery.ofIds("sample", List.of(id)));

        letters.parkedBack(id, Sentence.of("連携対象ではありません。", "It is not selected."));

        DeadLetter letter = letters.find("sample", id).orElseThrow();
        assertThat(letter.status()).isEqualTo(DeadLetterStatus.PARKED);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.message().en()).isEqualTo("It is not selected.");
    }

    @Test
    void discardsOnlyAParkedLetterAndRemembersWhoAndWhy() {
        long id = letters.park("sample", "p-1", "intake", "r", mappingFailure(), null, null);

        assertThat(letters.discard("sample", id, "merchant", "販売終了のため")).isInstanceOf(Discarding.Discarded.class);
        assertThat(letters.discard("sample", id, "merchant", "again")).isInstanceOf(Discarding.NotParked.class);
        assertThat(letters.discard("other", id, "merchant", "x")).isInstanceOf(Discarding.NoSuchLetter.class);

        DeadLetter letter = letters.find("sample", id).orElseThrow();
        assertThat(letter.closedBy()).isEqualTo("merchant");
        assertThat(letter.closedReason()).isEqualTo("販売終了のため");
        assertThat(letter.closedAt()).isEqualTo(START);
    }

    @Test
    void searchesLatestFirstAndGroupsByCause() {
        letters.park("sample", "p-1", "intake", "r", mappingFailure(), null, null);
        clock.step(Duration.ofMinutes(1));
        letters.park("sample", "p-2", "intake", "r", mappingFailure(), null, null);
        clock.step(Duration.ofMinutes(1));
        letters.park("sample", "p-3", "publishing", "r", refused("12052901"), null, null);
        letters.discard("sample", idOf("p-2"), "merchant", "x");

        DeadLetterQuery open = new DeadLetterQuery("sample", DeadLetterQuery.OPEN, null, null, null, List.of(), 0, 1);

        assertThat(letters.search(open).total()).isEqualTo(2);
        assertThat(letters.search(open).items())
                .extracting(DeadLetter::productNo)
                .containsExactly("p-3");
        assertThat(letters.search(open.page(1, 1)).items())
                .extracting(DeadLetter::productNo)
                .containsExactly("p-1");
        assertThat(letters.groups(open.in()))
                .extracting(DeadLetterGroup::code, DeadLetterGroup::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("MAPPING_FIELD_MISSING", 2L),
                        org.assertj.core.groups.Tuple.tuple("PUBLISHING_REFUSED", 1L));
    }

    private long idOf(String productNo) {
        return letters.search(
                        new DeadLetterQuery("sample", DeadLetterQuery.OPEN, null, null, productNo, List.of(), 0, 1))
                .items()
                .get(0)
                .id();
    }

    private DeadLetterStatus statusOf(long id) {
        return letters.find("sample", id).orElseThrow().status();
    }

    private DeadLetters store(DataSource database) {
        return new DeadLetters(JdbcClient.create(database), new JdbcTransactionManager(database), clock, meters);
    }

    private static DataSource nowhere() {
        org.h2.jdbcx.JdbcDataSource closed = new org.h2.jdbcx.JdbcDataSource();
        closed.setURL("jdbc:h2:mem:nowhere;IFEXISTS=TRUE");
        return closed;
    }

    private static MappingFailure mappingFailure() {
        return new MappingFailure(
                "MAPPING_FIELD_MISSING",
                Sentence.of("価格がありません。", "There is no price."),
                "futureshop-product-to-listing",
                "price",
                null);
    }

    private static RefusedFailure refused(String code) {
        return refused(code, null);
    }

    private static RefusedFailure refused(String code, @Nullable String requestId) {
        return new RefusedFailure(
                "PUBLISHING_REFUSED", Sentence.of("拒否されました。", "TikTok refused it."), code, "title", requestId);
    }

    /** Stands still until a test moves it. */
    private static final class SteppingClock extends Clock {

        private Instant now = START;

        void step(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
