package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.Test;

/** Two people and the machine at one product, over HTTP: nothing is lost, and nobody is refused because of the machine. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class EditGuardTest {

    private static final String NUMBER = "TOWEL-003";

    private final BridgeWithWorlds bridge;

    EditGuardTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @Test
    void refusesOnlyWhatSomebodyElseCorrectedMeanwhile() {
        String opened = etag();

        // Selected, sent, reviewed and taken in again while the sheet is open.
        JsonNode selected = bridge.send("PUT", path("/selection"), "{\"selected\":true}");
        assertThat(selected.path("version").asLong()).isEqualTo(version(opened));
        bridge.await(path(""), shown -> shown.path("state").asText().equals("live"));
        bridge.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}");
        bridge.await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        bridge.send("POST", "/api/selection", "{\"selected\":false,\"productNos\":[\"" + NUMBER + "\"]}");
        assertThat(bridge.exchange("GET", path(""), null, Map.of("If-None-Match", opened))
                        .statusCode())
                .as("what the machine did is shown")
                .isEqualTo(200);

        assertThat(patch("{\"title\":\"最初の人の題\"}", opened).statusCode()).isEqualTo(200);

        // Another field, by another, in between: refused with both texts, and nothing is lost.
        String second = etag();
        assertThat(patch("{\"description\":\"<p>次の人の説明</p>\"}", second).statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = patch("{\"title\":\"遅れた題\"}", second);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(Json.parse(late.body()).path("detailJa").asText()).contains("保存しませんでした", "次の人の説明");
        assertThat(Json.parse(late.body()).path("detail").asText()).contains("nothing was saved", "次の人の説明");
        assertThat(late.headers().firstValue("ETag")).contains(etag());
        assertThat(bridge.exchange("DELETE", path("/edits/title"), null, Map.of("If-Match", second))
                        .statusCode())
                .isEqualTo(412);
        assertThat(bridge.get(path("")).path("title").asText()).isEqualTo("最初の人の題");

        // The same wish as the one that was fulfilled is no conflict.
        assertThat(patch("{\"description\":\"<p>次の人の説明</p>\"}", second).statusCode())
                .isEqualTo(200);

        // A bulk edit that saw the version before leaves the product alone; one that saw this one changes it.
        assertThat(together(version(second)).path("changed").asInt()).isZero();
        assertThat(together(version(etag())).path("changed").asInt()).isEqualTo(1);
        assertThat(patch("{\"title\":\"まとめて直した後\"}", second).statusCode()).isEqualTo(412);
        assertThat(bridge.exchange("DELETE", path("/edits/title"), null, Map.of("If-Match", etag()))
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode together(long seen) {
        return bridge.send(
                "POST",
                "/api/edits",
                "{\"productNos\":[\"" + NUMBER + "\"],\"patch\":{\"title\":\"まとめて\"},\"versions\":{\"" + NUMBER + "\":"
                        + seen + "}}");
    }

    private HttpResponse<String> patch(String patch, String etag) {
        return bridge.exchange(
                "PATCH", path(""), patch, Map.of("If-Match", etag, "Content-Type", "application/merge-patch+json"));
    }

    private String etag() {
        return bridge.exchange("GET", path(""), null, Map.of())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private static long version(String etag) {
        return Long.parseLong(etag.replaceAll("\"(\\d+).*", "$1"));
    }

    private static String path(String rest) {
        return "/api/products/" + NUMBER + rest;
    }
}
