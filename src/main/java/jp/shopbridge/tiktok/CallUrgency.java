package jp.shopbridge.tiktok;

import java.time.Duration;

/** Which of the calls that wait for their turn goes first, and how far each kind may go into a shop's budget of an hour. */
public enum CallUrgency {
    /** A look at what TikTok's audit is doing. */
    REVIEW(Duration.ZERO, 0.70, 0.05),
    /** New products, texts, pictures, and questions about them. */
    ORDINARY(Duration.ZERO, 0.90, 0),
    /** Price, stock and the resumption of a sale, and what is read for them. */
    VALUES(Duration.ofSeconds(5), 0.97, 0),
    /** The question what became of a call whose answer was lost. */
    RESOLUTION(Duration.ofSeconds(5), 1, 0),
    /** The stop of a sale. */
    STOP(Duration.ofSeconds(10), 1, 0);

    private final Duration headStart;
    private final double share;
    private final double ofItsOwn;

    CallUrgency(Duration headStart, double share, double ofItsOwn) {
        this.headStart = headStart;
        this.share = share;
        this.ofItsOwn = ofItsOwn;
    }

    /** An ordinary call goes first only when it has waited longer by this much. */
    Duration headStart() {
        return headStart;
    }

    /** How many calls an hour may have had, of all kinds, for one more of this kind; the rest is kept for more urgent ones. */
    int most(int perHour) {
        return (int) Math.ceil(perHour * share);
    }

    /** How many of this kind are made in any case, so that the least urgent do not starve. */
    int ofItsOwn(int perHour) {
        return (int) (perHour * ofItsOwn);
    }
}
