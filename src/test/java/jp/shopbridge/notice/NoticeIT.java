package jp.shopbridge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.RunningBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances on one PostgreSQL say everything once, although both look and both send. */
class NoticeIT {

    private static final int ROUNDS = 10;

    @Test
    void twoInstancesSayEverythingOnce() throws Exception {
        Database database = Database.postgres();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (WebhookReceiver receiver = new WebhookReceiver();
                RunningBridge one = instance(database, receiver);
                RunningBridge other = instance(database, receiver)) {
            List<RunningBridge> both = List.of(one, other);
            Pauses pauses = one.bean(Pauses.class);
            for (int round = 0; round < ROUNDS; round++) {
                pauses.pause(
                        "sample", "publishing", "TIKTOK_APP_REFUSED", Sentence.of("理由", "reason"), "publishing", null);
                atOnce(threads, both, bridge -> bridge.bean(Alarms.class).look());
                pauses.resume("sample", "publishing");
                atOnce(threads, both, bridge -> bridge.bean(Alarms.class).look());
                atOnce(threads, both, bridge -> bridge.bean(Digest.class).write());
            }

            int messages = 2 * ROUNDS + 1;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> one.bean(JdbcClient.class)
                                    .sql("select count(*) from notice where sent_at is not null")
                                    .query(Long.class)
                                    .single()
                            == messages);
            assertThat(receiver.requests()).isEqualTo(messages);
            assertThat(said(receiver, "*【要対応】[sample] 停止しています")).isEqualTo(ROUNDS);
            assertThat(said(receiver, "*【解消】[sample] 停止しています")).isEqualTo(ROUNDS);
            assertThat(said(receiver, "*TikTok Shop連携の概況")).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long said(WebhookReceiver receiver, String start) {
        return receiver.texts().stream().filter(text -> text.startsWith(start)).count();
    }

    private static RunningBridge instance(Database database, WebhookReceiver receiver) {
        List<String> settings = new ArrayList<>(List.of(
                "intake.period=1d",
                "notice.period=1h",
                "notice.send-period=50ms",
                "notice.webhook.url=" + receiver.url(),
                "spring.jmx.enabled=false"));
        for (Map.Entry<String, String> property : database.properties().entrySet()) {
            settings.add(property.getKey() + "=" + property.getValue());
        }
        return RunningBridge.with(settings.toArray(String[]::new));
    }

    private interface Act {
        void on(RunningBridge bridge) throws Exception;
    }

    private static void atOnce(ExecutorService threads, List<RunningBridge> both, Act act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(both.size());
        List<Future<?>> acts = new ArrayList<>();
        for (RunningBridge bridge : both) {
            acts.add(threads.submit(() -> {
                start.await();
                act.on(bridge);
                return null;
            }));
        }
        for (Future<?> each : acts) {
            each.get();
        }
    }
}
