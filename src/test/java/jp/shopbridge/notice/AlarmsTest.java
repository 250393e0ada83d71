package jp.shopbridge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.MappingUpkeep;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.RunningBridge;
import jp.shopbridge.tiktok.Authorizations;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every cause that somebody has to act on is told when it begins and when it is over, and nothing else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmsTest {

    private static final Sentence REASON = Sentence.of("理由です。", "The reason.");
    private static final String CATEGORIES = "lookups/categories.csv";

    private final WebhookReceiver receiver = new WebhookReceiver();

    @Nullable
    private RunningBridge running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        mappings = folder;
        Path shipped = Path.of("mappings");
        try (Stream<Path> files = Files.walk(shipped)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, folder.resolve(shipped.relativize(file))));
        }
        running = RunningBridge.with(
                "bridge.mappings-dir=" + folder,
                "intake.period=1d",
                "notice.period=1h",
                "notice.send-period=100ms",
                "notice.webhook.url=" + receiver.url());
        bean(MappingUpkeep.class).refresh();
    }

    private Path mappings = Path.of("");

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void forget() {
        for (String table : List.of(
                "pause",
                "dead_letter",
                "alarm",
                "notice",
                "tiktok_authorization",
                "publishing_attempt",
                "intake_run")) {
            sql("delete from " + table);
        }
        receiver.forget();
    }

    @AfterAll
    void stop() {
        if (running != null) {
            running.close();
        }
        receiver.close();
    }

    @Test
    void tellsOnceThatAnAuthorizationWasRevokedAlthoughItStopsTwoStages() {
        authorised(Duration.ofDays(300));
        bean(Authorizations.class).revoked("sample", REASON);

        tells("【要対応】[sample] TikTok Shopの認証", "認証し直してください");
        assertThat(open()).containsExactly("authorization:revoked");

        sql("update tiktok_authorization set status = 'AUTHORIZED'");
        sql("delete from pause");
        tells("【解消】[sample] TikTok Shopの認証", "解消しました");
    }

    @Test
    void tellsThatAShopThatIsNotAuthorisedStopsWhatWasToBeSent() {
        pause("publishing", Authorizations.REVOKED, null);
        pause("review", Authorizations.REVOKED, null);

        tells("【要対応】[sample] 停止しています", "連携と審査の確認を停止しています。理由です。");
        assertThat(open()).hasSize(1);
    }

    @Test
    void tellsThirtyDaysAheadThatAnAuthorizationEnds() {
        authorised(Duration.ofDays(30).plusMinutes(5));
        look();
        assertThat(open()).isEmpty();

        sql(
                "update tiktok_authorization set refresh_expires_at = ?",
                inTime(Duration.ofDays(30).minusMinutes(5)));
        tells("【要対応】[sample] TikTok Shopの認証", "に切れます");

        sql("update tiktok_authorization set refresh_expires_at = ?", inTime(Duration.ofDays(365)));
        tells("【解消】[sample] TikTok Shopの認証", "に切れます");
    }

    @Test
    void tellsThatMappingFilesAreRefused() throws IOException {
        String right = Files.readString(mappings.resolve(CATEGORIES));
        try {
            Files.writeString(mappings.resolve(CATEGORIES), right + "\"never closed");
            bean(MappingUpkeep.class).refresh();

            tells("【要対応】マッピングのファイルを使えません", "categories.csv");
        } finally {
            Files.writeString(mappings.resolve(CATEGORIES), right);
            bean(MappingUpkeep.class).refresh();
        }
        tells("【解消】マッピングのファイルを使えません", "解消しました");
    }

    @Test
    void tellsThatLostAnswersStayUnresolvedAndCountsProducts() {
        attempt("A-1", Duration.ofMinutes(25));
        look();
        assertThat(open()).isEmpty();

        attempt("A-2", Duration.ofMinutes(35));
        attempt("A-2", Duration.ofMinutes(40));
        tells("【要対応】[sample] 結果不明の商品", "商品が1件あります");

        sql("update publishing_attempt set outcome = 'SUCCEEDED'");
        tells("【解消】[sample] 結果不明の商品", "解消しました");
    }

    @Test
    void tellsThatIntakeFailsUntilARunIsDone() {
        run("FAILED");
        tells("【要対応】[sample] 取り込みの失敗", "futureshopからの取り込みが失敗しています。理由です。");

        run("RUNNING");
        look();
        run("FAILED");
        look();
        assertThat(open()).containsExactly("intake:failing");
        assertThat(said()).isEqualTo(1);

        run("DONE");
        tells("【解消】[sample] 取り込みの失敗", "解消しました");
    }

    @Test
    void tellsARefusedIntakeOnceAndNotAsItsPauseToo() {
        run("FAILED");
        pause("intake", "FUTURESHOP_REFUSED", Instant.now().plusSeconds(900));

        tells("【要対応】[sample] 取り込みの失敗", "理由です。");
        assertThat(open()).containsExactly("intake:failing");
    }

    @Test
    void tellsOneCauseOnceAlthoughItStopsSeveralStages() {
        pause("publishing", "INTAKE_BRAKE", null);
        pause("intake", "INTAKE_BRAKE", null);

        tells("【要対応】[sample] 停止しています: INTAKE_BRAKE", "情報の取り込みと連携を停止しています。理由です。");
        assertThat(open()).hasSize(1);
    }

    @Test
    void staysQuietWhileAFaultThatWasPutOffComesBackAtEveryTry() {
        pause("publishing", "TIKTOK_APP_REFUSED", Instant.now().plusSeconds(900));
        tells("【要対応】[sample] 停止しています", "連携を停止しています");

        sql("update pause set until_at = ?", inTime(Duration.ofMinutes(-5)));
        look();
        pause("publishing", "TIKTOK_APP_REFUSED", Instant.now().plusSeconds(900));
        look();
        assertThat(said()).isEqualTo(1);

        sql("update pause set until_at = ?", inTime(Duration.ofMinutes(-11)));
        tells("【解消】[sample] 停止しています", "解消しました");
    }

    @Test
    void keepsQuietAboutAPauseThatAPersonWantedButHasItInTheDigest() {
        authorised(Duration.ofDays(300));
        bean(Pauses.class).pause("sample", "publishing", Pauses.BY_A_PERSON, REASON, "operator", null);
        look();

        assertThat(open()).isEmpty();
        bean(Digest.class).write();
        tells("TikTok Shop連携の概況", "連携を停止中です（operatorさん）: 理由です。");
        assertThat(receiver.texts().get(0)).doesNotContain("認証がまだ");
    }

    @Test
    void hasAShopThatWasNeverAuthorisedInTheDigest() {
        bean(Digest.class).write();

        tells("TikTok Shop連携の概況", "TikTok Shopの認証がまだ行われていない");
    }

    @Test
    void keepsAnAlarmOpenWhileItsItemsAreTriedAgain() {
        sql(
                """
                insert into dead_letter (shop, product_no, stage, route_id, kind, code, message_ja, message_en, status, attempts, first_at, last_at)
                values ('sample', 'A-1', 'intake', 'intake-map-product', 'mapping', 'MAPPING_VALUE_UNUSABLE', '価格を読めません', 'no price', 'PARKED', 1, current_timestamp, current_timestamp)
                """);
        tells("【要対応】[sample] 取り込み・送信エラー: intake:MAPPING_VALUE_UNUSABLE", "価格を読めません");

        sql("update dead_letter set status = 'REPLAYING'");
        look();
        assertThat(open()).hasSize(1);

        sql("update dead_letter set status = 'RESOLVED'");
        tells("【解消】[sample] 取り込み・送信エラー: intake:MAPPING_VALUE_UNUSABLE", "解消しました");
    }

    /** Looks, and waits until one message with this subject and text has arrived. */
    private void tells(String subject, String text) {
        look();
        Awaitility.await(subject)
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.texts().stream()
                                .filter(message -> message.startsWith("*" + subject) && message.contains(text))
                                .count()
                        == 1);
    }

    private void look() {
        bean(Alarms.class).look();
    }

    private List<String> open() {
        return bean(JdbcClient.class)
                .sql("select cause from alarm where resolved_at is null")
                .query(String.class)
                .list();
    }

    private long said() {
        return bean(JdbcClient.class)
                .sql("select count(*) from notice")
                .query(Long.class)
                .single();
    }

    private void authorised(Duration rest) {
        sql(
                "insert into tiktok_authorization (shop, status, refresh_expires_at, version) values ('sample',"
                        + " 'AUTHORIZED', ?, 1)",
                inTime(rest));
    }

    private void pause(String stage, String code, @Nullable Instant until) {
        bean(Pauses.class).pause("sample", stage, code, REASON, stage, until);
    }

    private void attempt(String productNo, Duration age) {
        sql(
                """
                insert into publishing_attempt (shop, product_no, operation, idempotency_key, body, body_hash, content_hash, generation, outcome, started_at, resolve_tries)
                values ('sample', ?, 'CREATE', 'key', '{}', 'hash', 'hash', 1, 'UNKNOWN', ?, 5)
                """,
                productNo,
                inTime(age.negated()));
    }

    private void run(String status) {
        sql(
                """
                insert into intake_run (shop, kind, status, requested_by, pages, products, changed, unchanged, failed, stocks, phase, message_ja, message_en, started_at, progressed_at)
                values ('sample', 'CHANGES', ?, 'schedule', 0, 0, 0, 0, 0, 0, 'PAGES', ?, ?, current_timestamp, current_timestamp)
                """,
                status,
                REASON.ja(),
                REASON.en());
    }

    private static OffsetDateTime inTime(Duration duration) {
        return Instant.now().plus(duration).atOffset(ZoneOffset.UTC);
    }

    private void sql(String statement, Object... values) {
        bean(JdbcClient.class).sql(statement).params(values).update();
    }

    private <T> T bean(Class<T> type) {
        if (running == null) {
            throw new IllegalStateException("The bridge has not started.");
        }
        return running.bean(type);
    }
}
