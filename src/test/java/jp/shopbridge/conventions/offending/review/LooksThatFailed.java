package jp.shopbridge.conventions.offending.review;

import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.ThrottledFailure;

/** Decides by class what a failure comes to, which is what the policies say. */
class LooksThatFailed {

    String reaction(Throwable thrown) {
        if (thrown instanceof MisconfiguredFailure) {
            return "pause";
        }
        return thrown instanceof ThrottledFailure ? "wait" : "park";
    }
}
