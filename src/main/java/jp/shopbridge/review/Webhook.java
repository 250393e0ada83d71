package jp.shopbridge.review;

import com.fasterxml.jackson.databind.JsonNode;
import jp.shopbridge.Json;
import org.jspecify.annotations.Nullable;

/**
 * A stored webhook that is acted on.
 *
 * @param id TikTok's notification id, or the hash of a notice without one
 * @param shop the key of the shop it is about; null when it is none of ours
 * @param body its JSON as it arrived
 */
public record Webhook(String id, WebhookKind kind, @Nullable String shop, String body) {

    JsonNode json() {
        return Json.parse(body);
    }

    JsonNode data() {
        return json().path("data");
    }

    @Override
    public String toString() {
        return "Webhook[" + id + ", " + kind + "]";
    }
}
