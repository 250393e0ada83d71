package jp.shopbridge.intake;

/** What one page did, in products. */
public record PageCounts(int products, int created, int changed, int unchanged, int failed) {}
