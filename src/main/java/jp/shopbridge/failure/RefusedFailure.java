package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** The merchant has to act: the other side understood the request and said no. */
public final class RefusedFailure extends Failure {

    private final String remoteCode;
    private final @Nullable String field;
    private final @Nullable String requestId;

    /**
     * A refusal whose answer names no request.
     *
     * @param remoteCode the other side's own code, kept as text
     * @param field the listing field to change, where it can be told
     */
    public RefusedFailure(String code, Sentence sentence, String remoteCode, @Nullable String field) {
        this(code, sentence, remoteCode, field, null);
    }

    /**
     * A refusal.
     *
     * @param requestId the id the other side gave the request, by which its support finds it; null when it gave none
     */
    public RefusedFailure(
            String code, Sentence sentence, String remoteCode, @Nullable String field, @Nullable String requestId) {
        super(code, sentence, null);
        this.remoteCode = remoteCode;
        this.field = field;
        this.requestId = requestId;
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
    public @Nullable String requestId() {
        return requestId;
    }

    @Override
    public String kind() {
        return "refused";
    }
}
