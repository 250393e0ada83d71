package jp.shopbridge.mapping;

import jp.shopbridge.failure.Sentence;

/** A version was not put in force: its effect needs an operator's yes, or is being judged at this moment. */
public final class MappingHeld extends RuntimeException {

    private final transient Sentence sentence;

    MappingHeld(Sentence sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    /** What would have happened and what to do. */
    public Sentence sentence() {
        return sentence;
    }
}
