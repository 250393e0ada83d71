package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.RawHttp;
import jp.shopbridge.support.SharedBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Behind a proxy that takes in https for {@code https://bridge.example}. */
@SharedBridge.On(SharedBridge.Profile.BEHIND_A_PROXY)
class PublicAddressTest {

    private static final int ATTEMPTS = 10;
    private static final Logger SECURITY_LOG = (Logger) LoggerFactory.getLogger(SecurityLog.NAME);
    private static final String HOST = "Host: bridge.example";
    private static final String PAGE = "Accept: text/html";
    private static final String HTTPS = "X-Forwarded-Proto: https";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login.html", "/api/status", "/actuator/hawtio", "/error"})
    void aForeignHostIsTurnedAway(String path, BridgeWithWorlds bridge) {
        for (String host : new String[] {"evil.example", "bridge.example.evil.example", "127.0.0.1.evil.example", ""}) {
            String answer = RawHttp.get(bridge.baseUrl(), path, "Host: " + host, PAGE, HTTPS);

            assertThat(answer).matches("(?s)HTTP/1.1 4(21|00).*").doesNotContain("Location:");
        }
        String forwarded = RawHttp.get(bridge.baseUrl(), path, HOST, PAGE, HTTPS, "X-Forwarded-Host: evil.example");
        assertThat(forwarded).doesNotContain("evil.example");
    }

    @Test
    void theProcessIsWatchedUnderAnyName(BridgeWithWorlds bridge) {
        assertThat(RawHttp.get(bridge.baseUrl(), "/actuator/health/liveness", "Host: 10.1.2.3"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whatIsRedirectedStaysWhereTheBrowserIs(BridgeWithWorlds bridge) {
        String start = RawHttp.get(bridge.baseUrl(), "/", HOST, PAGE);
        String console = RawHttp.get(bridge.baseUrl(), "/actuator/hawtio", HOST, PAGE, HTTPS, RawHttp.operator());

        assertThat(start).startsWith("HTTP/1.1 302").containsPattern("Location: /login.html\r\n");
        assertThat(console).startsWith("HTTP/1.1 302").containsPattern("Location: /actuator/hawtio/[^:]*\r\n");
    }

    /** Ten wrong passwords are answered 401, whatever comes after them from the same address 429. */
    @ParameterizedTest(name = "{0} with X-Forwarded-For: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            127.0.44.1 | 198.51.100.%d               | 127.0.44.1 | whoever is not the proxy is only itself
            127.0.0.1  | 203.0.113.%d, 198.51.100.44 | 198.51.100.44 | the proxy adds whom it saw to what the visitor claims
            """)
    void onlyTheProxyIsBelievedAboutTheVisitor(
            String from, String forwarded, String visitor, String why, BridgeWithWorlds bridge) {
        List<String> lines = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        appender.start();
        SECURITY_LOG.addAppender(appender);
        try (Caller guesser = new Caller(bridge.baseUrl(), from)) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i <= ATTEMPTS; i++) {
                statuses.add(guesser.send(
                                "GET",
                                "/api/session",
                                Map.of(
                                        "Authorization", Caller.credentials("nobody-" + from + "-" + i, "wrong"),
                                        "X-Forwarded-For", String.format(Locale.ROOT, forwarded, i + 1)))
                        .status());
            }

            assertThat(statuses.subList(0, ATTEMPTS)).as(why).containsOnly(401);
            assertThat(statuses.get(ATTEMPTS)).as(why).isEqualTo(429);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(lines)
                    .filteredOn(line -> line.startsWith("sign-in-failed"))
                    .hasSizeGreaterThanOrEqualTo(ATTEMPTS)
                    .allMatch(line -> line.contains("from=" + visitor)));
        } finally {
            SECURITY_LOG.detachAppender(appender);
        }
    }

    @Test
    void everyAnswerTellsTheBrowserToKeepToHttps(BridgeWithWorlds bridge) {
        for (String path : new String[] {"/login.html", "/api/status", "/no-such-page", "/actuator/health"}) {
            assertThat(RawHttp.get(bridge.baseUrl(), path, HOST))
                    .contains("Strict-Transport-Security: max-age=31536000")
                    .contains("Permissions-Policy: ")
                    .contains("Cross-Origin-Opener-Policy: same-origin")
                    .contains("Cross-Origin-Resource-Policy: same-origin");
        }
    }

    @Test
    void theConsoleWorksThoughTheProxySpeaksHttp(BridgeWithWorlds bridge) {
        for (String forwarded : new String[] {HTTPS, "X-Other: none"}) {
            String answer = RawHttp.post(
                    bridge.baseUrl(),
                    "/actuator/hawtio/jolokia",
                    "{\"type\":\"version\"}",
                    HOST,
                    RawHttp.operator(),
                    "Origin: https://bridge.example",
                    "Sec-Fetch-Site: same-origin",
                    "Referer: https://bridge.example/actuator/hawtio/",
                    forwarded);

            // A browser's request proves itself by the page's token too; a program's by its password.
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"agent\"");
        }
    }
}
