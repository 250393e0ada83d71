package jp.shopbridge.mapping.function;

import jp.shopbridge.failure.Sentence;

/** A function met a value it cannot work with; the sentence says why and what to do. The mapping adds field and value. */
public final class CannotApply extends RuntimeException {

    private final Sentence sentence;
    private final boolean ofArgument;

    /** A refusal with its reason in both languages. */
    public CannotApply(String ja, String en) {
        this(ja, en, false);
    }

    private CannotApply(String ja, String en, boolean ofArgument) {
        super(en, null, false, false);
        this.sentence = Sentence.of(ja, en);
        this.ofArgument = ofArgument;
    }

    /** A refusal because of what the value was to be worked on with, while the value itself is sound. */
    public static CannotApply ofArgument(String ja, String en) {
        return new CannotApply(ja, en, true);
    }

    /** Whether the value itself is sound: a person can still give the result. */
    public boolean isOfArgument() {
        return ofArgument;
    }

    /** Why the value could not be used and what to do. */
    public Sentence sentence() {
        return sentence;
    }
}
