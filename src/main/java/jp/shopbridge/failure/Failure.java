package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** The one family of failures; each subtype is named by who has to act. Anything else thrown is a bug (UNEXPECTED). */
public abstract sealed class Failure extends RuntimeException
        permits TransientFailure,
                ThrottledFailure,
                RefusedFailure,
                MappingFailure,
                MisconfiguredFailure,
                UnknownOutcomeFailure {

    private final String code;
    private final Sentence sentence;

    Failure(String code, Sentence sentence, @Nullable Throwable cause) {
        super(sentence.en(), cause);
        this.code = code;
        this.sentence = sentence;
    }

    /** Our own stable code, {@code <STAGE>_<WHAT>}, such as {@code PUBLISHING_REFUSED}. */
    public final String code() {
        return code;
    }

    /** What happened and what to do, without payloads and without secrets. */
    public final Sentence sentence() {
        return sentence;
    }

    /** Who has to act, in a word that is kept with a dead letter, such as {@code refused}. */
    public abstract String kind();

    /** The listing field to change, as a path, where it can be told. */
    public @Nullable String field() {
        return null;
    }

    /** The other side's id of the request that failed, where its answer gives one. */
    public @Nullable String requestId() {
        return null;
    }

    /** The failure in what was thrown: itself or the first one among its causes; null when a bug was thrown. */
    public static @Nullable Failure in(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof Failure failure) {
                return failure;
            }
        }
        return null;
    }
}
