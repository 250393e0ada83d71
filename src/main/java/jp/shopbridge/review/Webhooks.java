package jp.shopbridge.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * TikTok's webhooks (fact sheet section 5): taken in fast, processed afterwards. They only say that something happened;
 * what is true is read from TikTok, so that late, repeated and disordered ones do no harm. The only writer of
 * {@code webhook}.
 */
@Component
public class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int LARGEST = 500_000;
    private static final int PRODUCT_STATUS_CHANGE = 5;
    private static final int SELLER_DEAUTHORIZATION = 6;
    private static final int MOST_SHOWN = 200;
    private static final int UPCOMING_EXPIRATION = 7;
    private static final int INFORMATION_CHANGE = 15;
    private static final int CATEGORY_CHANGE = 18;
    private static final int AUDIT_STATUS_CHANGE = 37;

    private final BridgeSettings settings;
    private final JdbcClient jdbc;
    private final Authorizations authorizations;
    private final Listings listings;
    private final HistoryEntries history;
    private final Clock clock;

    Webhooks(
            BridgeSettings settings,
            JdbcClient jdbc,
            Authorizations authorizations,
            Listings listings,
            HistoryEntries history,
            Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.authorizations = authorizations;
        this.listings = listings;
        this.history = history;
        this.clock = clock;
    }

    /** A stored webhook that has not been processed. */
    public record Waiting(String id, @Nullable String shop, int type, String body) {

        @Override
        public String toString() {
            return "Webhook[" + id + ", type " + type + "]";
        }
    }

    /**
     * Takes a webhook in when it is signed by the app of the shop that it is about.
     *
     * @param raw the body's bytes exactly as they arrived
     * @param authorization the header of that name
     */
    public WebhookOutcome receive(byte[] raw, @Nullable String authorization) {
        Set<String> signers = new HashSet<>();
        for (BridgeSettings.Shop shop : settings.shops()) {
            if (Signer.isWebhookSigned(shop.tiktok().appKey(), shop.tiktok().appSecret(), raw, authorization)) {
                signers.add(shop.key());
            }
        }
        if (signers.isEmpty()) {
            return WebhookOutcome.BAD_SIGNATURE;
        }
        String text = new String(raw, StandardCharsets.UTF_8).replace("\u0000", "");
        JsonNode webhook;
        try {
            webhook = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return WebhookOutcome.UNREADABLE;
        }
        if (webhook == null || !webhook.isObject() || text.length() > LARGEST) {
            return WebhookOutcome.UNREADABLE;
        }
        String shop = shopOf(webhook);
        if (shop != null && !signers.contains(shop)) {
            return WebhookOutcome.BAD_SIGNATURE;
        }
        String id = webhook.path("tts_notification_id").asText("");
        try {
            jdbc.sql(Sql.named("webhook-insert"))
                    .param("id", id.isEmpty() || id.length() > 100 ? Json.sha256(raw) : id)
                    .param("shop", shop, Types.VARCHAR)
                    .param("type", webhook.path("type").asInt(0))
                    .param("productId", productId(webhook), Types.VARCHAR)
                    .param("body", text)
                    .param("receivedAt", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return WebhookOutcome.STORED;
        } catch (DuplicateKeyException repeated) {
            return WebhookOutcome.REPEATED;
        }
    }

    /** The notices about a product of TikTok, the latest first; none when the id is not known. */
    public ArrayNode about(String shop, @Nullable String productId) {
        ArrayNode notices = Json.MAPPER.createArrayNode();
        if (productId != null) {
            jdbc.sql(Sql.named("webhooks-of-product"))
                    .param("shop", shop)
                    .param("productId", productId)
                    .param("size", MOST_SHOWN)
                    .query(row -> {
                        ObjectNode notice = notices.addObject()
                                .put("id", row.getString("notification_id"))
                                .put("type", row.getInt("type"))
                                .put("receivedAt", row.getString("received_at"))
                                .put("processedAt", row.getString("processed_at"))
                                .put("outcome", row.getString("outcome"));
                        notice.set("body", Json.parse(row.getString("body")));
                    });
        }
        return notices;
    }

    /** Webhooks that wait to be processed, the oldest first. Processing one twice does no harm. */
    public List<Waiting> waiting() {
        return jdbc.sql(Sql.named("webhook-waiting"))
                .query((row, number) -> new Waiting(
                        row.getString("notification_id"),
                        row.getString("shop"),
                        row.getInt("type"),
                        row.getString("body")))
                .list();
    }

    /** Acts on one webhook and marks it processed. */
    public void process(Waiting webhook) {
        String outcome;
        try {
            outcome = act(webhook, Json.parse(webhook.body()));
        } catch (DataAccessException away) {
            throw away; // It waits until the database is back.
        } catch (RuntimeException e) {
            // Kept with its reason; the product it names is found by polling all the same.
            LOG.error("{} could not be acted on.", webhook, e);
            outcome = "failed: " + e.getClass().getSimpleName();
        }
        jdbc.sql(Sql.named("webhook-processed"))
                .param("id", webhook.id())
                .param("outcome", outcome.length() <= 200 ? outcome : outcome.substring(0, 200))
                .param("processedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String act(Waiting webhook, JsonNode json) {
        // The shop may have been authorised after the webhook arrived; where shops have apps of their own, nobody knows
        // any more whose secret it was signed with.
        String shop = webhook.shop() == null && isOneApp() ? shopOf(json) : webhook.shop();
        if (shop == null) {
            return "no shop of ours";
        }
        JsonNode data = json.path("data");
        return switch (webhook.type()) {
            case PRODUCT_STATUS_CHANGE, AUDIT_STATUS_CHANGE -> look(shop, json);
            case INFORMATION_CHANGE ->
                // Our own writes come back as OPEN_API.
                data.path("change_source").asText("").equals("OPEN_API") ? "echo of our own write" : look(shop, json);
            case CATEGORY_CHANGE -> categoryChanged(shop, json);
            case SELLER_DEAUTHORIZATION -> {
                if (isOlderThanTheAuthorization(shop, json)) {
                    yield "older than the authorization";
                }
                authorizations.revoked(
                        shop,
                        Sentence.of(
                                "TikTok Shopの認証がSeller Centerで取り消されました。「TikTok Shop認証」からもう一度認証してください。",
                                "The TikTok Shop authorization of '" + shop
                                        + "' was withdrawn in Seller Center: authorise again."));
                yield "authorization withdrawn";
            }
            case UPCOMING_EXPIRATION -> {
                LOG.warn(
                        "The TikTok Shop authorization of {} ends at {}: authorise again before.",
                        shop,
                        expiration(data.path("expiration_time").asText("")));
                yield "authorization ends at "
                        + expiration(data.path("expiration_time").asText(""));
            }
            default -> "not of interest";
        };
    }

    // TikTok repeats a notice for hours: the seller may have consented anew since it was sent.
    private boolean isOlderThanTheAuthorization(String shop, JsonNode json) {
        Instant authorized = authorizations.view(shop).authorizedAt();
        long sent = json.path("timestamp").asLong(Long.MAX_VALUE);
        return authorized != null && sent < authorized.getEpochSecond();
    }

    private String look(String shop, JsonNode json) {
        String productId = productId(json);
        Optional<ListingKey> key = productId == null ? Optional.empty() : listings.byRemoteProductId(shop, productId);
        key.ifPresent(listings::reviewNow);
        return key.isPresent() ? "looked at" : "no product of ours";
    }

    private String categoryChanged(String shop, JsonNode json) {
        String productId = productId(json);
        Optional<ListingKey> key = productId == null ? Optional.empty() : listings.byRemoteProductId(shop, productId);
        if (key.isEmpty()) {
            return "no product of ours";
        }
        String now = json.path("data").path("current_category_id").asText("");
        history.add(
                key.get(),
                "category",
                "tiktok",
                Sentence.of(
                        "TikTok Shopがカテゴリを" + now + "に変更しました。カテゴリを確認してください。",
                        "TikTok Shop moved the product to category " + now + ": check the category."),
                null);
        listings.reviewNow(key.get());
        return "category " + now;
    }

    private boolean isOneApp() {
        return settings.shops().stream()
                        .map(shop ->
                                shop.tiktok().appKey() + " " + shop.tiktok().appSecret())
                        .distinct()
                        .count()
                == 1;
    }

    private @Nullable String shopOf(JsonNode webhook) {
        String remote = webhook.path("shop_id").asText("");
        return remote.isEmpty() ? null : authorizations.shopOfRemote(remote).orElse(null);
    }

    // A number in some types and a text in others.
    private static @Nullable String productId(JsonNode webhook) {
        String id = webhook.path("data").path("product_id").asText("");
        return id.isEmpty() || id.length() > 64 ? null : id;
    }

    private static String expiration(String seconds) {
        return seconds.matches("\\d{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds)).toString()
                : "an unknown time";
    }
}
