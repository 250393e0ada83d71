package jp.shopbridge.staging;

import java.util.List;

/**
 * One page of a search.
 *
 * @param total how many listings match
 * @param counts how many would match in each state if the search named none; states without any are left out
 */
public record ListingPage(List<ListingStatus> items, long total, List<StateCount> counts) {}
