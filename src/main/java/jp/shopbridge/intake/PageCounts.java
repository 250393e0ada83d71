package jp.shopbridge.intake;

/**
 * What one page did, in products; {@code changed} are the new or changed ones that are staged, {@code stocks} those whose
 * stock was read with the page.
 */
public record PageCounts(int products, int changed, int unchanged, int failed, int stocks) {}
