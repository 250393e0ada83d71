package jp.shopbridge.api.products;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.foresee.Queue;
import jp.shopbridge.publishing.request.RemoteOnlySku;
import jp.shopbridge.review.AuditFinding;
import jp.shopbridge.review.AuditReasons;
import jp.shopbridge.review.Drift;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.staging.StockOrigin;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/** One product whole (商品詳細). */
record ProductDetail(
        @JsonUnwrapped ProductItem item,
        @Schema(
                        description = "The effective values of the product's own fields, by field: what is or will be"
                                + " published.")
                Map<String, Object> values,
        @Schema(description = "Where each value comes from, by field: mapping, person or tiktok.")
                Map<String, String> sources,
        @Schema(description = "The SKUs by SKU number.") Map<String, ProductSku> skus,
        @Schema(description = "People's values over mapped ones.") List<ProductEdit> edits,
        @Schema(description = "Every reason why it is incomplete; empty when it is complete.") List<Lack> lacks,
        @Schema(
                        description =
                                "What is sent otherwise than futureshop has it, and why: pictures of the description"
                                        + " that are left out, a name that stands for a description.")
                List<ProductNote> notes,
        @Schema(
                        description = "Why TikTok's audit last failed it, until it is under review again or live; empty"
                                + " otherwise.")
                List<ReviewReason> reviewReasons,
        @Schema(description = "SKUs that TikTok has and this product does not; they stay until a person removes them.")
                List<TiktokOnlySku> tiktokOnlySkus,
        @Schema(
                        description =
                                "Where TikTok shows something other than what it last accepted from us: each field with"
                                        + " both values; empty when nothing differs.")
                List<DriftedField> drifted,
        @Schema(description = "What was compared with what.") ProductVersions versions) {

    private static final String SKUS = "skus";
    private static final String SKU_NUMBER = "sku_no";
    private static final String STOCK = "stock";

    /**
     * One SKU.
     *
     * @param stockReadAt when futureshop's stock was read, once
     */
    record ProductSku(
            @Schema(description = "The effective values, by field; stock is pieces.") Map<String, Object> values,
            @Schema(description = "Where each value comes from, by field: mapping, person or futureshop-once.")
                    Map<String, String> sources,
            @Schema(description = "When futureshop's stock was read; it is read once.") @Nullable Instant stockReadAt,
            @Nullable String remoteSkuId,
            @Nullable Instant publishedAt,
            @Schema(description = "Whether futureshop no longer has this SKU.") boolean retired) {}

    /** One reason of a failed audit. */
    record ReviewReason(
            @Schema(description = "The field to change; product when it cannot be told.") String field,
            @Schema(description = "A stable word for the rule that was broken; OTHER when it cannot be told.")
                    String rule,
            Sentence text,
            Sentence remedy,
            @Schema(description = "TikTok's own words.") String original,
            @Schema(description = "TikTok's own advice.") List<String> suggestions) {

        static ReviewReason of(AuditFinding finding) {
            return new ReviewReason(
                    finding.field(),
                    finding.rule(),
                    Sentence.of(finding.text(), finding.textEn()),
                    Sentence.of(finding.remedy(), finding.remedyEn()),
                    finding.original(),
                    finding.suggestions());
        }
    }

    /** A field that TikTok shows otherwise than it was sent. */
    record DriftedField(
            @Schema(description = "The SKU's number, empty for the product's own fields.") String skuNo,
            String field,
            @Schema(description = "What it is called.") Sentence name,
            @Schema(description = "What TikTok last accepted from us.") String sent,
            @Schema(description = "What TikTok showed when it was last read.") String shown) {

        static DriftedField of(Drift drift) {
            return new DriftedField(drift.skuNo(), drift.field().field(), drift.name(), drift.ours(), drift.theirs());
        }
    }

    /** A SKU that only TikTok has. */
    record TiktokOnlySku(
            String sellerSku,
            @Schema(description = "Its choices; empty for a product without variations.") String name,
            @Schema(description = "Whether a person wants it taken off, by the edit removed_skus.") boolean going) {}

    /** One edit. */
    record ProductEdit(
            @Schema(description = "The SKU's number, empty for the product's own fields.") String skuNo,
            String field,
            @Schema(description = "The person's value; the empty string empties the field.") Object value,
            @Schema(description = "The mapped value at the time of the edit.") @Nullable Object replaced,
            @Schema(description = "The mapped value now.") @Nullable Object mapped,
            @Schema(description = "Whether the mapped value has changed since (futureshopの値も変わりました).")
                    boolean sourceChanged,
            String editedBy,
            Instant editedAt) {}

    /** Which source, mapping and content this is. */
    record ProductVersions(
            long version,
            @Schema(description = "SHA-256 of the product as futureshop sent it.") String source,
            @Schema(description = "The mapping's version it was mapped with.") String mapping,
            @Schema(description = "SHA-256 of the effective listing.") String content,
            @Schema(description = "The content TikTok last accepted.") @Nullable String published,
            @Schema(description = "How often it was begun anew at TikTok.") int generation) {}

    static ProductDetail of(Listing listing) {
        return of(listing, null, listing.lacks(), ProductNote.of(listing, List.of()));
    }

    static ProductDetail of(Listing listing, Queue.@Nullable Place place, List<Lack> lacks, List<ProductNote> notes) {
        var status = listing.status();
        return new ProductDetail(
                ProductItem.of(status, place, stockOrigin(listing)),
                fields(listing.effective(), ""),
                sources(listing, ""),
                skus(listing),
                listing.edits().stream()
                        .map(edit -> edit(edit, listing.mapped()))
                        .toList(),
                // Of what a rule leaves out, its state says why; there is nothing to correct.
                status.state() == ListingState.EXCLUDED ? List.of() : lacks,
                notes,
                AuditReasons.of(listing).stream().map(ReviewReason::of).toList(),
                RemoteOnlySku.of(listing).stream()
                        .map(sku -> new TiktokOnlySku(sku.sellerSku(), sku.name(), sku.going()))
                        .toList(),
                Drift.of(listing).stream().map(DriftedField::of).toList(),
                new ProductVersions(
                        status.version(),
                        status.sourceHash(),
                        status.mappingVersion(),
                        status.contentHash(),
                        status.publishedHash(),
                        status.generation()));
    }

    private static StockOrigin stockOrigin(Listing listing) {
        Set<String> typed = new HashSet<>();
        Instant typedAt = null;
        for (Edit edit : listing.edits()) {
            if (edit.field().equals(STOCK)) {
                typed.add(edit.skuNo());
                typedAt = typedAt == null || edit.editedAt().isAfter(typedAt) ? edit.editedAt() : typedAt;
            }
        }
        Instant readAt = listing.skus().stream()
                .filter(sku -> !sku.retired() && sku.stock() != null && !typed.contains(sku.skuNo()))
                .map(Sku::stockReadAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new StockOrigin(readAt, typedAt);
    }

    private static Map<String, Object> fields(ListingContent content, String skuNo) {
        return Collections.unmodifiableMap(
                skuNo.isEmpty()
                        ? content.fields()
                        : content.sku(skuNo).map(ListingSku::fields).orElse(Map.of()));
    }

    private static Map<String, String> sources(Listing listing, String skuNo) {
        Map<String, Object> mapped = fields(listing.mapped(), skuNo);
        Map<String, String> sources = new LinkedHashMap<>();
        fields(listing.effective(), skuNo)
                .keySet()
                .forEach(field -> sources.put(
                        field, mapped.containsKey(field) || skuNo.isEmpty() ? "mapping" : "futureshop-once"));
        for (Edit edit : listing.edits()) {
            if (edit.skuNo().equals(skuNo)) {
                sources.put(edit.field(), "person");
            }
        }
        return sources;
    }

    private static Map<String, ProductSku> skus(Listing listing) {
        Map<String, Sku> kept =
                listing.skus().stream().collect(Collectors.toMap(Sku::skuNo, sku -> sku, (first, second) -> first));
        List<String> numbers = new ArrayList<>(listing.effective().skuNumbers());
        kept.keySet().stream()
                .sorted()
                .filter(number -> !numbers.contains(number))
                .forEach(numbers::add);
        Map<String, ProductSku> skus = new LinkedHashMap<>();
        for (String number : numbers) {
            Sku row = kept.get(number);
            skus.put(
                    number,
                    new ProductSku(
                            fields(listing.effective(), number),
                            sources(listing, number),
                            row == null ? null : row.stockReadAt(),
                            row == null ? null : row.remoteSkuId(),
                            row == null ? null : row.publishedAt(),
                            row != null && row.retired()));
        }
        return skus;
    }

    static ProductEdit edit(Edit edit, ListingContent mapped) {
        JsonNode now = mapped.value(edit.skuNo(), edit.field());
        return new ProductEdit(
                edit.skuNo(),
                edit.field(),
                edit.value(),
                edit.replaced(),
                now,
                !ListingContent.isSame(now, edit.replaced()),
                edit.editedBy(),
                edit.editedAt());
    }
}
