package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** The merchant has to act: the other side understood the request and said no. */
public final class RefusedFailure extends Failure {

    private final String remoteCode;
    private final @Nullable String field;

    /**
     * A refusal.
     *
     * @param remoteCode the other side's own code, kept as text
     * @param field the listing field to change, where it can be told
     */
    public RefusedFailure(String code, Sentence sentence, String remoteCode, @Nullable String field) {
        super(code, sentence, null);
        this.remoteCode = remoteCode;
        this.field = field;
    }

    /** The other side's own code, kept as text. */
    public String remoteCode() {
        return remoteCode;
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    @Override
    public String kind() {
        return "refused";
    }
}
