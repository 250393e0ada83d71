package jp.shopbridge.staging;

import org.jspecify.annotations.Nullable;

/**
 * How many listings of a shop are in a state.
 *
 * @param selected how many of them are 連携対象
 * @param stopped how many of all are off sale at TikTok though it holds them (販売停止中)
 * @param stoppedSelected how many of the stopped are 連携対象
 */
public record StateCount(ListingState state, long all, long selected, long stopped, long stoppedSelected) {

    /** A state in which no listing is. */
    public static StateCount none(ListingState state) {
        return new StateCount(state, 0, 0, 0, 0);
    }

    /** Of those that are selected (true), that are not (false), or of all (null). */
    StateCount onlySelected(@Nullable Boolean wanted) {
        if (wanted == null) {
            return this;
        }
        return wanted
                ? new StateCount(state, selected, selected, stoppedSelected, stoppedSelected)
                : new StateCount(state, all - selected, 0, stopped - stoppedSelected, 0);
    }
}
