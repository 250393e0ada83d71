package jp.shopbridge.publishing.sending;

import java.time.Clock;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.tiktok.Authorizations;
import org.apache.camel.ExchangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a failure means for its whole shop: a pause, or the wait for the next day's listing limit. */
@Component
public class ShopOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(ShopOutcomes.class);
    private static final String STAGE = "publishing";

    private final Pauses pauses;
    private final ListingLimit listingLimit;
    private final SendingSettings settings;
    private final Clock clock;

    ShopOutcomes(Pauses pauses, ListingLimit listingLimit, SendingSettings settings, Clock clock) {
        this.pauses = pauses;
        this.listingLimit = listingLimit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A look at a shop that failed waits for the next one. */
    public void failed(String shop, @ExchangeException Failure failure) {
        LOG.warn(
                "A look at the shop {} failed and is taken again: {}",
                shop,
                failure.sentence().en());
    }

    /** A look at a shop that failed for a reason nobody foresaw is said with its trace, and waits for the next one. */
    public void unexpected(String shop, Throwable thrown) {
        LOG.error("A look at the shop {} failed unexpectedly; it is taken again.", shop, thrown);
    }

    /** Remembers that TikTok takes no new products of the shop for now, and why. */
    void limited(String shop, ThrottledFailure failure) {
        if (listingLimit.hold(shop).isEmpty()) {
            LOG.warn(
                    "New listings of {} wait for {}: {}",
                    shop,
                    failure.waitFor(),
                    failure.sentence().en());
        }
        listingLimit.reached(shop, failure);
    }

    /** Pauses publishing of a shop; only consent ends a withdrawn authorization, everything else is tried again later. */
    public void pause(String shop, @ExchangeException MisconfiguredFailure failure) {
        boolean consent =
                failure.code().equals(Authorizations.REVOKED) || failure.code().equals("TIKTOK_NOT_AUTHORIZED");
        boolean wasGoing = pauses.pause(
                shop,
                STAGE,
                consent ? Authorizations.REVOKED : failure.code(),
                failure.sentence(),
                STAGE,
                consent ? null : clock.instant().plus(settings.pauseFor()));
        if (wasGoing) {
            LOG.error(
                    "Publishing of {} pauses: {} {}",
                    shop,
                    failure.code(),
                    failure.sentence().en());
        }
    }
}
