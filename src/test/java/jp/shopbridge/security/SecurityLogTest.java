package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the running application writes to its security log. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class SecurityLogTest {

    /** Whoever is none is asked for a password first, which is no refusal. */
    private static final Map<String, String> BROWSER = Map.of("Sec-Fetch-Mode", "cors");

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(SecurityLog.NAME);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private final BridgeWithWorlds bridge;

    SecurityLogTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @BeforeEach
    void listen() {
        appender.start();
        LOG.addAppender(appender);
    }

    @AfterEach
    void stop() {
        LOG.detachAppender(appender);
        assertThat(lines).noneMatch(line -> line.contains(BridgeWithWorlds.PASSWORD));
        assertThat(lines).noneMatch(line -> line.chars().anyMatch(each -> each < ' '));
    }

    @Test
    void tellsSignInFailureAndSignOutOfAPerson() {
        try (Caller person = new Caller(bridge.baseUrl(), "127.0.0.1")) {
            person.form("merchant", "not-the-password");
            person.form("merchant", BridgeWithWorlds.PASSWORD);
            person.send("GET", "/login.html", Map.of());
            person.send(
                    "POST",
                    "/logout",
                    Map.of("X-XSRF-TOKEN", person.cookie("XSRF-TOKEN").orElseThrow()));
        }

        holds("sign-in-failed user=\"merchant\" from=127.0.0.1");
        holds("sign-in user=\"merchant\" from=127.0.0.1");
        holds("sign-out user=\"merchant\" from=127.0.0.1");
    }

    @Test
    void tellsAProgramOnce() {
        try (Caller program = new Caller(bridge.baseUrl(), "127.0.43.1")) {
            program.basic("/api/session", "merchant", BridgeWithWorlds.PASSWORD);
            program.basic("/api/session", "merchant", BridgeWithWorlds.PASSWORD);
        }

        assertThat(lines)
                .filteredOn(line -> line.equals("sign-in user=\"merchant\" from=127.0.43.1 by=program"))
                .hasSize(1);
    }

    @Test
    void neitherAnInventedLineNorAPasswordTypedAsANameIsWritten() {
        try (Caller person = new Caller(bridge.baseUrl(), "127.0.41.1")) {
            person.form("x\nsign-in user=\"operator\" from=127.0.0.1", "wrong");
            person.basic("/api/session", "correct horse battery staple", "wrong");
            person.send("GET", "/api/session%0Afake", Map.of());
        }

        holds("sign-in-failed user=(unknown) from=127.0.41.1");
        assertThat(lines).noneMatch(line -> line.startsWith("sign-in ") || line.contains("horse"));
    }

    @Test
    void tellsARefusalByRoleAndOneForTheTokenThatIsMissing() {
        try (Caller person = new Caller(bridge.baseUrl(), "127.0.0.1")) {
            person.json("PUT", "/api/pauses/publishing", "merchant", BridgeWithWorlds.PASSWORD, "{\"reason\":\"x\"}");
            person.send("POST", "/api/intake/runs", BROWSER);
        }

        holds("refused user=\"merchant\" from=127.0.0.1 PUT /api/pauses/publishing");
        holds("refused user=(nobody) from=127.0.0.1 POST /api/intake/runs");
    }

    @Test
    void tellsWhatTheOperatorDidAndHowItEnded() {
        try (Caller operator = new Caller(bridge.baseUrl(), "127.0.0.1")) {
            operator.json(
                    "PUT", "/api/pauses/review", "operator", BridgeWithWorlds.PASSWORD, "{\"reason\":\"a secret?\"}");
            operator.json("DELETE", "/api/pauses/review?token=hush", "operator", BridgeWithWorlds.PASSWORD, "");
            operator.json(
                    "POST",
                    "/api/dead-letters/999999/discard",
                    "operator",
                    BridgeWithWorlds.PASSWORD,
                    "{\"reason\":\"y\"}");
            operator.basic("/api/status", "operator", BridgeWithWorlds.PASSWORD);
        }

        holds("action user=\"operator\" from=127.0.0.1 PUT /api/pauses/review status=200");
        holds("action user=\"operator\" from=127.0.0.1 DELETE /api/pauses/review status=200");
        holds("action user=\"operator\" from=127.0.0.1 POST /api/dead-letters/999999/discard status=404");
        assertThat(lines)
                .noneMatch(line -> line.contains("/api/status") || line.contains("secret") || line.contains("hush"));
    }

    @Test
    void tellsWhatWasChangedThroughTheConsoleAndNotWhatItReads() {
        try (Caller operator = new Caller(bridge.baseUrl(), "127.0.0.1")) {
            String mbean = "java.lang:type=Memory";
            operator.json(
                    "POST",
                    "/actuator/hawtio/jolokia",
                    "operator",
                    BridgeWithWorlds.PASSWORD,
                    "[{\"type\":\"read\",\"mbean\":\"" + mbean + "\",\"attribute\":\"HeapMemoryUsage\"},"
                            + "{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"gc\"}]");
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(lines)
                .filteredOn(line -> line.contains("jolokia"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("exec java.lang:type=Memory gc")));
    }

    @Test
    void anAttackDoesNotFillTheLog() {
        try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.42.1")) {
            for (int i = 0; i < 60; i++) {
                guesser.basic("/api/session", "nobody-of-the-log", "wrong-" + i);
                guesser.send("POST", "/api/intake/runs", BROWSER);
            }
        }

        holds("sign-in-throttled user=(unknown) from=127.0.42.1");
        assertThat(lines).filteredOn(line -> line.contains("throttled")).hasSizeLessThanOrEqualTo(4);
        assertThat(lines).filteredOn(line -> line.startsWith("refused")).hasSizeBetween(1, 60);
        assertThat(lines).filteredOn(line -> line.startsWith("sign-in-failed")).hasSizeBetween(10, 20);
    }

    private void holds(String wanted) {
        Awaitility.await(wanted).atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(lines)
                .anyMatch(line -> line.startsWith(wanted)));
    }
}
