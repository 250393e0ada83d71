package jp.shopbridge.sandbox.tiktok;

/**
 * What TikTok's contract leaves open (docs/facts/tiktok.md 7), each told here by the answer that this world does <em>not</em>
 * give by itself. {@link TikTokSettings.Builder#otherwise} or {@code POST /control/open-questions} turns one over.
 */
public enum OpenQuestion {
    /** A get shows a weight in the unit in which it was sent, instead of in kilograms. */
    WEIGHT_SHOWN_AS_SENT,
    /** The under-review flag answers 12052547 for a product that was never live, instead of what was sent. */
    FIRST_REVIEW_NOT_SHOWN,
    /** The under-review flag still shows an edit whose review failed, instead of 12052547. */
    FAILED_EDIT_SHOWN,
    /** The draft flag shows the base version of a product without a draft, instead of 12052901. */
    BASE_SHOWN_FOR_NO_DRAFT,
    /** A partial edit that names a SKU without price or stock blanks them, instead of leaving them. */
    PARTIAL_EDIT_BLANKS_PRICE_AND_STOCK,
    /** An edit that leaves an identifier code out tries to take it away, instead of leaving it. */
    EDIT_BLANKS_IDENTIFIER_CODE,
    /** Stock cannot be set to 0. */
    NO_STOCK_REFUSED,
    /** Stock can be set while the platform keeps a product off sale. */
    STOCK_OF_PLATFORM_DEACTIVATED_TAKEN,
    /** A product that the platform took off sale cannot be activated. */
    PLATFORM_DEACTIVATED_STAYS,
    /** A create may name a RESTRICTED warehouse, and the prerequisites count one as usable. */
    RESTRICTED_WAREHOUSE_TAKEN,
    /** Frozen and deleted products cannot be read, as an older text said. */
    GONE_NOT_READABLE,
    /** The calls of version 202609 and the shipping templates do not answer in Japan. */
    NEW_CALLS_ABSENT
}
