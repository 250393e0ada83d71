package jp.shopbridge.staging;

/** How many listings of a shop are in a state, and how many of them are 連携対象. */
public record StateCount(ListingState state, long all, long selected) {}
