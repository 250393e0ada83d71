package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a listing must satisfy, as the mapping in force states it ({@code require}); asked again after a person's edit. */
public interface ListingRules {

    /**
     * All unmet requirements of an effective listing, at once.
     *
     * @param snapshot futureshop's product the listing was mapped from (JSON text)
     */
    List<Lack> lacks(String shop, ObjectNode effective, String snapshot);
}
