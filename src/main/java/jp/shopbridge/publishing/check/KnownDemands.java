package jp.shopbridge.publishing.check;

import java.util.List;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingDemands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The check before sending, asked as soon as a listing is staged, by what is known of its category until then. */
@Component
class KnownDemands implements ListingDemands {

    private static final Logger LOG = LoggerFactory.getLogger(KnownDemands.class);

    private final ListingCheck check;
    private final ShopKnowledge knowledge;

    KnownDemands(ListingCheck check, ShopKnowledge knowledge) {
        this.check = check;
        this.knowledge = knowledge;
    }

    @Override
    public List<Lack> lacks(Listing listing, boolean valuesOnly) {
        try {
            return check.lacks(listing, knowledge.ofCategory(listing), valuesOnly);
        } catch (RuntimeException e) {
            // One listing never holds up a page of them; the check before it is sent parks it and says so.
            LOG.error("What TikTok demands of {} could not be told.", listing.key(), e);
            return List.of();
        }
    }
}
