package jp.shopbridge.console;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Since when listings of a shop wait without one getting through. What is tried again and again is due in the future each
 * time, so that the oldest due listing alone would look well while nothing is sent.
 */
final class Standstill {

    private final Map<String, Instant> since = new HashMap<>();

    /** When something of a shop last got through, at or after an instant; null when nothing did. */
    interface Sent {
        @Nullable
        Instant since(String shop, Instant from);
    }

    /**
     * Looks once.
     *
     * @param earliestDue when the first of the shop's waiting listings is due, later than now for one that was put off; null
     *     when none waits
     * @return since when it stands still; null when nothing waits
     */
    @Nullable
    Instant look(String shop, @Nullable Instant earliestDue, Instant now, Sent sent) {
        if (earliestDue == null) {
            since.remove(shop);
            return null;
        }
        Instant from = since.computeIfAbsent(shop, any -> now);
        Instant through = sent.since(shop, from);
        if (through != null) {
            from = through;
            since.put(shop, through);
        }
        return earliestDue.isBefore(from) ? earliestDue : from;
    }
}
