package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** Nobody has to act: trying again later is expected to work. */
public final class TransientFailure extends Failure {

    /** A failure with its code, its sentence and, where there is one, the cause. */
    public TransientFailure(String code, Sentence sentence, @Nullable Throwable cause) {
        super(code, sentence, cause);
    }

    /** A failure with its code and its sentence. */
    public TransientFailure(String code, Sentence sentence) {
        this(code, sentence, null);
    }

    @Override
    public String kind() {
        return "transient";
    }
}
