package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.RawHttp;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy that takes in https for {@code https://bridge.example}. */
@SharedBridge.On(SharedBridge.Profile.BEHIND_A_PROXY)
class PublicAddressTest {

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
