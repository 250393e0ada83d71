package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import jp.shopbridge.publishing.foresee.Queue;
import org.jspecify.annotations.Nullable;

/** When a product that waits will probably be sent. */
record ProductQueue(
        @Schema(description = "Products that are sent before it.") int ahead,
        @Schema(description = "When it will probably be sent; null when nobody can tell.") @Nullable Instant expectedAt,
        @Schema(
                        description =
                                "turn, retry, listing-limit (TikTok's limit of the day), hour (the calls the shop may"
                                        + " make in an hour), pause, or intake (the run that changed it is under way).")
                String waitsFor) {

    static @Nullable ProductQueue of(Queue.@Nullable Place place) {
        return place == null
                ? null
                : new ProductQueue(
                        place.ahead(),
                        place.expectedAt(),
                        place.waitsFor().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
