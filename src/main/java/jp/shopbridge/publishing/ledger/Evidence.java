package jp.shopbridge.publishing.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import jp.shopbridge.Json;
import jp.shopbridge.Redaction;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.TiktokExchanges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What publishing can show of an item to somebody who was not there: the ledger, and what TikTok was told and answered. */
@Component
public class Evidence {

    private static final int MOST_ATTEMPTS = 500;
    private static final int MOST_EXCHANGES = 1000;

    private final Attempts attempts;
    private final TiktokExchanges exchanges;

    Evidence(Attempts attempts, TiktokExchanges exchanges) {
        this.attempts = attempts;
        this.exchanges = exchanges;
    }

    /** The ledger of the item, the latest first: what was sent under which key and what became of it. */
    public ArrayNode ledger(ListingKey key) {
        ArrayNode ledger = Json.MAPPER.createArrayNode();
        for (Attempt attempt : attempts.of(key, MOST_ATTEMPTS)) {
            ObjectNode line = ledger.addObject()
                    .put("id", attempt.id())
                    .put("operation", attempt.operation())
                    .put("outcome", attempt.outcome().name())
                    .put("startedAt", attempt.startedAt().toString())
                    .put("finishedAt", text(attempt.finishedAt()))
                    .put("idempotencyKey", attempt.idempotencyKey())
                    .put("contentHash", attempt.contentHash())
                    .put("generation", attempt.generation())
                    .put("code", attempt.remoteCode())
                    .put("requestId", attempt.requestId())
                    .put("timesAskedFor", attempt.resolveTries());
            line.set("request", readable(attempt.body()));
            line.set("answer", readable(attempt.answer()));
        }
        return ledger;
    }

    /** What was said to TikTok about the item and what it answered, the earliest first. */
    public ArrayNode exchanges(ListingKey key) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (TiktokExchanges.Kept kept : exchanges.of(key, MOST_EXCHANGES)) {
            ObjectNode line = Json.MAPPER
                    .createObjectNode()
                    .put("at", kept.at().toString())
                    .put("operation", kept.operation())
                    .put("method", kept.method())
                    .put("address", kept.address());
            if (kept.times() > 1) {
                line.put("times", kept.times()).put("lastAt", kept.lastAt().toString());
            }
            line.set("request", readable(kept.request()));
            line.put("status", kept.status()).put("requestId", kept.requestId()).put("failure", kept.failure());
            line.set("answer", readable(kept.answer()));
            all.insert(0, line);
        }
        return all;
    }

    // JSON where it is whole, so that it can be read; the bare text where it was shortened or never was JSON.
    private static JsonNode readable(@Nullable String text) {
        if (text == null) {
            return Json.MAPPER.nullNode();
        }
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return json.isContainerNode()
                    ? Redaction.named(json)
                    : Json.MAPPER.getNodeFactory().textNode(text);
        } catch (JsonProcessingException notJson) {
            return Json.MAPPER.getNodeFactory().textNode(text);
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
