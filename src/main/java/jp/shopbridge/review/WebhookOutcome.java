package jp.shopbridge.review;

/** What became of an arriving webhook. */
public enum WebhookOutcome {
    /** Stored; it is processed in a moment. Answer 200 with an empty body. */
    STORED,
    /** It was here before. Answer 200 with an empty body. */
    REPEATED,
    /** The signature is missing, or does not belong to these bytes and the shop they name. Answer 401. */
    BAD_SIGNATURE,
    /** Signed, but not readable. Answer 400. */
    UNREADABLE
}
