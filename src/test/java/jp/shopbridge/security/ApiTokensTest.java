package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.People;
import jp.shopbridge.support.SharedBridge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programs come in by tokens, within their scope and shops, and not otherwise. */
@SharedBridge.On(SharedBridge.Profile.PEOPLE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTokensTest {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final Set<String> EDITS = Set.of(
            "api-accept-proposals",
            "api-ask-for-proposals",
            "api-edit-product",
            "api-edit-products",
            "api-forecast-replay",
            "api-import-edits",
            "api-leave-proposals",
            "api-lint-mapping",
            "api-preview-links",
            "api-preview-mapping",
            "api-propose-fields",
            "api-propose-rule",
            "api-revert-edit",
            "api-select-product",
            "api-select-products",
            "api-start-intake",
            "api-start-rehearsal",
            "api-stop-proposals",
            "api-suggest-category",
            "api-try-mapping");
    private static final Set<String> PUBLISHES = Set.of(
            "api-change-sales",
            "api-link-products",
            "api-check-product",
            "api-check-setup",
            "api-overwrite-product",
            "api-relist-product",
            "api-resume-sale",
            "api-start-publishing",
            "api-stop-sale");
    private static final Set<String> CLOSED_READS =
            Set.of("api-complete-authorization", "api-list-tokens", "api-show-authorization");

    private final BridgeWithWorlds bridge;

    ApiTokensTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @AfterAll
    void leaveNoneBehind() {
        bridge.bean(JdbcClient.class).sql("delete from api_token").update();
    }

    @Test
    void aTokenIsShownOnceActsInItsNameAndKeepsNoSession() {
        JsonNode made = make("在庫連携", "edit", ",\"shops\":[\"sample\"]");
        String secret = made.path("secret").asText();
        assertThat(secret).matches("fstb_[A-Za-z0-9_-]{43}");
        assertThat(bridge.get("/api/tokens").toString())
                .contains("在庫連携")
                .doesNotContain(secret)
                .doesNotContain("hash");
        assertThat(bridge.bean(JdbcClient.class)
                        .sql("select * from api_token")
                        .query()
                        .listOfRows()
                        .toString())
                .doesNotContain(secret);

        String no =
                bridge.get("/api/products?shop=sample").at("/items/2/productNo").asText();
        HttpResponse<String> edited = as(secret, "PATCH", "/api/products/" + no, "{\"title\":\"在庫連携の商品\"}");

        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        assertThat(edited.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.toUpperCase(Locale.ROOT).contains("SESSION"));
        assertThat(bridge.get("/api/products/" + no + "/history?shop=sample")
                        .at("/items/0/actor")
                        .asText())
                .isEqualTo("在庫連携");
        assertThat(Json.parse(as(secret, "GET", "/api/session", null).body()).path("shops"))
                .extracting(JsonNode::asText)
                .containsExactly("sample");
        assertThat(as(secret, "GET", "/api/products?shop=outlet", null).statusCode())
                .isEqualTo(404);
        as(secret, "DELETE", "/api/products/" + no + "/edits/title", null);
    }

    @Test
    void eachOperationOpensToItsScopeAndTheOperatorsToNone() {
        Map<String, String> secrets = new TreeMap<>();
        for (String scope : List.of("read", "edit", "publish")) {
            secrets.put(scope, make(name(), scope, "").path("secret").asText());
        }
        Map<String, String> wrong = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        bridge.get("/api/openapi.json").path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(entry -> {
                    String id = entry.getValue().path("operationId").asText();
                    String method = entry.getKey().toUpperCase(Locale.ROOT);
                    seen.add(id);
                    secrets.forEach((scope, secret) -> {
                        HttpResponse<String> answer = as(
                                secret,
                                method,
                                "/api" + path.getKey().replaceAll("\\{[a-zA-Z]+}", "nothing-here") + "?shop=nowhere",
                                method.equals("GET") ? null : "{}");
                        boolean refused = answer.body().contains("SECURITY_TOKEN_SCOPE");
                        if (refused == opens(id, method, scope) || (refused && answer.statusCode() != 403)) {
                            wrong.put(id + " with " + scope, answer.statusCode() + " " + answer.body());
                        }
                    });
                }));

        assertThat(wrong).isEmpty();
        assertThat(seen).containsAll(EDITS).containsAll(PUBLISHES).containsAll(CLOSED_READS);
    }

    @Test
    void noScopeOpensTheConsoleThePagesOrAnotherSpelling() {
        String secret = make(name(), "publish", "").path("secret").asText();
        for (String path : List.of(
                "/",
                "/index.html",
                "/actuator/health",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/actuator/jolokia",
                "/actuator/hawtio/index.html",
                "/api//products",
                "/api/authorization",
                "/api/tokens",
                "/API/products")) {
            HttpResponse<String> answer = as(secret, "GET", path, null);
            assertThat(answer.statusCode()).as(path).isIn(400, 403);
        }
        for (String path : List.of("/login", "/logout", "/api/tokens", "/api/dead-letters/replay")) {
            assertThat(as(secret, "POST", path, "{}").statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void anythingButTheWholeTokenInTheHeaderIsRefused() {
        String secret = make(name(), "read", "").path("secret").asText();
        assertThat(as(secret, "GET", "/api/products?shop=sample", null).statusCode())
                .isEqualTo(200);

        for (String bad : List.of(
                secret.substring(0, secret.length() - 1),
                secret + "A",
                secret.substring(5),
                "FSTB_" + secret.substring(5),
                secret.toUpperCase(Locale.ROOT),
                secret.toLowerCase(Locale.ROOT),
                swappedCase(secret),
                "fstb_" + "A".repeat(43),
                "' or '1'='1",
                "",
                "x".repeat(6000))) {
            HttpResponse<String> answer = as(bad, "GET", "/api/products?shop=sample", null);
            assertThat(answer.statusCode()).as(bad).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
        for (String name : List.of("access_token", "token", "api_key", "Authorization")) {
            HttpResponse<String> answer = bridge.exchange(
                    "GET",
                    "/api/products?shop=sample&" + name + "=" + secret,
                    null,
                    Map.of("Authorization", "Digest nothing"));
            assertThat(answer.statusCode()).as("in the address as " + name).isEqualTo(401);
        }
        assertThat(bridge.exchange(
                                "GET", "/api/products?shop=sample", null, Map.of("Authorization", "bEARER " + secret))
                        .statusCode())
                .as("the scheme's case says nothing")
                .isEqualTo(200);
    }

    @Test
    void anEndedTokenOpensNothingFromThatMomentOn() {
        JsonNode made = make(name(), "read", "");
        String secret = made.path("secret").asText();
        String address = "/api/tokens/" + made.at("/token/id").asText();
        assertThat(as(secret, "GET", "/api/status", null).statusCode()).isEqualTo(200);

        JsonNode ended = bridge.send("DELETE", address, null);

        assertThat(as(secret, "GET", "/api/status", null).statusCode()).isEqualTo(401);
        assertThat(ended.path("valid").asBoolean()).isFalse();
        assertThat(ended.path("endedBy").asText()).isEqualTo("operator");
        assertThat(bridge.send("DELETE", address, null).path("endedAt")).isEqualTo(ended.path("endedAt"));
        assertThat(bridge.exchange("DELETE", "/api/tokens/000000000000", null, Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenThatAnotherInstanceEndedIsEndedHereToo() {
        JsonNode made = make(name(), "read", "");
        String secret = made.path("secret").asText();
        assertThat(as(secret, "GET", "/api/status", null).statusCode()).isEqualTo(200);
        // All that another instance does is this row.
        bridge.bean(JdbcClient.class)
                .sql("update api_token set ended_at = made_at, ended_by = 'x' where id = :id")
                .param("id", made.at("/token/id").asText())
                .update();

        assertThat(as(secret, "GET", "/api/status", null).statusCode()).isEqualTo(401);
    }

    @Test
    void anExpiredTokenOpensNothing() {
        JsonNode made = make(name(), "read", ",\"expiresInDays\":1");
        String secret = made.path("secret").asText();
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(made.at("/token/expiresAt").asText())))
                .isBetween(Duration.ofHours(23), Duration.ofHours(25));
        bridge.bean(JdbcClient.class)
                .sql("update api_token set expires_at = :past where id = :id")
                .param("past", OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1))
                .param("id", made.at("/token/id").asText())
                .update();

        assertThat(as(secret, "GET", "/api/status", null).statusCode()).isEqualTo(401);
        assertThat(bridge.get("/api/tokens?state=over").toString())
                .contains(made.at("/token/id").asText());
        assertThat(bridge.get("/api/tokens?state=valid").toString())
                .doesNotContain(made.at("/token/id").asText());
    }

    @Test
    void onlyTheOperatorMakesTokensAndOnlyWithinTheirOwnShops() {
        String wanted = "{\"name\":\"" + name() + "\",\"scope\":\"read\"}";
        assertThat(bridge.exchange("POST", "/api/tokens", wanted, People.as(People.JIRO))
                        .statusCode())
                .isEqualTo(403);
        assertThat(bridge.exchange("GET", "/api/tokens", null, People.as(People.JIRO))
                        .statusCode())
                .isEqualTo(403);
        String everywhere = name();
        make(everywhere, "read", "");

        HttpResponse<String> within = bridge.exchange("POST", "/api/tokens", wanted, People.as(People.TARO));
        HttpResponse<String> beyond = bridge.exchange(
                "POST",
                "/api/tokens",
                "{\"name\":\"" + name() + "\",\"scope\":\"read\",\"shops\":[\"outlet\"]}",
                People.as(People.TARO));

        assertThat(within.statusCode()).isEqualTo(201);
        assertThat(Json.parse(within.body()).at("/token/shops")).hasSize(1);
        assertThat(beyond.statusCode()).isEqualTo(422);
        assertThat(bridge.exchange("GET", "/api/tokens?size=500", null, People.as(People.TARO))
                        .body())
                .doesNotContain("\"" + everywhere + "\"");
    }

    @Test
    void aTokenCannotPassForAnybodyElse() {
        String once = name();
        make(once, "read", "");
        for (String name : List.of("operator", "HANAKO", "ｊｉｒｏ@example.jp", "schedule", once, "a:b", " ")) {
            HttpResponse<String> answer =
                    bridge.exchange("POST", "/api/tokens", "{\"name\":\"" + name + "\",\"scope\":\"read\"}", Map.of());
            assertThat(answer.statusCode()).as(name).isIn(409, 422);
        }
        for (String rest : List.of(
                "\"scope\":\"admin\"",
                "\"scope\":\"read\",\"shops\":[]",
                "\"scope\":\"read\",\"shop\":\"sample\"",
                "\"scope\":\"read\",\"expiresInDays\":0",
                "\"scope\":\"read\",\"expiresInDays\":731")) {
            assertThat(bridge.exchange("POST", "/api/tokens", "{\"name\":\"" + name() + "\"," + rest + "}", Map.of())
                            .statusCode())
                    .as(rest)
                    .isEqualTo(422);
        }
    }

    @Test
    void useIsNotedOnceAMinute() {
        JsonNode made = make(name(), "read", "");
        String id = made.at("/token/id").asText();
        for (int i = 0; i < 5; i++) {
            as(made.path("secret").asText(), "GET", "/api/session", null);
        }
        String first = usedAt(id);
        as(made.path("secret").asText(), "GET", "/api/session", null);
        assertThat(usedAt(id)).isEqualTo(first);
        bridge.bean(JdbcClient.class)
                .sql("update api_token set used_at = :before where id = :id")
                .param("before", OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(2))
                .param("id", id)
                .update();
        as(made.path("secret").asText(), "GET", "/api/session", null);

        assertThat(Instant.parse(usedAt(id))).isAfterOrEqualTo(Instant.parse(first));
    }

    @Test
    void tenThousandTokensCostARequestNothing() {
        String secret = make(name(), "read", "").path("secret").asText();
        as(secret, "GET", "/api/session", null);
        long few = median(secret);
        List<Object[]> rows = new ArrayList<>();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        for (int i = 0; i < 10_000; i++) {
            rows.add(new Object[] {
                "m" + i,
                "many " + i,
                "many " + i,
                Json.sha256(("m" + i).getBytes(StandardCharsets.UTF_8)),
                now.minusDays(1),
                now.plusDays(1)
            });
        }
        bridge.bean(JdbcTemplate.class)
                .batchUpdate(
                        "insert into api_token (id, name, name_folded, hash, scope, made_by, made_at, expires_at)"
                                + " values (?, ?, ?, ?, 'read', 'test', ?, ?)",
                        rows);
        try {
            assertThat(median(secret)).isLessThan(few + Duration.ofMillis(20).toNanos());
            JsonNode page = bridge.get("/api/tokens?size=50");
            assertThat(page.path("items")).hasSize(50);
            assertThat(page.path("total").asInt()).isGreaterThan(10_000);
        } finally {
            bridge.bean(JdbcClient.class)
                    .sql("delete from api_token where made_by = 'test'")
                    .update();
        }
    }

    private long median(String secret) {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            long before = System.nanoTime();
            as(secret, "GET", "/api/session", null);
            taken.add(System.nanoTime() - before);
        }
        return taken.stream().sorted().toList().get(10);
    }

    private static boolean opens(String operation, String method, String scope) {
        if (method.equals("GET")) {
            return !CLOSED_READS.contains(operation);
        }
        return switch (scope) {
            case "read" -> false;
            case "edit" -> EDITS.contains(operation);
            default -> EDITS.contains(operation) || PUBLISHES.contains(operation);
        };
    }

    private String usedAt(String id) {
        for (JsonNode token : bridge.get("/api/tokens?size=500").path("items")) {
            if (token.path("id").asText().equals(id)) {
                return token.path("usedAt").asText();
            }
        }
        throw new AssertionError("There is no token " + id);
    }

    private JsonNode make(String name, String scope, String more) {
        return bridge.send(
                "POST", "/api/tokens", "{\"name\":\"" + name + "\",\"scope\":\"" + scope + "\"" + more + "}");
    }

    private HttpResponse<String> as(String secret, String method, String path, @Nullable String body) {
        return bridge.exchange(method, path, body, Map.of("Authorization", "Bearer " + secret));
    }

    private static String name() {
        return "program " + NAMES.incrementAndGet() + " "
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String swappedCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars()
                .map(each -> Character.isUpperCase(each) ? Character.toLowerCase(each) : Character.toUpperCase(each))
                .forEach(swapped::appendCodePoint);
        return swapped.toString();
    }
}
