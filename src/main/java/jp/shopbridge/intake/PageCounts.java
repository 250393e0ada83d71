package jp.shopbridge.intake;

/** What one page did, in products; {@code changed} are the new or changed ones that are staged. */
public record PageCounts(int products, int changed, int unchanged, int failed) {}
