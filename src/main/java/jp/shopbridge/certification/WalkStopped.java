package jp.shopbridge.certification;

import jp.shopbridge.failure.Sentence;

/** The walk cannot go on now; what was done is kept, and the same command goes on there. */
final class WalkStopped extends RuntimeException {

    private final transient Sentence why;

    WalkStopped(Sentence why) {
        super(why.en());
        this.why = why;
    }

    Sentence why() {
        return why;
    }
}
