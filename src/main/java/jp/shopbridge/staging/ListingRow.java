package jp.shopbridge.staging;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A row of {@code listing} while it is being changed. */
final class ListingRow {

    static final int FIRST_GENERATION = 1;

    final ListingKey key;
    String title = "";

    /** What the row was found by when it was read. */
    String searchTextBefore = "";

    @Nullable
    String imageUrl;

    @Nullable
    String categoryId;

    @Nullable
    BigDecimal priceMin;

    @Nullable
    BigDecimal priceMax;

    @Nullable
    Integer stockTotal;

    int skuCount;
    String sourceHash = "";
    String mappingVersion = "";
    ListingState state = ListingState.INCOMPLETE;

    @Nullable
    String stateCode;

    @Nullable
    Sentence stateReason;

    boolean selected;
    boolean sendAsDraft;
    /** Moves with every write of the row; the lock of a change that was read before it. */
    long revision;

    /** Moves with every correction of a person. */
    long editVersion;

    int generation = FIRST_GENERATION;
    String contentHash = "";

    @Nullable
    String publishedHash;

    boolean publishedAsDraft;

    @Nullable
    String remoteProductId;

    @Nullable
    String remoteStatus;

    @Nullable
    String remoteAudit;

    @Nullable
    Instant remoteReadAt;

    boolean sourceChanged;

    @Nullable
    String missing;

    Set<String> marks = Set.of();
    /** As {@link Causes} words them. */
    String causes = "";

    boolean drift;
    Instant importedAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;

    @Nullable
    Instant publishedAt;

    int priority;
    Instant dueAt = Instant.EPOCH;
    int attempts;

    @Nullable
    Instant reviewDueAt;

    boolean releaseClaim;

    ListingRow(ListingKey key) {
        this.key = key;
    }

    /** As {@link ListingStatus#isAsPublished()}. */
    boolean isAsPublished() {
        return wouldBeAsPublished(contentHash);
    }

    /** The same with another content. */
    boolean wouldBeAsPublished(String content) {
        return content.equals(publishedHash) && (!publishedAsDraft || sendAsDraft);
    }

    /** As {@link ListingStatus#isHeldAsDraft()}. */
    boolean isHeldAsDraft() {
        return publishedAsDraft && isAsPublished();
    }

    /** TikTok holds nothing that we would count as taken. */
    void forgetPublished() {
        publishedHash = null;
        publishedAsDraft = false;
    }

    static ListingRow read(ResultSet row) throws SQLException {
        ListingRow read = new ListingRow(new ListingKey(row.getString("shop"), row.getString("product_no")));
        read.title = row.getString("title");
        read.searchTextBefore = row.getString("search_text");
        read.imageUrl = row.getString("image_url");
        read.categoryId = row.getString("category_id");
        read.priceMin = row.getBigDecimal("price_min");
        read.priceMax = row.getBigDecimal("price_max");
        read.stockTotal = row.getObject("stock_total", Integer.class);
        read.skuCount = row.getInt("sku_count");
        read.sourceHash = row.getString("source_hash");
        read.mappingVersion = row.getString("mapping_version");
        String state = row.getString("state");
        read.state = ListingState.ofId(state)
                .orElseThrow(() -> new IllegalStateException("The stored state '" + state + "' is not one of ours."));
        read.stateCode = row.getString("state_code");
        String ja = row.getString("state_reason_ja");
        read.stateReason = ja == null ? null : Sentence.of(ja, row.getString("state_reason_en"));
        read.selected = row.getBoolean("selected");
        read.sendAsDraft = row.getBoolean("send_as_draft");
        read.revision = row.getLong("version");
        read.editVersion = row.getLong("edit_version");
        read.generation = row.getInt("generation");
        read.contentHash = row.getString("content_hash");
        read.publishedHash = row.getString("published_hash");
        read.publishedAsDraft = row.getBoolean("published_as_draft");
        read.remoteProductId = row.getString("remote_product_id");
        read.remoteStatus = row.getString("remote_status");
        read.remoteAudit = row.getString("remote_audit");
        read.remoteReadAt = instant(row, "remote_read_at");
        read.sourceChanged = row.getBoolean("source_changed");
        read.missing = row.getString("missing");
        read.marks = marks(row.getString("marks"));
        read.causes = row.getString("causes");
        read.drift = row.getBoolean("drift");
        read.importedAt = required(row, "imported_at");
        read.changedAt = required(row, "changed_at");
        read.publishedAt = instant(row, "published_at");
        read.priority = row.getInt("priority");
        read.dueAt = required(row, "due_at");
        read.attempts = row.getInt("attempts");
        return read;
    }

    private static Set<String> marks(String column) {
        return column.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(column.split(",", -1)));
    }

    ListingStatus status() {
        return new ListingStatus(
                key,
                title,
                imageUrl,
                categoryId,
                priceMin,
                priceMax,
                stockTotal,
                skuCount,
                sourceHash,
                mappingVersion,
                state,
                stateCode,
                stateReason,
                selected,
                sendAsDraft,
                editVersion,
                revision,
                generation,
                contentHash,
                publishedHash,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remoteReadAt,
                sourceChanged,
                missing,
                marks,
                drift,
                importedAt,
                changedAt,
                publishedAt,
                priority,
                dueAt,
                attempts);
    }

    MapSqlParameterSource parameters() {
        return new MapSqlParameterSource()
                .addValue("shop", key.shop())
                .addValue("productNo", key.productNo())
                .addValue("title", shortened(title, 1000))
                .addValue("searchText", shortened(SearchText.fold(key.productNo() + " " + title), 2000))
                .addValue("searchTextBefore", searchTextBefore)
                .addValue("imageUrl", imageUrl)
                .addValue("categoryId", categoryId == null ? null : shortened(categoryId, 64))
                .addValue("priceMin", priceMin)
                .addValue("priceMax", priceMax)
                .addValue("stockTotal", stockTotal)
                .addValue("skuCount", skuCount)
                .addValue("sourceHash", sourceHash)
                .addValue("mappingVersion", mappingVersion)
                .addValue("state", state.id())
                .addValue("stateCode", stateCode)
                .addValue("stateReasonJa", stateReason == null ? null : shortened(stateReason.ja(), 2000))
                .addValue("stateReasonEn", stateReason == null ? null : shortened(stateReason.en(), 2000))
                .addValue("selected", selected)
                .addValue("sendAsDraft", sendAsDraft)
                .addValue("version", revision)
                .addValue("editVersion", editVersion)
                .addValue("generation", generation)
                .addValue("contentHash", contentHash)
                .addValue("publishedHash", publishedHash)
                .addValue("publishedAsDraft", publishedAsDraft)
                .addValue("remoteProductId", remoteProductId)
                .addValue("remoteStatus", remoteStatus)
                .addValue("remoteAudit", remoteAudit)
                .addValue("remoteReadAt", utc(remoteReadAt))
                .addValue("sourceChanged", sourceChanged)
                .addValue("missing", missing)
                .addValue("marks", String.join(",", marks))
                .addValue("causes", causes)
                .addValue("drift", drift)
                .addValue("importedAt", utc(importedAt))
                .addValue("changedAt", utc(changedAt))
                .addValue("publishedAt", utc(publishedAt))
                .addValue("priority", priority)
                .addValue("dueAt", utc(dueAt))
                .addValue("rankAt", utc(Urgency.rank(priority, dueAt)))
                .addValue("attempts", attempts)
                .addValue("reviewDueAt", utc(reviewDueAt))
                .addValue("releaseClaim", releaseClaim);
    }

    /** The text without NUL characters (PostgreSQL refuses them), cut to this many UTF-16 units. */
    static String shortened(String text, int longest) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end);
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        Instant value = instant(row, column);
        if (value == null) {
            throw new SQLException("The column " + column + " is empty.");
        }
        return value;
    }
}
