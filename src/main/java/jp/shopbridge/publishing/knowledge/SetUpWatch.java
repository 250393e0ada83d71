package jp.shopbridge.publishing.knowledge;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import org.springframework.stereotype.Component;

/** Has the listings that wait for the set-up of their shop sent again once it is complete. */
@Component
public class SetUpWatch {

    private final ListingQueries listings;
    private final Reports reports;
    private final ShopKnowledge knowledge;
    private final Clock clock;

    SetUpWatch(ListingQueries listings, Reports reports, ShopKnowledge knowledge, Clock clock) {
        this.listings = listings;
        this.reports = reports;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** Looks at what was just read of a shop's set-up. */
    public void look(String shop) {
        if (SetUp.obstacle(knowledge.shopFacts(shop)) != null) {
            return;
        }
        for (ListingStatus status : waiting(shop)) {
            reports.report(
                    status.key(),
                    ListingChange.by("publishing", "warehouse-found")
                            .event(ListingEvent.RETRY)
                            .dueAt(clock.instant())
                            .history(Messages.sentence("publishing.knowledge.tiktok-shops-set-up-complete"), null));
        }
    }

    private List<ListingStatus> waiting(String shop) {
        return Stream.of(ListingState.NO_WAREHOUSE, ListingState.FAILED)
                .flatMap(
                        state -> listings
                                .search(new ListingQuery(shop, null, state, null, List.of(), 0, 500, "product-no"))
                                .items()
                                .stream()
                                .filter(status ->
                                        state == ListingState.NO_WAREHOUSE || SetUp.isTask(status.stateCode())))
                .toList();
    }
}
