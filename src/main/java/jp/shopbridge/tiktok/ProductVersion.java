package jp.shopbridge.tiktok;

/** The versions of one product that TikTok may hold at the same time (docs/facts/tiktok.md 3.3). */
public enum ProductVersion {
    /** What buyers see; of a product that they have never seen, what was sent. */
    SHOWN,
    /** The edit of a product on sale that TikTok's audit is looking at. */
    UNDER_REVIEW,
    /** What lies beside it as a draft, ours or made in Seller Center. */
    DRAFT
}
