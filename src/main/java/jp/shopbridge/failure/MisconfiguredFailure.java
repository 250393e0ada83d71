package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** The operator has to act: the stage pauses and health turns red, and no item is blamed. */
public final class MisconfiguredFailure extends Failure {

    /** A failure with its code, its sentence and, where there is one, the cause. */
    public MisconfiguredFailure(String code, Sentence sentence, @Nullable Throwable cause) {
        super(code, sentence, cause);
    }

    /** A failure with its code and its sentence. */
    public MisconfiguredFailure(String code, Sentence sentence) {
        this(code, sentence, null);
    }

    @Override
    public String kind() {
        return "misconfigured";
    }
}
