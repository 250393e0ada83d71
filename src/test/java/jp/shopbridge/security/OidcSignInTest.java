package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Chromium;
import jp.shopbridge.support.People;
import jp.shopbridge.support.SharedBridge;
import jp.shopbridge.support.SignInProvider;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signing in at a real provider, by the code flow over HTTP, and what a browser may do afterwards. */
@SharedBridge.On(SharedBridge.Profile.PEOPLE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcSignInTest {

    private static final Pattern TOKEN_OF_FORM = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final BridgeWithWorlds bridge;
    private @Nullable SignInProvider provider;

    OidcSignInTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @BeforeAll
    void seeItAwayAndStartIt() throws Exception {
        // The application has started long ago; nobody listens where the provider is said to be.
        long before = System.nanoTime();
        HttpResponse<String> answer = new Browser().get(bridge.baseUrl() + "/oauth2/authorization/oidc");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(where(answer)).isEqualTo("/login.html?provider=away");
        JsonNode health = Json.parse(bridge.exchange("GET", "/actuator/health", null, Map.of())
                        .body())
                .at("/components/oidc");
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.at("/details/reason").asText()).contains("localhost");

        provider = SignInProvider.at(People.PROVIDER_PORT, bridge.baseUrl())
                .says("s.sato", Map.of("bridge", Map.of("groups", List.of("shop-staff")), "shops", List.of("sample")))
                .says("o.ono", Map.of("bridge", Map.of("groups", "shop-operators"), "shops", "*"))
                .says("nobody", Map.of("bridge", Map.of("groups", List.of("sales")), "shops", "*"))
                .says("homeless", Map.of("bridge", Map.of("groups", List.of("shop-staff"))))
                .says("hanako", Map.of("bridge", Map.of("groups", List.of("shop-staff")), "shops", "*"))
                .says("schedule", Map.of("bridge", Map.of("groups", List.of("shop-staff")), "shops", "*"));
        // After a failure it is left alone for a moment.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> new Browser()
                        .get(bridge.baseUrl() + "/oauth2/authorization/oidc")
                        .headers()
                        .firstValue("Location")
                        .orElse("")
                        .startsWith("http://localhost:" + People.PROVIDER_PORT));
    }

    @AfterAll
    void stop() {
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void aPersonOfTheProviderEditsAndHistoryShowsTheName() throws Exception {
        Browser browser = new Browser();

        HttpResponse<String> landed = browser.signIn("s.sato");

        assertThat(landed.uri().toString()).isEqualTo(bridge.baseUrl() + "/");
        assertThat(landed.statusCode()).isEqualTo(200);
        JsonNode session = browser.json("/api/session");
        assertThat(session.path("user").asText()).isEqualTo("s.sato");
        assertThat(session.path("operator").asBoolean()).isFalse();
        assertThat(session.path("shops")).extracting(JsonNode::asText).containsExactly("sample");
        String no = browser.json("/api/products").at("/items/1/productNo").asText();
        String product = "/api/products/" + no;
        assertThat(browser.write("PATCH", product, "{\"title\":\"佐藤の商品\"}", false)
                        .statusCode())
                .as("without the page's token")
                .isEqualTo(403);
        assertThat(browser.write("PATCH", product, "{\"title\":\"佐藤の商品\"}", true)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.json(product + "/history").at("/items/0/actor").asText())
                .isEqualTo("s.sato");
        assertThat(browser.get(bridge.baseUrl() + "/api/products?shop=outlet").statusCode())
                .isEqualTo(404);
        assertThat(browser.get(bridge.baseUrl() + "/actuator/metrics").statusCode())
                .isEqualTo(403);
        browser.write("DELETE", product + "/edits/title", null, true);
    }

    @Test
    void anOperatorOfTheProviderOpensTheConsole() throws Exception {
        Browser browser = new Browser();

        browser.signIn("o.ono");

        assertThat(browser.json("/api/session").path("operator").asBoolean()).isTrue();
        assertThat(browser.json("/api/session").path("shops")).hasSize(2);
        assertThat(browser.get(bridge.baseUrl() + "/actuator/metrics").statusCode())
                .isEqualTo(200);
    }

    @Test
    void signingOutEndsBothSessions() throws Exception {
        Browser browser = new Browser();
        browser.signIn("s.sato");
        assertThat(browser.get(bridge.baseUrl() + "/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("form-action 'self' http://localhost:" + People.PROVIDER_PORT + ";");

        HttpResponse<String> left = browser.follow(browser.write("POST", "/logout", null, true));

        assertThat(left.uri().toString()).isEqualTo(bridge.baseUrl() + "/login.html?left");
        assertThat(browser.get(bridge.baseUrl() + "/api/session").statusCode()).isEqualTo(401);
        HttpResponse<String> again = browser.follow(browser.get(bridge.baseUrl() + "/oauth2/authorization/oidc"));
        assertThat(again.uri().toString())
                .as("the provider asks for the password again")
                .endsWith(People.PROVIDER_PORT + "/login");
    }

    @Test
    void whoHasNoRoleNoShopOrSomebodyElsesNameIsRefusedWithASentence() throws Exception {
        for (Map.Entry<String, String> person : Map.of(
                        "nobody", "no-role",
                        "stranger", "no-role",
                        "homeless", "no-shop",
                        "hanako", "no-name",
                        "schedule", "no-name")
                .entrySet()) {
            Browser browser = new Browser();

            HttpResponse<String> landed = browser.signIn(person.getKey());

            assertThat(landed.uri().toString())
                    .as(person.getKey())
                    .isEqualTo(bridge.baseUrl() + "/login.html?provider=" + person.getValue());
            assertThat(landed.body()).contains("id=\"provider-" + person.getValue() + "\"");
            assertThat(browser.get(bridge.baseUrl() + "/api/session").statusCode())
                    .as(person.getKey())
                    .isEqualTo(401);
        }
    }

    @Test
    void anAnswerOfTheProviderCountsOnceAndOnlyInTheBrowserThatAsked() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> back = browser.askAndAnswer("s.sato");
        String answer = back.headers().firstValue("Location").orElseThrow();

        assertThat(where(new Browser().get(answer))).as("another browser").isEqualTo("/login.html?provider=failed");
        assertThat(where(browser.get(answer.replaceFirst("state=[^&]*", "state=guessed"))))
                .as("another state")
                .isEqualTo("/login.html?provider=failed");
        assertThat(browser.follow(browser.askAndAnswer("s.sato")).uri().getPath())
                .isEqualTo("/");
        assertThat(where(browser.get(answer))).as("used before").isEqualTo("/login.html?provider=failed");
    }

    @Test
    void theBrowserIsSentWithAProofKeyAndToOurOwnAddressOnly() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bridge.baseUrl() + "/oauth2/authorization/oidc"))
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example")
                .build();

        String sent = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(sent)
                .contains("code_challenge_method=S256")
                .contains("nonce=")
                .contains("redirect_uri=" + bridge.baseUrl() + "/login/oauth2/code/oidc")
                .doesNotContain("evil");
    }

    /** The provider is another site for the browser, so cookies and the page's policy have to let this through. */
    @Test
    void aRealBrowserGoesThereAndBackAndOut() {
        List<String> complaints = new ArrayList<>();
        try (Chromium chromium = Chromium.start();
                Page page = chromium.browser()
                        .newPage(new com.microsoft.playwright.Browser.NewPageOptions().setLocale("ja-JP"))) {
            page.setDefaultTimeout(60_000);
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(bridge.baseUrl() + "/login.html");
            page.getByText("本社のアカウントでログイン").click();
            page.locator("input[name=username]").fill("o.ono");
            page.locator("input[name=password]").fill(SignInProvider.PASSWORD);
            page.locator("button[type=submit]").click();
            page.locator(".who").waitFor();
            assertThat(page.locator(".who").textContent()).isEqualTo("o.ono");

            page.getByText("ログアウト").click();
            page.locator("#left").waitFor();

            assertThat(page.url()).isEqualTo(bridge.baseUrl() + "/login.html?left");
            page.navigate(bridge.baseUrl() + "/login.html?provider=no-role");
            assertThat(page.locator("#provider-no-role").isVisible()).isTrue();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void theSignInPageIsToldOfTheProvider() throws Exception {
        JsonNode ways =
                Json.parse(new Browser().get(bridge.baseUrl() + "/login/ways").body());

        assertThat(ways.path("provider").asText()).isEqualTo("/oauth2/authorization/oidc");
        assertThat(ways.path("label").asText()).isEqualTo("本社のアカウントでログイン");
    }

    /** Where an answer sends the browser, without our own address. */
    private String where(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(bridge.baseUrl(), "");
    }

    /** Cookies per host and port, as two sites of two names would have them, and no redirect that a test does not follow. */
    private final class Browser {

        private final CookieManager ours = new CookieManager();
        private final CookieManager theirs = new CookieManager();
        private final HttpClient here =
                HttpClient.newBuilder().cookieHandler(ours).build();
        private final HttpClient there =
                HttpClient.newBuilder().cookieHandler(theirs).build();

        HttpResponse<String> get(String address) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(address))
                    .header("Accept", "text/html,*/*")
                    .build());
        }

        JsonNode json(String path) throws IOException, InterruptedException {
            HttpResponse<String> answer = get(bridge.baseUrl() + path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.parse(answer.body());
        }

        HttpResponse<String> write(String method, String path, @Nullable String json, boolean token)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(bridge.baseUrl() + path))
                    .header("Content-Type", "application/merge-patch+json")
                    .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
            if (token) {
                request.header(
                        "X-XSRF-TOKEN",
                        ours.getCookieStore().getCookies().stream()
                                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                                .map(HttpCookie::getValue)
                                .findFirst()
                                .orElseThrow());
            }
            return send(request.build());
        }

        HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
            HttpResponse<String> at = answer;
            for (int step = 0; step < 10 && at.statusCode() / 100 == 3; step++) {
                at = get(at.uri()
                        .resolve(at.headers().firstValue("Location").orElseThrow())
                        .toString());
            }
            return at;
        }

        /** From our button through the provider's form to where the browser ends up. */
        HttpResponse<String> signIn(String name) throws IOException, InterruptedException {
            return follow(askAndAnswer(name));
        }

        /** As far as the provider's answer, which is not followed back to us yet. */
        HttpResponse<String> askAndAnswer(String name) throws IOException, InterruptedException {
            HttpResponse<String> at = get(bridge.baseUrl() + "/oauth2/authorization/oidc");
            while (at.statusCode() / 100 == 3
                    && !at.headers()
                            .firstValue("Location")
                            .orElseThrow()
                            .startsWith(bridge.baseUrl() + OidcProvider.RETURN)) {
                at = get(at.uri()
                        .resolve(at.headers().firstValue("Location").orElseThrow())
                        .toString());
                if (at.statusCode() == 200) {
                    at = form(at, name);
                }
            }
            return at;
        }

        private HttpResponse<String> form(HttpResponse<String> page, String name)
                throws IOException, InterruptedException {
            Matcher token = TOKEN_OF_FORM.matcher(page.body());
            assertThat(token.find()).as(page.body()).isTrue();
            return send(HttpRequest.newBuilder(page.uri().resolve("/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("username=" + name + "&password=" + SignInProvider.PASSWORD
                            + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                    .build());
        }

        private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
            HttpClient client = request.uri().getPort() == People.PROVIDER_PORT ? there : here;
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
