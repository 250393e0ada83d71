package jp.shopbridge.staging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the pieces of a product come from: futureshop's stock is read once, and later only people change it.
 *
 * @param readAt when the first of it was read from futureshop; null when none was
 * @param typedAt when a person last typed some; null when nobody did
 */
public record StockOrigin(@Nullable Instant readAt, @Nullable Instant typedAt) {}
