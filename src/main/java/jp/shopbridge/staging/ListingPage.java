package jp.shopbridge.staging;

import java.util.List;

/** One page of a list, with the number of all that match. */
public record ListingPage(List<ListingStatus> items, long total) {}
