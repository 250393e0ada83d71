package jp.shopbridge.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.RunningBridge;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.debugger.BacklogTracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alarms and digests arrive by mail and webhook, once per cause. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeTest {

    private static final Sentence REASON =
            Sentence.of("アプリの鍵が拒否されました。設定を直してください。", "The app key was refused: correct it.");

    private final GreenMail mail =
            new GreenMail(new ServerSetup(BridgeWithWorlds.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final List<String> posted = receiver.taken();
    private RunningBridge bridge = start();

    private RunningBridge start() {
        mail.start();
        return RunningBridge.with(
                "notice.period=200ms",
                "notice.send-period=100ms",
                "notice.mail.to=staff@shop.example,owner@shop.example",
                "notice.mail.from=bridge@shop.example",
                "notice.mail.host=127.0.0.1",
                "notice.mail.port=" + mail.getSmtp().getPort(),
                "notice.webhook.url=" + receiver.url());
    }

    @BeforeAll
    void startsQuiet() {
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @BeforeEach
    void forget() throws Exception {
        receiver.answer(200);
        JdbcClient jdbc = bridge.bean(JdbcClient.class);
        for (String table : List.of("pause", "dead_letter", "alarm", "notice")) {
            jdbc.sql("delete from " + table).update();
        }
        mail.purgeEmailFromAllMailboxes();
        receiver.forget();
    }

    @AfterAll
    void stop() {
        bridge.close();
        receiver.close();
        mail.stop();
    }

    @Test
    void raisesAnAlarmOnceByBothWaysAndSaysWhenItIsOver() throws Exception {
        pause();

        await(() -> mails("【要対応】").size() == 2 && posted.size() == 1);
        MimeMessage first = mails("【要対応】").get(0);
        assertThat(first.getSubject()).isEqualTo("【要対応】[sample] 停止しています: TIKTOK_APP_REFUSED");
        assertThat(first.getContent().toString()).contains(REASON.ja());
        assertThat(first.getFrom()[0]).hasToString("bridge@shop.example");
        assertThat(posted.get(0)).startsWith("application/json");
        String slack = Json.parse(posted.get(0).substring(posted.get(0).indexOf('{')))
                .path("text")
                .asText();
        assertThat(slack)
                .startsWith("*【要対応】[sample] 停止しています: TIKTOK_APP_REFUSED*\n")
                .contains(REASON.ja());

        bridge.bean(Alarms.class).look();
        bridge.bean(Alarms.class).look();
        bridge.bean(Pauses.class).resume("sample", "publishing");

        await(() -> mails("【解消】").size() == 2 && posted.size() == 2);
        assertThat(mails("【要対応】")).hasSize(2);

        pause();

        await(() -> mails("【要対応】").size() == 4 && posted.size() == 3);
    }

    @Test
    void groupsParkedItemsIntoOneAlarmPerCause() throws Exception {
        park("A-1");
        park("A-2");

        await(() -> mails("取り込み・送信エラー").size() == 2);
        park("A-3");
        bridge.bean(Alarms.class).look();

        assertThat(mails("【要対応】")).hasSize(2);
        assertThat(mails("取り込み・送信エラー").get(0).getContent().toString()).contains("取り込み・送信エラーが", "価格を読めません");
        assertThat(bridge.bean(JdbcClient.class)
                        .sql("select items from alarm where cause like 'dead-letter%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void writesOneDigestADay() throws Exception {
        pause();
        await(() -> posted.size() == 1);

        bridge.bean(Digest.class).write();
        bridge.bean(Digest.class).write();

        await(() -> mails("概況").size() == 2 && posted.size() == 2);
        assertThat(mails("概況").get(0).getContent().toString())
                .contains("[sample] 商品 0件、連携対象 0件")
                .contains("要対応 1件")
                .contains(REASON.ja());
    }

    @Test
    void keepsAMessageThatDidNotArriveAndForgetsNoSecretIntoIt() {
        receiver.answer(500);
        pause();

        await(() -> tries("webhook") == 1);
        assertThat(posted).isEmpty();
        receiver.answer(200);
        bridge.bean(JdbcClient.class)
                .sql("update notice set due_at = current_timestamp where sent_at is null")
                .update();

        await(() -> posted.size() == 1);
        assertThat(tries("webhook")).isEqualTo(2);
        assertThat(bridge.bean(NoticeSettings.class).toString()).doesNotContain(WebhookReceiver.SECRET);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429, 302, WebhookReceiver.DROPS})
    void callsTheWebhookOncePerTry(int answer) {
        receiver.answer(answer);
        pause();

        await(() -> tries("webhook") == 1);
        assertThat(receiver.requests()).isEqualTo(1);
        bridge.bean(JdbcClient.class)
                .sql("update notice set due_at = current_timestamp where sent_at is null")
                .update();

        await(() -> tries("webhook") == 2);
        assertThat(receiver.requests()).isEqualTo(2);
        assertThat(posted).isEmpty();
    }

    @Test
    void showsNoTraceOfTheWebhooksAddress() {
        BacklogTracer tracer = Objects.requireNonNull(
                bridge.bean(CamelContext.class).getCamelContextExtension().getContextPlugin(BacklogTracer.class));
        tracer.setEnabled(true);
        try {
            pause();
            await(() -> posted.size() == 1);
        } finally {
            tracer.setEnabled(false);
        }

        String traced = tracer.dumpAllTracedMessages().stream()
                .map(message -> message.toXml(2))
                .collect(Collectors.joining("\n"));
        assertThat(traced)
                .contains("notice-call-webhook", "http://127.0.0.1:")
                .doesNotContain(WebhookReceiver.SECRET)
                .doesNotContain("token=");
    }

    @Test
    void refusesAWebhookThatIsNoAddressWithoutPrintingIt() {
        for (String wrong : List.of(
                "hooks.example/" + WebhookReceiver.SECRET,
                "https://me:" + WebhookReceiver.SECRET + "@hooks.example/a",
                "https://h/ " + WebhookReceiver.SECRET)) {
            assertThatThrownBy(() -> new NoticeWebhook(new NoticeSettings(
                            "ja",
                            Duration.ofMinutes(30),
                            Duration.ofDays(30),
                            new NoticeSettings.Mail("", "", "localhost", 25, "", "", false),
                            new NoticeSettings.Webhook(wrong))))
                    .hasMessageContaining("notice.webhook.url")
                    .hasNoCause()
                    .message()
                    .doesNotContain(WebhookReceiver.SECRET);
        }
    }

    @Test
    void saysNothingWhileNoWayIsSwitchedOn() {
        try (RunningBridge silent = RunningBridge.with("notice.period=100ms", "spring.jmx.enabled=false")) {
            silent.bean(Pauses.class).pause("sample", "publishing", "X", REASON, "operator", null);
            silent.bean(Alarms.class).look();
            silent.bean(Digest.class).write();

            assertThat(silent.bean(JdbcClient.class)
                            .sql("select count(*) from notice")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private void pause() {
        bridge.bean(Pauses.class).pause("sample", "publishing", "TIKTOK_APP_REFUSED", REASON, "publishing", null);
    }

    private void park(String productNo) {
        bridge.bean(JdbcClient.class).sql(PARKED).param("productNo", productNo).update();
    }

    private static final String PARKED =
            """
            insert into dead_letter (shop, product_no, stage, route_id, kind, code, message_ja, message_en, status, attempts, first_at, last_at)
            values ('sample', :productNo, 'intake', 'intake-map-product', 'mapping', 'MAPPING_VALUE_UNUSABLE', '価格を読めません', 'no price', 'PARKED', 1, current_timestamp, current_timestamp)
            """;

    private int tries(String way) {
        return bridge.bean(JdbcClient.class)
                .sql("select coalesce(max(tries), 0) from notice where way = :way")
                .param("way", way)
                .query(Integer.class)
                .single();
    }

    private List<MimeMessage> mails(String subject) {
        List<MimeMessage> found = new ArrayList<>();
        try {
            for (MimeMessage message : mail.getReceivedMessages()) {
                if (message.getSubject().contains(subject)) {
                    found.add(message);
                }
            }
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
