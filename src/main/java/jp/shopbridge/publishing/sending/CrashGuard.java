package jp.shopbridge.publishing.sending;

import jp.shopbridge.cluster.UnderWay;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.staging.ListingKey;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The passages of listings in this process, so that no listing can end it again and again: what it worked on when it died twice
 * gets a passage with nothing beside it, and what ended it then as well is parked.
 */
@Component
class CrashGuard {

    private static final Logger LOG = LoggerFactory.getLogger(CrashGuard.class);
    private static final String STAGE = "publishing";
    private static final String INSIDE = "bridge.passage";

    private final UnderWay underWay;
    private final Outcomes outcomes;

    CrashGuard(UnderWay underWay, Outcomes outcomes) {
        this.underWay = underWay;
        this.outcomes = outcomes;
    }

    /** Lets a listing in, at once or alone after the others; it is out when the exchange is done. A second time does nothing. */
    void enter(ListingKey key, Exchange exchange) {
        if (exchange.getProperty(INSIDE) != null) {
            return;
        }
        UnderWay.Item item = new UnderWay.Item(STAGE, key.shop(), key.productNo());
        boolean alone = underWay.isSuspect(item);
        exchange.setProperty(INSIDE, true);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                underWay.end(item);
            }
        });
        if (alone) {
            LOG.warn("{} was under way when the program ended unexpectedly, more than once; it is tried alone.", key);
        }
        underWay.begin(item, alone);
    }

    /** Counts what processes died with, and parks what they died of. */
    void clearUp() {
        underWay.count();
        for (UnderWay.Item item : underWay.guilty(STAGE)) {
            ListingKey key = new ListingKey(item.shop(), item.item());
            LOG.error("{} ended the program each time it was tried, in the end alone; it is parked.", key);
            outcomes.crashed(key, "publishing-publish-listing", guilty());
            underWay.parked(item);
        }
    }

    private static RefusedFailure guilty() {
        return new RefusedFailure("PUBLISHING_CRASHED", Messages.sentence("PUBLISHING_CRASHED"), "", null);
    }
}
