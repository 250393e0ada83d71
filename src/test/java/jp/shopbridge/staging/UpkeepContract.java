package jp.shopbridge.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.Instance;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.RunningBridge;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the nightly upkeep forgets and what it never forgets, on whichever database a subclass names. */
abstract class UpkeepContract {

    abstract Database database();

    @Test
    void forgetsWhatIsOldAndKeepsWhatDecides() {
        Database database = database();
        try (RunningBridge bridge = RunningBridge.with(settings(database))) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Instant now = bridge.bean(Clock.class).instant();
            for (String age : List.of("old", "young")) {
                rows(jdbc, age, age.equals("old") ? now.minus(Duration.ofDays(5000)) : now);
            }

            bridge.bean(CamelContext.class).createProducerTemplate().sendBody("direct:staging-forget-rows", null);

            assertThat(left(jdbc, "select notification_id from webhook")).containsExactly("young", "young waiting");
            assertThat(left(jdbc, "select product_numbers from intake_page")).containsExactly("young");
            assertThat(left(jdbc, "select requested_by from intake_run where shop = 'upkeep'"))
                    .containsExactly("young");
            assertThat(left(jdbc, "select requested_by from intake_run where shop = 'only old'"))
                    .containsExactly("the newest of its shop");
            assertThat(left(jdbc, "select requested_by from publishing_run")).containsExactly("young");
            assertThat(left(jdbc, "select product_no from publishing_run_item")).containsExactly("young");
            assertThat(left(jdbc, "select idempotency_key from publishing_attempt"))
                    .containsExactly("old create", "old unknown", "young create", "young edit", "young unknown");
            assertThat(left(jdbc, "select code from dead_letter"))
                    .containsExactly("old PARKED", "young PARKED", "young RESOLVED");
            assertThat(left(jdbc, "select actor from history")).containsExactly("young");
            assertThat(left(jdbc, "select instance from instance_heartbeat where instance in ('old', 'young')"))
                    .containsExactly("young");
        }
    }

    @Test
    void freesWhatAnEndedInstanceHeldAndNothingElse() {
        Database database = database();
        try (RunningBridge bridge = RunningBridge.with(settings(database, "publishing.free-claims=100ms"))) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            claimed(jdbc, "held by the living", bridge.bean(Instance.class).name());
            claimed(jdbc, "held by the ended", "an-ended-instance");

            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> left(jdbc, "select product_no from listing where claimed_by is null"),
                            one -> one.size() == 1);

            assertThat(left(jdbc, "select product_no from listing where claimed_by is null"))
                    .containsExactly("held by the ended");
        }
    }

    private static void claimed(JdbcTemplate jdbc, String productNo, String owner) {
        jdbc.update(
                "insert into listing (shop, product_no, title, search_text, sku_count, source_hash, mapping_version,"
                        + " state, selected, send_as_draft, version, generation, content_hash, source_changed, drift, imported_at,"
                        + " changed_at, priority, due_at, rank_at, claimed_by, claimed_until, attempts)"
                        + " values ('upkeep', ?, '', '', 0, '', '', 'live', false, false, 1, 1, '', false, false,"
                        + " current_timestamp, current_timestamp, 0, current_timestamp, current_timestamp, ?, current_timestamp, 0)",
                productNo,
                owner);
    }

    private static void rows(JdbcTemplate jdbc, String age, Instant at) {
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        jdbc.update(
                "insert into webhook (notification_id, type, body, received_at, processed_at)"
                        + " values (?, 5, '{}', ?, ?)",
                age,
                time,
                time);
        if (age.equals("young")) {
            jdbc.update(
                    "insert into webhook (notification_id, type, body, received_at) values (?, 5, '{}', ?)",
                    age + " waiting",
                    time);
        } else {
            intakeRun(jdbc, "only old", "the newest of its shop", time);
        }
        long run = intakeRun(jdbc, "upkeep", age, time);
        jdbc.update("insert into intake_page (run_id, page, product_numbers) values (?, 1, ?)", run, age);
        jdbc.update(
                "insert into publishing_run (shop, requested_by, dry_run, status, total, started_at, finished_at)"
                        + " values ('upkeep', ?, false, 'DONE', 1, ?, ?)",
                age,
                time,
                time);
        Long sent = jdbc.queryForObject("select max(id) from publishing_run", Long.class);
        jdbc.update("insert into publishing_run_item (run_id, product_no, status) values (?, ?, 'DONE')", sent, age);
        attempt(jdbc, age + " create", "create", "DONE", time);
        attempt(jdbc, age + " edit", "edit", "DONE", time);
        attempt(jdbc, age + " unknown", "edit", "UNKNOWN", time);
        for (String status : List.of("PARKED", "RESOLVED")) {
            jdbc.update(
                    "insert into dead_letter (shop, product_no, stage, route_id, code, kind, message_ja, message_en,"
                            + " attempts, first_at, last_at, status, closed_at)"
                            + " values ('upkeep', 'p', 'intake', 'r', ?, 'mapping', '', '', 1, ?, ?, ?, ?)",
                    age + " " + status,
                    time,
                    time,
                    status,
                    status.equals("PARKED") ? null : time);
        }
        jdbc.update(
                "insert into history (shop, product_no, at, kind, actor, text_ja, text_en)"
                        + " values ('upkeep', 'p', ?, 'k', ?, '', '')",
                time,
                age);
        jdbc.update("insert into instance_heartbeat (instance, beat_at) values (?, ?)", age, time);
    }

    private static long intakeRun(JdbcTemplate jdbc, String shop, String by, Object time) {
        jdbc.update(
                "insert into intake_run (shop, kind, status, requested_by, pages, products, changed, unchanged,"
                        + " failed, stocks, phase, started_at, progressed_at, finished_at)"
                        + " values (?, 'FULL', 'DONE', ?, 1, 1, 0, 1, 0, 0, 'STOCK', ?, ?, ?)",
                shop,
                by,
                time,
                time,
                time);
        Long id = jdbc.queryForObject("select max(id) from intake_run", Long.class);
        return id == null ? 0 : id;
    }

    private static void attempt(JdbcTemplate jdbc, String key, String operation, String outcome, Object time) {
        jdbc.update(
                "insert into publishing_attempt (shop, product_no, operation, idempotency_key, body, body_hash,"
                        + " content_hash, generation, outcome, started_at, finished_at, resolve_tries)"
                        + " values ('upkeep', 'p', ?, ?, '{}', '', '', 1, ?, ?, ?, 0)",
                operation,
                key,
                outcome,
                time,
                time);
    }

    private static List<String> left(JdbcTemplate jdbc, String query) {
        return jdbc.queryForList(query + " order by 1", String.class);
    }

    private static String[] settings(Database database, String... more) {
        return Stream.concat(
                        database.properties().entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue()),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
