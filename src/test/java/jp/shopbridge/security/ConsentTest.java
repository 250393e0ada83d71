package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tries to bring another consent into the running application than the one that its people began. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class ConsentTest {

    private static final Map<String, String> BROWSER = Map.of("Accept", "text/html");
    private static final String PRETEND = "サンドボックス商店";
    private static final String BEFORE = "7000000000000000001";

    private final BridgeWithWorlds bridge;
    private final JdbcClient jdbc;
    private final Caller staff;
    private final Caller other;

    ConsentTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
        jdbc = bridge.bean(JdbcClient.class);
        staff = new Caller(bridge.baseUrl(), "127.0.0.1");
        other = new Caller(bridge.baseUrl(), "127.0.31.1");
    }

    @BeforeEach
    void signIn() {
        assertThat(staff.form("operator", BridgeWithWorlds.PASSWORD).status()).isEqualTo(302);
    }

    @AfterEach
    void leaveItAsItWas() {
        staff.close();
        other.close();
        jdbc.sql("delete from authorization_pending").update();
        jdbc.sql("delete from tiktok_authorization where shop = 'another'").update();
        assertThat(bridge.get("/api/authorization").path("remoteShopName").asText())
                .isEqualTo(PRETEND);
    }

    @Test
    void whatAPageBeganEndsInItsBrowserOnly() {
        String callback = atTiktok(begunInThePage());

        Caller.Reply elsewhere = other.send("GET", callback, BROWSER);
        Caller.Reply elsewhereWithACookie =
                other.send("GET", callback, Map.of("Accept", "text/html", "Cookie", "consent=" + "a".repeat(32)));
        Caller.Reply here = staff.send("GET", callback, BROWSER);

        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhereWithACookie.status()).isEqualTo(403);
        assertThat(here.status()).as(here.body()).isEqualTo(200);
        assertThat(here.body()).contains("sample", PRETEND);
        assertThat(staff.send("GET", callback, BROWSER).status()).as("replayed").isEqualTo(403);
    }

    @Test
    void theBrowsersCookieIsNotForScriptsAndTravelsWithALinkOnly() {
        Caller.Reply answer = staff.send("GET", "/api/authorization", Map.of());

        assertThat(answer.cookies())
                .filteredOn(cookie -> cookie.startsWith("consent="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(other.basic("/api/authorization", "operator", BridgeWithWorlds.PASSWORD)
                        .cookies())
                .noneMatch(cookie -> cookie.startsWith("consent="));
    }

    @Test
    void aLinkWorksOnceAlsoWhenOpenedTwiceAtOnce() throws Exception {
        String callback = atTiktok(begunByAProgram());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Integer> statuses = new ArrayList<>();
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> {
                    try (Caller browser = new Caller(bridge.baseUrl(), "127.0.31.2")) {
                        return browser.send("GET", callback, BROWSER).status();
                    }
                }));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(statuses).containsExactlyInAnyOrder(200, 403, 403, 403);
    }

    @Test
    void anotherTiktokShopWaitsForTheOperatorWhoNamesBoth() {
        String now = remoteId();
        belongsTo(BEFORE, "前の商店");
        Caller.Reply back = other.send("GET", atTiktok(begunByAProgram()), BROWSER);
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.body()).contains("前の商店", PRETEND, "sample");
        assertThat(remoteId()).isEqualTo(BEFORE);

        JsonNode pending = bridge.get("/api/authorization").path("pending");
        assertThat(pending.path("beforeId").asText()).isEqualTo(BEFORE);
        assertThat(pending.path("accountName").asText()).isEqualTo(PRETEND);
        assertThat(pending.path("begunBy").asText()).isEqualTo("operator");
        assertThat(yes("merchant", BEFORE, now).status()).isEqualTo(403);
        assertThat(yes("operator", now, now).status()).isEqualTo(409);
        assertThat(yes("operator", BEFORE, BEFORE).status()).isEqualTo(409);
        assertThat(remoteId()).isEqualTo(BEFORE);

        assertThat(yes("operator", BEFORE, now).status()).isEqualTo(200);
        assertThat(remoteId()).isEqualTo(now);
        assertThat(yes("operator", BEFORE, now).status()).as("again").isEqualTo(409);
    }

    @Test
    void theOperatorsNoLeavesEverythingAsItWas() {
        String now = remoteId();
        belongsTo(BEFORE, "前の商店");
        other.send("GET", atTiktok(begunByAProgram()), BROWSER);

        assertThat(bridge.exchange("DELETE", "/api/authorization/account?account=" + now, null, Map.of())
                        .statusCode())
                .isEqualTo(204);

        assertThat(bridge.get("/api/authorization").has("pending")).isFalse();
        assertThat(yes("operator", BEFORE, now).status()).isEqualTo(409);
        belongsTo(now, PRETEND);
    }

    @Test
    void aCodeOfAnotherShopsTiktokShopIsNotTaken() {
        String theirs = remoteId();
        belongsTo(BEFORE, "前の商店");
        jdbc.sql("insert into tiktok_authorization (shop, remote_shop_id, remote_shop_name, status, version)"
                        + " values ('another', :id, 'x', 'REVOKED', 1)")
                .param("id", theirs)
                .update();

        Caller.Reply back = other.send("GET", atTiktok(begunByAProgram()), BROWSER);

        assertThat(back.status()).isEqualTo(422);
        assertThat(back.body()).contains("another");
        assertThat(bridge.get("/api/authorization").has("pending")).isFalse();
        belongsTo(theirs, PRETEND);
    }

    @Test
    void aBrowserThatTakesOnlyHtmlReadsWhatIsWrong() {
        for (String query : List.of("?state=made-up&code=c", "", "?state=" + "x".repeat(300), "?code=%FF")) {
            Caller.Reply answer = other.send("GET", "/api/authorization/callback" + query, BROWSER);

            assertThat(answer.status()).as(query).isIn(400, 403);
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(answer.body()).contains("TikTok Shop認証");
        }
        assertThat(other.send("GET", "/api/authorization/callback?state=made-up", Map.of("Accept", "application/json"))
                        .body())
                .contains("API_AUTHORIZATION_STATE");
    }

    private String begunInThePage() {
        return consent(staff.send("GET", "/api/authorization", Map.of()));
    }

    private String begunByAProgram() {
        return bridge.get("/api/authorization").path("consentUrl").asText();
    }

    private static String consent(Caller.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return Json.parse(reply.body()).path("consentUrl").asText();
    }

    /** Gives the consent; the address that TikTok sends the browser back to. */
    private String atTiktok(String consentUrl) {
        return other.send("GET", consentUrl, Map.of()).header("Location").orElseThrow();
    }

    private Caller.Reply yes(String user, String before, String account) {
        return staff.json(
                "POST",
                "/api/authorization/account",
                user,
                BridgeWithWorlds.PASSWORD,
                "{\"before\":\"" + before + "\",\"account\":\"" + account + "\"}");
    }

    private String remoteId() {
        return jdbc.sql("select remote_shop_id from tiktok_authorization where shop = 'sample'")
                .query(String.class)
                .single();
    }

    private void belongsTo(String id, String name) {
        jdbc.sql("update tiktok_authorization set remote_shop_id = :id, remote_shop_name = :name where shop = 'sample'")
                .param("id", id)
                .param("name", name)
                .update();
    }
}
