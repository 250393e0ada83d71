package jp.shopbridge.staging;

import java.util.List;

/** What TikTok demands of a listing, as far as that is known; asked whenever a listing is put together. Asks nobody. */
public interface ListingDemands {

    /**
     * All unmet demands, at once, in the order in which they are told.
     *
     * @param listing as it is put together now; its status is the one before, its lacks are not read
     * @param valuesOnly whether nothing but price and stock would go out
     */
    List<Lack> lacks(Listing listing, boolean valuesOnly);
}
