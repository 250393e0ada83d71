package jp.shopbridge.api.session;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where the page leads people outside of it, as whole addresses; null is no link. */
record PageLinks(
        @Schema(description = "Seller Center's first page.") @Nullable String sellerCenter,
        @Schema(description = "A product in Seller Center; {id} stands for TikTok's id.") @Nullable String product,
        @Nullable String warehouse,
        @Schema(description = "Delivery options and shipping templates.") @Nullable String delivery,
        @Nullable String bank,
        @Nullable String tax,
        @Schema(description = "A product as buyers see it; {id} stands for TikTok's id.") @Nullable String buyersPage,
        @Schema(description = "A product in futureshop's administration; {productNo} stands for its number.") @Nullable
                String futureshopProduct) {

    static PageLinks of(LinkSettings settings) {
        String host = settings.sellerCenter().strip();
        return new PageLinks(
                given(host),
                within(host, settings.product()),
                within(host, settings.warehouse()),
                within(host, settings.delivery()),
                within(host, settings.bank()),
                within(host, settings.tax()),
                given(settings.buyersPage()),
                given(settings.futureshopProduct()));
    }

    private static @Nullable String within(String host, String path) {
        return host.isEmpty() || path.isBlank() ? null : host.replaceAll("/+$", "") + path.strip();
    }

    private static @Nullable String given(String address) {
        return address.isBlank() ? null : address.strip();
    }
}
