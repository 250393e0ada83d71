package jp.shopbridge.mapping.function;

import jp.shopbridge.failure.Sentence;

/** A function met a value it cannot work with; the sentence says why and what to do. The mapping adds field and value. */
public final class CannotApply extends RuntimeException {

    private final Sentence sentence;

    /** A refusal with its reason in both languages. */
    public CannotApply(String ja, String en) {
        super(en, null, false, false);
        this.sentence = Sentence.of(ja, en);
    }

    /** Why the value could not be used and what to do. */
    public Sentence sentence() {
        return sentence;
    }
}
