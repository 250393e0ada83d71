package jp.shopbridge.staging;

import org.jspecify.annotations.Nullable;

/** How many listings of a shop are in a state, and how many of them are 連携対象. */
public record StateCount(ListingState state, long all, long selected) {

    /** Of those that are selected (true), that are not (false), or of all (null). */
    StateCount onlySelected(@Nullable Boolean wanted) {
        if (wanted == null) {
            return this;
        }
        return wanted ? new StateCount(state, selected, selected) : new StateCount(state, all - selected, 0);
    }
}
