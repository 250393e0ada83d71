package jp.shopbridge.staging;

import java.util.List;
import jp.shopbridge.staging.content.ListingContent;

/** What a listing must satisfy, as the mapping in force states it ({@code require}); asked again after a person's edit. */
public interface ListingRules {

    /**
     * All unmet requirements of an effective listing, at once.
     *
     * @param snapshot futureshop's product the listing was mapped from (JSON text)
     */
    List<Lack> lacks(String shop, ListingContent effective, String snapshot);
}
