package jp.shopbridge.deadletter;

import jp.shopbridge.failure.Sentence;

/** A letter holds nothing to go on with. */
final class NothingToReplay extends RuntimeException {

    private final transient Sentence sentence;

    NothingToReplay(Sentence sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    /** What is missing and what to do. */
    Sentence sentence() {
        return sentence;
    }
}
