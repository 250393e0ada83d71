package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.support.RunningBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a browser's session is kept, and when it ends, in the running application. */
class SessionsTest {

    private static final String OTHER_PASSWORD = "another-one-of-a-test";

    private final HttpClient client = HttpClient.newHttpClient();

    // One story, because every chapter needs an application of its own settings.
    @Test
    void cookiesAreTheHostsAloneAndSessionsEndWithTheirTimeAndWithThePassword(@TempDir Path store) throws Exception {
        String[] kept = {
            "bridge.public-base-url=https://bridge.example.jp",
            "bridge.encryption-key=kept-over-the-restart-of-a-test",
            "server.servlet.session.persistent=true",
            "server.servlet.session.store-dir=" + store
        };
        String merchant;
        String operator;
        try (RunningBridge bridge = RunningBridge.with(with(kept, "security.session.longest=5s"))) {
            String token = cookie(get(bridge, "/login.html", ""), "__Host-XSRF-TOKEN");
            assertThat(token).contains("; Secure", "; SameSite=Lax", "; Path=/").doesNotContain("HttpOnly", "Domain");
            String session = signIn(bridge, "operator", RunningBridge.OPERATOR_PASSWORD, pair(token));
            assertThat(session)
                    .startsWith("__Host-JSESSIONID=")
                    .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                    .doesNotContain("Domain");
            String cookies = pair(session) + "; " + pair(token);
            assertThat(get(bridge, "/", cookies).statusCode()).isEqualTo(200);
            theTokenIsTheHostsAlone(bridge, session, token);
            assertThat(cookie(get(bridge, "/actuator/hawtio/index.html", cookies), "XSRF-TOKEN"))
                    .as("a copy that Hawtio finds by its name")
                    .startsWith("XSRF-TOKEN=" + value(token))
                    .contains("; Path=/actuator/hawtio", "; Secure", "; SameSite=Lax");

            Awaitility.await("the end of a session that is in use")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> get(bridge, "/", cookies).statusCode() == 401);

            merchant = pair(signIn(bridge, "merchant", RunningBridge.MERCHANT_PASSWORD, pair(token)));
            operator = pair(signIn(bridge, "operator", RunningBridge.OPERATOR_PASSWORD, pair(token)));
            assertThat(get(bridge, "/", operator).statusCode()).isEqualTo(200);
        }

        try (RunningBridge bridge =
                RunningBridge.with(with(kept, "security.users.operator.password=" + OTHER_PASSWORD))) {
            assertThat(get(bridge, "/", merchant).statusCode()).isEqualTo(200);
            assertThat(get(bridge, "/", operator).statusCode()).isEqualTo(401);
        }
    }

    private void theTokenIsTheHostsAlone(RunningBridge bridge, String session, String token) throws Exception {
        String cookies = pair(session) + "; " + pair(token);
        assertThat(post(bridge, cookies, value(token)).statusCode()).isEqualTo(404);
        assertThat(post(bridge, cookies, "guessed").statusCode()).isEqualTo(403);
        assertThat(post(bridge, pair(session) + "; XSRF-TOKEN=mine", "mine").statusCode())
                .as("a cookie that another host wrote")
                .isEqualTo(403);
    }

    private static String[] with(String[] settings, String further) {
        return Stream.concat(Arrays.stream(settings), Stream.of(further)).toArray(String[]::new);
    }

    /** Signs in as the form does; the session's cookie as it was set. */
    private String signIn(RunningBridge bridge, String user, String password, String token) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(bridge.address() + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", token)
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf=" + value(token)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.contains("JSESSIONID="))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(RunningBridge bridge, String path, String cookies) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(bridge.address() + path))
                        .header("Cookie", cookies)
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(RunningBridge bridge, String cookies, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(bridge.address() + "/api/nothing-here"))
                        .header("Cookie", cookies)
                        .header("X-XSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        return cookies.stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No cookie " + name + " in " + cookies));
    }

    private static String pair(String cookie) {
        return cookie.replaceFirst(";.*", "");
    }

    private static String value(String cookie) {
        return pair(cookie).substring(cookie.indexOf('=') + 1);
    }
}
