package jp.shopbridge.mapping.function;

import jp.shopbridge.failure.Sentence;

/** A function met a value it cannot work with; the sentence says why and what to do. The mapping adds field and value. */
public final class CannotApply extends RuntimeException {

    private final Sentence sentence;
    private final boolean ofArgument;

    /** A refusal with its reason in both languages. */
    public CannotApply(Sentence sentence) {
        this(sentence, false);
    }

    private CannotApply(Sentence sentence, boolean ofArgument) {
        super(sentence.en(), null, false, false);
        this.sentence = sentence;
        this.ofArgument = ofArgument;
    }

    /** A refusal because of what the value was to be worked on with, while the value itself is sound. */
    public static CannotApply ofArgument(Sentence sentence) {
        return new CannotApply(sentence, true);
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
