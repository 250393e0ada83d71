package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person may correct (JSON Merge Patch): only the fields named change, {@code null} returns a field to its mapped
 * value and an empty text empties it. Documents what {@link jp.shopbridge.staging.EditableField} allows.
 */
public record ProductPatch(
        @Nullable String title,
        @Schema(description = "HTML as TikTok allows it.") @Nullable String description,
        @Nullable String category_id,
        @Nullable String brand_id,
        @Nullable List<Object> images,
        @Schema(description = "Package weight in gram.") @Nullable Integer weight_g,
        @Schema(description = "Package size in centimetres.") @Nullable Map<String, Integer> dimensions_cm,
        @Nullable List<Object> attributes,
        @Schema(description = "The address of the size chart's image.") @Nullable String size_chart,
        @Schema(
                        description =
                                "Certificates: each with the id that the category gives it, images (each with url) and, where"
                                        + " asked for, expires_on (such as 2027-03-31).")
                @Nullable
                List<Object> certifications,
        @Schema(description = "Words by which shoppers find it.") @Nullable List<String> search_terms,
        @Schema(description = "The variations' axes.") @Nullable List<Object> axes,
        @Schema(description = "連携対象.") @Nullable Boolean selected,
        @Schema(description = "下書きで送る.") @Nullable Boolean send_as_draft,
        @Schema(description = "SKU edits by SKU number.") @Nullable Map<String, SkuPatch> skus) {

    /** What a person may correct of one SKU. */
    record SkuPatch(
            @Schema(description = "Whole yen with tax.") @Nullable Integer price,
            @Schema(description = "Pieces.") @Nullable Integer stock,
            @Nullable String jan,
            @Nullable String seller_sku,
            @Schema(description = "Gram.") @Nullable Integer weight_g,
            @Nullable List<Object> options,
            @Schema(
                            description =
                                    "The address of the picture that shows its choice; TikTok takes such pictures on one axis.")
                    @Nullable
                    String image) {}
}
