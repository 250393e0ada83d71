package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.foresee.Queue;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.StockOrigin;
import org.jspecify.annotations.Nullable;

/** A product in the list (商品一覧). */
record ProductItem(
        @Schema(description = "Our key of the shop.") String shop,
        @Schema(description = "futureshop's 商品番号.") String productNo,
        @Schema(description = "The effective title.") String title,
        @Nullable String imageUrl,
        @Nullable String categoryId,
        @Schema(description = "Lowest price over the SKUs, whole yen with tax.") @Nullable BigDecimal priceMin,
        @Schema(description = "Highest price over the SKUs, whole yen with tax.") @Nullable BigDecimal priceMax,
        @Schema(description = "Pieces over all managed SKUs; null when none is known.") @Nullable Integer stock,
        @Schema(description = "When futureshop's stock was read, once; null when all of it was typed or none is known.")
                @Nullable
                Instant stockReadAt,
        @Schema(description = "When a person last typed stock of it; null when nobody did.") @Nullable
                Instant stockTypedAt,
        int skuCount,
        @Schema(
                        description =
                                "incomplete, excluded, waiting, in-review, live, rejected, failed, no-warehouse or"
                                        + " unknown-outcome.")
                String state,
        @Schema(description = "The state as staff read it (状態).") String stateJa,
        @Schema(description = "The stable code of the reason for the state.") @Nullable String stateCode,
        @Schema(description = "The reason for the state and what to do.") @Nullable Sentence stateReason,
        @Schema(description = "連携対象.") boolean selected,
        @Schema(description = "下書きで送る.") boolean sendAsDraft,
        @Schema(
                        description =
                                "Changes with every correction of a person; for If-Match, in quotes, and for versions"
                                        + " of a bulk edit.")
                long version,
        @Schema(description = "TikTok's product id, once published.") @Nullable String remoteProductId,
        @Schema(description = "TikTok's own status as last read, such as ACTIVATE.") @Nullable String remoteStatus,
        @Schema(description = "TikTok's own audit status as last read.") @Nullable String remoteAudit,
        @Nullable Instant remoteReadAt,
        @Schema(description = "Whether a mapped value changed under a person's edit (futureshopの値も変わりました).")
                boolean sourceChanged,
        @Schema(description = "SUSPECTED or CONFIRMED when futureshop no longer has the product.") @Nullable
                String missing,
        @Schema(
                        description = "What staff should know beside the state: tax-assumed (the tax of its prices is a"
                                + " guess) or hidden (非公開商品 at futureshop).")
                Set<String> marks,
        @Schema(description = "How futureshop gave the prices; null while that is not known.") @Nullable PriceTax tax,
        @Schema(description = "Whether TikTok shows something other than what it last accepted from us.") boolean drift,
        Instant importedAt,
        Instant changedAt,
        @Nullable Instant publishedAt,
        @Schema(description = "When publishing may take it next.") Instant dueAt,
        @Schema(description = "Failed attempts since it last went well.") int attempts,
        @Schema(description = "When it will probably be sent; null when it does not wait to be.") @Nullable
                ProductQueue queue) {

    static ProductItem of(ListingStatus status, Queue.@Nullable Place place, @Nullable StockOrigin stock) {
        return new ProductItem(
                status.key().shop(),
                status.key().productNo(),
                status.title(),
                status.imageUrl(),
                status.categoryId(),
                status.priceMin(),
                status.priceMax(),
                status.stockTotal(),
                stock == null ? null : stock.readAt(),
                stock == null ? null : stock.typedAt(),
                status.skuCount(),
                status.state().id(),
                status.state().ja(),
                status.stateCode(),
                status.stateReason(),
                status.selected(),
                status.sendAsDraft(),
                status.version(),
                status.remoteProductId(),
                status.remoteStatus(),
                status.remoteAudit(),
                status.remoteReadAt(),
                status.sourceChanged(),
                status.missing(),
                PriceTax.others(status.marks()),
                PriceTax.of(status.marks()),
                status.drift(),
                status.importedAt(),
                status.changedAt(),
                status.publishedAt(),
                status.dueAt(),
                status.attempts(),
                ProductQueue.of(place));
    }
}
