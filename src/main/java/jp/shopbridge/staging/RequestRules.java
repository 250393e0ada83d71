package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;

/** How a listing becomes the request that is sent for it; whoever sends it says what the mapping may know. */
public interface RequestRules {

    /** The name of the mapping that makes the request's body from an effective listing. */
    String mapping();

    /**
     * What a listing's request depends on beside its content.
     *
     * @param remoteId the product's id there, null as long as it has none
     * @param sendAsDraft whether it is sent as a draft
     */
    record Standing(@Nullable String remoteId, boolean sendAsDraft, List<Sku> skus) {

        /** A listing that was never sent. */
        public static final Standing NEW = new Standing(null, false, List.of());
    }

    /**
     * What the mapping would know if the listing were sent now and everything it needs of others were there: its pictures
     * uploaded (each stands under its own address), a warehouse. Asks nobody.
     */
    Map<String, JsonNode> foreseen(String shop, ListingContent effective, Standing standing);

    /** The prices that a request names, each under a name that is the same in another request of the same listing. */
    Map<String, Yen> prices(JsonNode request);
}
