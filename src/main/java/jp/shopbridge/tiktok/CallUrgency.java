package jp.shopbridge.tiktok;

import java.time.Duration;

/** Which of the calls that wait for their turn goes first. */
enum CallUrgency {
    /** New products, texts, pictures, and questions about them. */
    ORDINARY(Duration.ZERO),
    /** Price, stock and the resumption of a sale, and what is read for them. */
    VALUES(Duration.ofSeconds(5)),
    /** The stop of a sale. */
    STOP(Duration.ofSeconds(10));

    private final Duration headStart;

    CallUrgency(Duration headStart) {
        this.headStart = headStart;
    }

    /** An ordinary call goes first only when it has waited longer by this much. */
    Duration headStart() {
        return headStart;
    }
}
