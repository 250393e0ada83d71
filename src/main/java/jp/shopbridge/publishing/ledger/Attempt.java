package jp.shopbridge.publishing.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import jp.shopbridge.Json;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger: a call that changes something at TikTok, written down before it was made.
 *
 * @param operation the TikTok operation's id, such as {@code create}
 * @param idempotencyKey the same for the same listing, generation and bytes
 * @param body the exact text that was sent
 * @param contentHash the content of the listing it stands for
 * @param resolveTries how often its fate was asked for
 */
public record Attempt(
        long id,
        ListingKey key,
        String operation,
        String idempotencyKey,
        String body,
        String contentHash,
        int generation,
        Outcome outcome,
        @Nullable String remoteCode,
        @Nullable String requestId,
        @Nullable String answer,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int resolveTries) {

    /** What is known of an attempt's fate. */
    public enum Outcome {
        /** Written down, and perhaps sent. */
        STARTED,
        /** TikTok carried it out. */
        DONE,
        /** TikTok refused it: it was not done. */
        REFUSED,
        /** Its answer was lost. */
        UNKNOWN,
        /** It is proven that it was not carried out. */
        NOT_DONE,
        /** A price or stock whose answer was lost with its process; the same call was made again, and that one counts. */
        REPEATED
    }

    /** The idempotency key of a listing's content in a generation: the same bytes always get the same one. */
    public static String idempotencyKey(ListingKey key, int generation, byte[] bodyWithoutKey) {
        return "b1-"
                + Json.sha256(
                        (key.shop() + "\n" + key.productNo() + "\n" + generation + "\n" + Json.sha256(bodyWithoutKey))
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** The body as it was sent. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** The operation, the listing and the fate; never the body. */
    @Override
    public String toString() {
        return "Attempt[" + id + " " + operation + " " + key + " " + outcome + "]";
    }
}
