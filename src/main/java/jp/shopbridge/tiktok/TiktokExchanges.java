package jp.shopbridge.tiktok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.Redaction;
import jp.shopbridge.Sql;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was said to TikTok about an item and what it answered: the only writer of table {@code tiktok_exchange}. It is kept
 * for people to look at; nothing is decided by it, so that failing to keep it stops nothing.
 */
@Component
public class TiktokExchanges {

    private static final Logger LOG = LoggerFactory.getLogger(TiktokExchanges.class);
    // A name of its own, so that calls can be written down without the rest.
    private static final Logger CALLS = LoggerFactory.getLogger("tiktok");
    private static final int LONGEST_TEXT = 60_000;
    private static final Pattern REQUEST_ID = Pattern.compile("\"request_id\"\\s*:\\s*\"[^\"]*\"");

    // What a shop is told about itself is asked for all items together and kept as the shop's facts.
    private static final Set<TiktokOperation> OF_A_SHOP = EnumSet.of(
            TiktokOperation.AUTHORIZED_SHOPS,
            TiktokOperation.WAREHOUSES,
            TiktokOperation.PREREQUISITES,
            TiktokOperation.CATEGORIES,
            TiktokOperation.ATTRIBUTES,
            TiktokOperation.RULES,
            TiktokOperation.BRANDS);

    private final JdbcClient jdbc;
    private final Clock clock;

    TiktokExchanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One request and what came of it.
     *
     * @param operation the operation's id, such as {@code create}
     * @param address path and query of ours, without key, token and signature
     * @param request the body that was sent, shortened; null for none
     * @param status the HTTP status; null when no answer came
     * @param answer the answer's text, shortened; null when no answer came
     * @param failure why no answer came; null when one came
     * @param lastAt when the same was asked and answered the last time in a row
     * @param times how often in a row
     */
    public record Kept(
            Instant at,
            Instant lastAt,
            int times,
            String operation,
            String method,
            String address,
            @Nullable String request,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable String answer,
            @Nullable String failure) {}

    /** A request on its way, as it is to be kept. */
    record Asked(
            String shop,
            String productNo,
            TiktokOperation operation,
            String address,
            @Nullable String request,
            Instant at,
            List<String> secrets) {

        boolean isKept() {
            return !productNo.isEmpty() && !OF_A_SHOP.contains(operation);
        }

        @Override
        public String toString() {
            return operation.id() + (productNo.isEmpty() ? "" : " of " + productNo) + " (" + shop + ")";
        }
    }

    void answered(Asked asked, int status, byte[] answer) {
        if (!asked.isKept() && !CALLS.isDebugEnabled()) {
            return;
        }
        String text = new String(answer, StandardCharsets.UTF_8);
        String requestId = requestId(text);
        CALLS.atDebug()
                .addKeyValue("tiktok.request.id", requestId)
                .log("{} was answered {}; TikTok's request id is {}.", asked, status, requestId);
        if (asked.isKept()) {
            keep(asked, status, requestId, text, null);
        }
    }

    void unanswered(Asked asked, Exception cause) {
        // The kind alone: an exception's own text may hold an address and with it a signature.
        String kind = cause.getClass().getSimpleName();
        CALLS.debug("{} was not answered ({}).", asked, kind);
        if (asked.isKept()) {
            keep(asked, null, null, null, kind);
        }
    }

    /** What was said about an item, the latest first, at most this many. */
    public List<Kept> of(ListingKey key, int max) {
        return jdbc.sql(Sql.named("tiktok-exchanges-of-product"))
                .param("shop", key.shop())
                .param("productNo", key.productNo())
                .param("size", max)
                .query((row, number) -> read(row))
                .list();
    }

    private void keep(
            Asked asked,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable String answer,
            @Nullable String failure) {
        String clean = answer == null ? null : shortened(Redaction.values(answer, asked.secrets()));
        String hash = Json.sha256((status + "\n" + failure + "\n"
                        + (clean == null ? "" : REQUEST_ID.matcher(clean).replaceAll("")))
                .getBytes(StandardCharsets.UTF_8));
        try {
            if (asked.operation().reads() && seenAgain(asked, requestId, hash)) {
                return;
            }
            String request = asked.request();
            jdbc.sql(Sql.named("tiktok-exchange-insert"))
                    .param("id", UUID.randomUUID().toString())
                    .param("shop", asked.shop())
                    .param("productNo", asked.productNo())
                    .param("operation", asked.operation().id())
                    .param("method", asked.operation().method())
                    .param("address", shortened(asked.address(), 2000))
                    .param(
                            "request",
                            request == null ? null : shortened(Redaction.values(request, asked.secrets())),
                            Types.VARCHAR)
                    .param("status", status, Types.INTEGER)
                    .param("requestId", requestId, Types.VARCHAR)
                    .param("answer", clean, Types.VARCHAR)
                    .param("answerHash", hash)
                    .param("failure", failure, Types.VARCHAR)
                    .param("at", utc(asked.at()))
                    .update();
        } catch (DataAccessException e) {
            LOG.warn("What TikTok answered to {} could not be kept as evidence.", asked, e);
        }
    }

    private boolean seenAgain(Asked asked, @Nullable String requestId, String hash) {
        return jdbc.sql(Sql.named("tiktok-exchange-seen-again"))
                        .param("shop", asked.shop())
                        .param("productNo", asked.productNo())
                        .param("operation", asked.operation().id())
                        .param("address", shortened(asked.address(), 2000))
                        .param("answerHash", hash)
                        .param("requestId", requestId, Types.VARCHAR)
                        .param("at", utc(clock.instant()))
                        .update()
                > 0;
    }

    private static @Nullable String requestId(String answer) {
        try {
            JsonNode id = Json.MAPPER.readTree(answer).path("request_id");
            return id.isTextual() ? shortened(id.asText(), 100) : null;
        } catch (JsonProcessingException notAnEnvelope) {
            return null;
        }
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("times"),
                row.getString("operation"),
                row.getString("method"),
                row.getString("address"),
                row.getString("request"),
                row.getObject("status", Integer.class),
                row.getString("request_id"),
                row.getString("answer"),
                row.getString("failure"));
    }

    private static String shortened(String text) {
        return shortened(text.replace("\u0000", ""), LONGEST_TEXT);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
