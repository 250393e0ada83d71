package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.support.RunningBridge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static final String WATCHER = "prometheus:watches-alone-4711";

    private static RunningBridge bridge;
    private static int monitorPort;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            monitorPort = free.getLocalPort();
        }
        bridge = RunningBridge.with(
                "http.monitor-port=" + monitorPort,
                "security.users.prometheus.role=monitor",
                "security.users.prometheus.password=" + WATCHER.substring(WATCHER.indexOf(':') + 1));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    // 404 stands for "let in": nothing is served there by this part of the application.
    @ParameterizedTest(name = "{0}: anonymous {1}, merchant {2}, operator {3}")
    @CsvSource({
        "/login.html,                 200, 200, 200",
        "/login.js,                   200, 200, 200",
        "/actuator/health/liveness,   200, 200, 200",
        "/actuator/prometheus,        401, 403, 200",
        "/actuator/metrics,           401, 403, 200",
        "/actuator/hawtio/jolokia/version,   401, 403, 200",
        "/actuator/hawtio/index.html, 401, 403, 200",
        "/,                           401, 200, 200",
        "/api/nothing-here,           401, 404, 404",
        "/webhooks/nothing-here,      404, 404, 404",
    })
    void eachAddressLetsInWhomItShould(String path, int anonymous, int merchant, int operator) throws Exception {
        assertThat(get(path, null).statusCode()).as("anonymous").isEqualTo(anonymous);
        assertThat(get(path, "merchant:" + RunningBridge.MERCHANT_PASSWORD).statusCode())
                .as("merchant")
                .isEqualTo(merchant);
        assertThat(get(path, "operator:" + RunningBridge.OPERATOR_PASSWORD).statusCode())
                .as("operator")
                .isEqualTo(operator);
    }

    @ParameterizedTest(name = "{0}: anonymous {1}, monitor {2}, operator {3}")
    @CsvSource({
        "/actuator/health,            200, 200, 200",
        "/actuator/health/liveness,   200, 200, 200",
        "/actuator/health/readiness,  200, 200, 200",
        "/actuator/health/disk,       401, 200, 200",
        "/actuator/prometheus,        401, 200, 200",
        "/actuator/metrics,           404, 404, 404",
        "/actuator/prometheus/..;/hawtio/index.html, 404, 404, 404",
        "/actuator/health/../metrics, 404, 404, 404",
        "/actuator/hawtio/jolokia/version,   404, 404, 404",
        "/api/status,                 404, 404, 404",
        "/login.html,                 404, 404, 404",
        "/webhooks/tiktok,            404, 404, 404",
        "/,                           404, 404, 404",
    })
    void thePortForWatchersShowsHealthAndFiguresAlone(String path, int anonymous, int monitor, int operator)
            throws Exception {
        assertThat(atMonitorPort(path, null)).as("anonymous").isEqualTo(anonymous);
        assertThat(atMonitorPort(path, WATCHER)).as("monitor").isEqualTo(monitor);
        assertThat(atMonitorPort(path, "operator:" + RunningBridge.OPERATOR_PASSWORD))
                .as("operator")
                .isEqualTo(operator);
    }

    @Test
    void thePortForWatchersAnswersUnderAnyNameAndTheOtherOneIsAsItWas() throws Exception {
        String authorization = "Authorization: Basic "
                + Base64.getEncoder().encodeToString(WATCHER.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        assertThat(raw(monitorPort, "GET /actuator/prometheus", "Host: pod-7.internal\r\n" + authorization))
                .startsWith("HTTP/1.1 200")
                .contains("bridge_");
        assertThat(raw(monitorPort, "POST /actuator/health", "Host: localhost\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("API_MONITOR_ONLY");
        int other = URI.create(bridge.address()).getPort();
        assertThat(raw(other, "GET /actuator/prometheus", "Host: pod-7.internal\r\n" + authorization))
                .startsWith("HTTP/1.1 421");
        assertThat(get("/actuator/prometheus", WATCHER).statusCode()).isEqualTo(200);
        assertThat(get("/api/status", WATCHER).statusCode()).isEqualTo(403);
    }

    private static int atMonitorPort(String path, @Nullable String person) throws IOException {
        String authorization = person == null
                ? ""
                : "Authorization: Basic " + Base64.getEncoder().encodeToString(person.getBytes(StandardCharsets.UTF_8))
                        + "\r\n";
        return Integer.parseInt(raw(monitorPort, "GET " + path, "Host: localhost\r\n" + authorization)
                .split(" ", 3)[1]);
    }

    private static String raw(int port, String request, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theApiAnswersAStrangerWithAProblemAndNoRedirect() throws Exception {
        HttpResponse<String> answer = send(
                plain(),
                request("/api/products").header("Accept", "text/html").GET().build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"SECURITY_NOT_SIGNED_IN\"");
    }

    @Test
    void aBrowserIsNotMadeToShowItsOwnPasswordWindow() throws Exception {
        HttpResponse<String> answer = send(
                plain(),
                request("/api/products").header("Sec-Fetch-Mode", "cors").GET().build());

        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aProgramThatWritesWithoutCredentialsIsAskedForThem(String method) throws Exception {
        HttpResponse<String> answer = send(
                plain(),
                request("/api/intake/runs")
                        .method(method, BodyPublishers.noBody())
                        .build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        assertThat(answer.body()).contains("\"code\":\"SECURITY_NOT_SIGNED_IN\"");
    }

    @Test
    void aProgramThatAnswersTheChallengeGetsIn() throws Exception {
        HttpClient answering = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("merchant", RunningBridge.MERCHANT_PASSWORD.toCharArray());
                    }
                })
                .build();

        assertThat(send(
                                answering,
                                request("/api/nothing-here")
                                        .POST(BodyPublishers.noBody())
                                        .build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBrowserOrASessionThatWritesWithoutTheTokenIsToldSo() throws Exception {
        HttpResponse<String> browser = send(
                plain(),
                request("/api/intake/runs")
                        .header("Sec-Fetch-Mode", "cors")
                        .POST(BodyPublishers.noBody())
                        .build());
        HttpResponse<String> session = send(
                plain(),
                request("/api/intake/runs")
                        .header("Cookie", "JSESSIONID=0123456789ABCDEF")
                        .POST(BodyPublishers.noBody())
                        .build());

        for (HttpResponse<String> answer : List.of(browser, session)) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(answer.body()).contains("\"code\":\"SECURITY_TOKEN_MISSING\"");
        }
    }

    @Test
    void aPersonOpeningAPageIsSentToTheSignInPage() throws Exception {
        HttpResponse<String> answer =
                send(plain(), request("/").header("Accept", "text/html").GET().build());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login.html");
    }

    @Test
    void healthShowsItsDetailsToTheOperatorOnly() throws Exception {
        assertThat(get("/actuator/health", null).body()).doesNotContain("components");
        assertThat(get("/actuator/health", "merchant:" + RunningBridge.MERCHANT_PASSWORD)
                        .body())
                .doesNotContain("components");
        assertThat(get("/actuator/health", "operator:" + RunningBridge.OPERATOR_PASSWORD)
                        .body())
                .contains("components");
    }

    @Test
    void aSessionNeedsThePagesTokenForAWriteAndAProgramWithItsPasswordDoesNot() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        signIn(browser, cookies);

        int withoutToken = send(
                        browser,
                        request("/api/nothing-here")
                                .POST(BodyPublishers.noBody())
                                .build())
                .statusCode();
        int withToken = send(
                        browser,
                        request("/api/nothing-here")
                                .header("X-XSRF-TOKEN", token(cookies))
                                .POST(BodyPublishers.noBody())
                                .build())
                .statusCode();
        int program = send(
                        plain(),
                        request("/api/nothing-here")
                                .header("Authorization", basic("merchant:" + RunningBridge.MERCHANT_PASSWORD))
                                .POST(BodyPublishers.noBody())
                                .build())
                .statusCode();
        int anotherSite = send(
                        plain(),
                        request("/api/nothing-here")
                                .header("Authorization", basic("merchant:" + RunningBridge.MERCHANT_PASSWORD))
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.noBody())
                                .build())
                .statusCode();

        assertThat(withoutToken).as("session without token").isEqualTo(403);
        assertThat(withToken).as("session with token").isEqualTo(404);
        assertThat(program).as("program").isEqualTo(404);
        assertThat(anotherSite).as("another site's form").isEqualTo(403);
    }

    @Test
    void signingInChangesTheSessionAndSigningOutEndsIt() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        send(browser, request("/").header("Accept", "text/html").GET().build());
        String before = cookie(cookies, "JSESSIONID");

        signIn(browser, cookies);
        String signedIn = cookie(cookies, "JSESSIONID");
        send(
                browser,
                request("/logout")
                        .header("X-XSRF-TOKEN", token(cookies))
                        .POST(BodyPublishers.noBody())
                        .build());
        int afterwards =
                send(browser, request("/api/nothing-here").GET().build()).statusCode();

        assertThat(signedIn).isNotEqualTo(before);
        assertThat(afterwards).isEqualTo(401);
    }

    @Test
    void webhooksNeedNoToken() throws Exception {
        int status = send(
                        plain(),
                        request("/webhooks/nothing-here")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                .statusCode();

        assertThat(status).isEqualTo(404);
    }

    @Test
    void ourPagesAllowNoInlineScript() throws Exception {
        HttpResponse<String> page = get("/login.html", null);

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.body()).doesNotContain("onclick").doesNotContain("<script>");
    }

    @Test
    void answersAreNotKeptNotReadableByOtherSitesAndTellNoTrace() throws Exception {
        for (String path : List.of("/api/status", "/api/nothing-here", "/actuator/health")) {
            HttpResponse<String> answer = send(
                    plain(),
                    request(path)
                            .header("Authorization", basic("operator:" + RunningBridge.OPERATOR_PASSWORD))
                            .header("Origin", "https://elsewhere.example")
                            .GET()
                            .build());

            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(path)
                    .contains("no-store");
            assertThat(answer.headers().map().keySet()).as(path).noneMatch(name -> name.toLowerCase(Locale.ROOT)
                    .startsWith("access-control-"));
            assertThat(answer.body()).as(path).doesNotContain("Exception").doesNotContain("\tat ");
        }
        assertThat(get("/api/status;jsessionid=0123456789", null).statusCode()).isEqualTo(400);
    }

    private void signIn(HttpClient browser, CookieManager cookies) throws Exception {
        send(browser, request("/login.html").GET().build());
        String form = "username=merchant&password="
                + URLEncoder.encode(RunningBridge.MERCHANT_PASSWORD, StandardCharsets.UTF_8) + "&_csrf="
                + URLEncoder.encode(token(cookies), StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(
                browser,
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
        assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("refused");
        send(browser, request("/login.html").GET().build());
    }

    private static String token(CookieManager cookies) {
        return cookie(cookies, "XSRF-TOKEN");
    }

    private static String cookie(CookieManager cookies, String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> get(String path, @Nullable String user) throws Exception {
        HttpRequest.Builder request = request(path).GET();
        if (user != null) {
            request.header("Authorization", basic(user));
        }
        return send(plain(), request.build());
    }

    private static HttpClient plain() {
        return HttpClient.newHttpClient();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(bridge.address() + path));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }
}
