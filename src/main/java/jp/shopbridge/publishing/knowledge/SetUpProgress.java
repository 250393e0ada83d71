package jp.shopbridge.publishing.knowledge;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a TikTok shop is set up, as TikTok last said.
 *
 * @param readAt when it said so; null when it was never asked
 * @param salesWarehouse whether there is a warehouse to sell from
 * @param returnWarehouse whether there is a place for returns
 * @param unfinished TikTok's names of the tasks that are not done
 */
public record SetUpProgress(
        @Nullable Instant readAt, boolean salesWarehouse, boolean returnWarehouse, Set<String> unfinished) {

    /** Whether none of these tasks is left undone. */
    public boolean isDone(Set<String> tasks) {
        return tasks.stream().noneMatch(unfinished::contains);
    }
}
