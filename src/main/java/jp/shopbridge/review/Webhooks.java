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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * TikTok's webhooks (docs/facts/tiktok.md 5): taken in fast, processed afterwards. They only say that something happened;
 * what is true is read from TikTok, so that late, repeated and disordered ones do no harm. The only writer of
 * {@code webhook}.
 */
@Component
public class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final String NO_PRODUCT = "no product of ours";
    private static final String LOOKED_AT = "looked at";
    private static final int AT_ONCE = 20;
    private static final String ECHO = "echo of our own write";
    private static final int LARGEST = 500_000;
    private static final int MOST_SHOWN = 200;

    private final BridgeSettings settings;
    private final JdbcClient jdbc;
    private final Authorizations authorizations;
    private final ListingQueries listings;
    private final ListingClaims claims;
    private final HistoryEntries history;
    private final Clock clock;

    Webhooks(
            BridgeSettings settings,
            JdbcClient jdbc,
            Authorizations authorizations,
            ListingQueries listings,
            ListingClaims claims,
            HistoryEntries history,
            Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.authorizations = authorizations;
        this.listings = listings;
        this.claims = claims;
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

    /**
     * The webhook with the shop it is about. The shop may have been authorised after the webhook arrived; where shops have apps
     * of their own, nobody knows any more whose secret it was signed with.
     */
    public Webhook open(Waiting waiting) {
        String shop = waiting.shop() == null && isOneApp() ? shopOf(Json.parse(waiting.body())) : waiting.shop();
        return new Webhook(waiting.id(), WebhookKind.of(waiting.type()), shop, waiting.body());
    }

    /** Marks a webhook processed; {@code outcome} says in a few words what it came to. */
    public void processed(Waiting webhook, String outcome) {
        jdbc.sql(Sql.named("webhook-processed"))
                .param("id", webhook.id())
                .param("outcome", outcome.length() <= 200 ? outcome : outcome.substring(0, 200))
                .param("processedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Keeps a webhook that could not be acted on with the reason; the product it names is found by polling all the same. */
    public void failed(Waiting webhook, Exception thrown) {
        LOG.error("{} could not be acted on.", webhook, thrown);
        processed(webhook, "failed: " + thrown.getClass().getSimpleName());
    }

    /** The product is due to be looked at. */
    public String look(Webhook webhook) {
        Optional<ListingKey> key = product(webhook);
        key.ifPresent(claims::reviewNow);
        return key.isPresent() ? LOOKED_AT : NO_PRODUCT;
    }

    /**
     * The listing to look at right away; none when the webhook is about nothing of ours or nothing that we have not done
     * ourselves. Of a burst only the first are looked at right away, so that those behind do not wait for a hundred looks;
     * the others are due, and the next round finds many of them with one search.
     *
     * @param place its place among those that are acted on in this round, from 0
     */
    public List<ListingKey> woken(Webhook webhook, String outcome, int place) {
        return place >= AT_ONCE || outcome.equals(NO_PRODUCT) || outcome.equals(ECHO) || webhook.shop() == null
                ? List.of()
                : product(webhook).map(List::of).orElse(List.of());
    }

    /** The product is looked at now, unless we changed it: our own writes come back as OPEN_API. */
    public String changed(Webhook webhook) {
        return webhook.data().path("change_source").asText("").equals("OPEN_API") ? ECHO : look(webhook);
    }

    /** The product's history says that TikTok chose another category, and the product is looked at now. */
    public String categoryChanged(Webhook webhook) {
        Optional<ListingKey> key = product(webhook);
        if (key.isEmpty()) {
            return NO_PRODUCT;
        }
        String now = webhook.data().path("current_category_id").asText("");
        history.add(
                key.get(),
                "category",
                "tiktok",
                Messages.sentence("review.tiktok-shop-moved-product-category", now),
                null);
        claims.reviewNow(key.get());
        return "category " + now;
    }

    /** The shop's authorization ends; TikTok repeats the notice for hours, and the seller may have consented anew since. */
    public String deauthorized(Webhook webhook) {
        String shop = Objects.requireNonNull(webhook.shop());
        Instant authorized = authorizations.view(shop).authorizedAt();
        long sent = webhook.json().path("timestamp").asLong(Long.MAX_VALUE);
        if (authorized != null && sent < authorized.getEpochSecond()) {
            return "older than the authorization";
        }
        authorizations.revoked(shop, Messages.sentence("review.tiktok-shop-authorization-withdrawn-seller", shop));
        return "authorization withdrawn";
    }

    /** The log warns of the day on which the authorization ends. */
    public String expires(Webhook webhook) {
        String end = expiration(webhook.data().path("expiration_time").asText(""));
        LOG.warn("The TikTok Shop authorization of {} ends at {}: authorise again before.", webhook.shop(), end);
        return "authorization ends at " + end;
    }

    private Optional<ListingKey> product(Webhook webhook) {
        String productId = productId(webhook.json());
        return productId == null
                ? Optional.empty()
                : listings.byRemoteProductId(Objects.requireNonNull(webhook.shop()), productId);
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
