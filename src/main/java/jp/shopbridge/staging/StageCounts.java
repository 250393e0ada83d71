package jp.shopbridge.staging;

/** What staging a page did. */
public record StageCounts(int created, int changed) {}
