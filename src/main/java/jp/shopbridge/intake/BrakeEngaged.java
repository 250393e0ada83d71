package jp.shopbridge.intake;

import jp.shopbridge.failure.Sentence;

/** More of the catalogue would be altered than is usual; nothing of it was written, and a person has to say go on. */
final class BrakeEngaged extends RuntimeException {

    private final transient Sentence sentence;

    BrakeEngaged(Sentence sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    /** What would have happened and what to do. */
    Sentence sentence() {
        return sentence;
    }
}
