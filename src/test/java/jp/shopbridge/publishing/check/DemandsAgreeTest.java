package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.staging.DemandChanges;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The list, 送信内容 and リハーサル say the same of every product, before anything is sent. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class DemandsAgreeTest {

    private static final String PRODUCTS = "/api/products/";
    private static final Set<String> GO = Set.of("create", "edit", "values");

    private final BridgeWithWorlds bridge;

    DemandsAgreeTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @Test
    void listPreviewAndRehearsalAgreeToTheProduct() {
        Awaitility.await("every product is judged by its category")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(state("KNIFE-001")).isEqualTo("incomplete");
                    assertThat(disagreements()).isEmpty();
                });

        bridge.send("POST", "/api/rehearsals", "{}");
        JsonNode rehearsal = bridge.await(
                "/api/rehearsals", found -> found.path("status").asText().equals("done"));
        long still = products().stream()
                .filter(item -> Set.of("incomplete", "excluded")
                        .contains(item.path("state").asText()))
                .count();
        assertThat(rehearsal.path("examined").asLong()).isGreaterThan(300);
        assertThat(rehearsal.path("passing").asLong())
                .isEqualTo(rehearsal.path("examined").asLong() - still);
    }

    @Test
    void lookingAgainAtWhatDidNotChangeWritesNothing() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state("KNIFE-001"), "incomplete"::equals);
        String before =
                bridge.exchange("GET", PRODUCTS + "KNIFE-001", null, Map.of()).body();

        bridge.bean(DemandChanges.class).ofShop("sample");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(DemandChanges.KNOWN_FOR)
                .until(() -> !bridge.bean(DemandChanges.class).judge());

        assertThat(bridge.exchange("GET", PRODUCTS + "KNIFE-001", null, Map.of())
                        .body())
                .isEqualTo(before);
    }

    @Test
    void refusesACategoryThatTiktokDoesNotHaveWhereverItIsTyped() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state("KNIFE-001"), "incomplete"::equals);

        HttpResponse<String> alone = patch("MUG-001", "{\"category_id\":\"999999\"}");
        HttpResponse<String> together = bridge.exchange(
                "POST",
                "/api/edits",
                "{\"productNos\":[\"MUG-001\"],\"patch\":{\"category_id\":\"999999\"}}",
                Map.of());

        assertThat(alone.statusCode()).as(alone.body()).isEqualTo(422);
        assertThat(alone.body()).contains("999999", "category_id");
        assertThat(together.statusCode()).as(together.body()).isEqualTo(422);
        assertThat(together.body()).contains("999999", "category_id");
    }

    @Test
    void holdsACertificateWhoseAddressIsNoneAsSoonAsItIsTyped() {
        HttpResponse<String> answer = patch(
                "MUG-002", "{\"certifications\":[{\"id\":\"7182427311584347905\",\"images\":[{\"url\":\"abc\"}]}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(state("MUG-002")).isEqualTo("incomplete");
        assertThat(answer.body()).contains("PREFLIGHT_CERTIFICATION_IMAGE_ADDRESS");
        assertThat(patch("MUG-002", "{\"certifications\":null}").statusCode()).isEqualTo(200);
        assertThat(state("MUG-002")).isEqualTo("waiting");
    }

    @Test
    void showsTextsAsTheyAreSent() {
        patch(
                "MUG-003",
                "{\"description\":\"<p onclick=\\\"x()\\\">軽いマグ<script>alert(1)</script></p><a href='/x'>詳しく</a>\"}");

        JsonNode preview = bridge.get(PRODUCTS + "MUG-003/preview");

        JsonNode sent = preview.path("calls").path(0).path("body").path("description");
        assertThat(sent.asText()).contains("軽いマグ").doesNotContain("script", "onclick");
        for (JsonNode difference : preview.path("differences")) {
            if (difference.path("field").asText().equals("description")) {
                assertThat(difference.path("after")).isEqualTo(sent);
            }
        }
        assertThat(preview.path("differences").findValuesAsText("field")).contains("description");
        patch("MUG-003", "{\"description\":null}");
    }

    private HttpResponse<String> patch(String productNo, String patch) {
        return bridge.exchange(
                "PATCH", PRODUCTS + productNo, patch, Map.of("Content-Type", "application/merge-patch+json"));
    }

    private String state(String productNo) {
        return bridge.get(PRODUCTS + productNo).path("state").asText();
    }

    private Map<String, String> disagreements() {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode item : products()) {
            String productNo = item.path("productNo").asText();
            String state = item.path("state").asText();
            if (!Set.of("incomplete", "excluded", "waiting").contains(state)) {
                continue;
            }
            JsonNode preview = bridge.get(PRODUCTS + productNo + "/preview");
            String outcome = preview.path("outcome").asText();
            if (GO.contains(outcome) != state.equals("waiting")) {
                found.put(productNo, state + " but " + outcome + ": " + preview.path("lacks"));
            }
        }
        return found;
    }

    private List<JsonNode> products() {
        List<JsonNode> items = new ArrayList<>();
        JsonNode page;
        int number = 0;
        do {
            page = bridge.get("/api/products?size=200&page=" + number++);
            page.path("items").forEach(items::add);
        } while (page.path("items").size() == 200);
        return items;
    }
}
