package jp.shopbridge.staging;

import java.time.Duration;
import java.time.Instant;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;

/**
 * Which of the waiting listings is sent first. Each kind has a head start over the kind before, and no more: what has
 * waited longer than the head starts apart goes first, so that nothing waits for ever behind what is more urgent.
 */
public enum Urgency {
    /** TikTok does not have it yet. */
    NEW(0),
    /** Its texts, pictures or attributes changed. */
    CONTENT(1),
    /** It was there before and is listed anew. */
    RELIST(2),
    /** Price or stock of something TikTok has changed, whatever else did. */
    VALUES(3);

    /** How much earlier each kind is taken than the kind before it. */
    static final Duration HEAD_START = Duration.ofMinutes(10);

    private final int priority;

    Urgency(int priority) {
        this.priority = priority;
    }

    /** The number that is stored; higher goes first. */
    public int priority() {
        return priority;
    }

    static Urgency of(ListingRow row, @Nullable ListingContent published, ListingContent effective) {
        if (row.remoteProductId == null) {
            return row.generation > ListingRow.FIRST_GENERATION ? RELIST : NEW;
        }
        return published != null && changesValues(published, effective) ? VALUES : CONTENT;
    }

    /** Whether a SKU that both have differs in price or stock, or nothing else differs at all. */
    private static boolean changesValues(ListingContent published, ListingContent effective) {
        return effective.skus().stream().anyMatch(sku -> published
                        .sku(sku.skuNo())
                        .filter(then -> !sku.price().equals(then.price())
                                || !sku.stock().equals(then.stock()))
                        .isPresent())
                || published.equalsButForValues(effective);
    }

    /** Where a listing of this priority that is due then stands in the queue. */
    static Instant rank(int priority, Instant dueAt) {
        return dueAt.minus(HEAD_START.multipliedBy(priority));
    }
}
