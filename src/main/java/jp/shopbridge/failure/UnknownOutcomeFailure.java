package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** The answer to a write was lost, so nobody knows whether it was done; a resolver asks before anything is repeated. */
public final class UnknownOutcomeFailure extends Failure {

    /** A failure with its code, its sentence and, where there is one, the cause. */
    public UnknownOutcomeFailure(String code, Sentence sentence, @Nullable Throwable cause) {
        super(code, sentence, cause);
    }

    /** A failure with its code and its sentence. */
    public UnknownOutcomeFailure(String code, Sentence sentence) {
        this(code, sentence, null);
    }

    @Override
    public String kind() {
        return "unknown-outcome";
    }
}
