package jp.shopbridge.api.sales;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.api.products.RemoteProductsApi;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.actions.SaleBatch;
import jp.shopbridge.publishing.actions.SaleChange;
import jp.shopbridge.publishing.actions.SaleChanges;
import jp.shopbridge.staging.ListingPage;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stops and resumes the sale of many products at once. */
@Component
public class SalesApi {

    private static final Logger LOG = LoggerFactory.getLogger(SalesApi.class);
    private static final int PAGE = 500;

    /** The most products one request may change: at TikTok's usual rate they take some twenty seconds. */
    static final int MOST_CHANGES = 2000;

    private final ListingQueries listings;
    private final SaleChanges sales;
    private final RemoteProductsApi one;

    SalesApi(ListingQueries listings, SaleChanges sales, RemoteProductsApi one) {
        this.listings = listings;
        this.sales = sales;
        this.one = one;
    }

    /** The changes of one request on their way. */
    public static final class Many {

        private final boolean dryRun;
        private final List<SaleChange> changes = new ArrayList<>();
        private List<SaleBatch> batches = List.of();
        private int matched;
        private int notListed;
        private int leftAlone;

        Many(boolean dryRun) {
            this.dryRun = dryRun;
        }

        /** What is to be done now, a call each; nothing in a dry run. */
        public List<SaleBatch> getToDo() {
            return batches;
        }
    }

    /** Chooses the products whose sale can be changed as wanted. */
    public Many choose(ApiRequest request) {
        boolean dryRun = Boolean.TRUE.equals(request.flag("dry-run"));
        SalesRequest wanted = request.body(SalesRequest.class);
        boolean on = wanted.onSale();
        ListingQuery query = ProductChoice.of(wanted.productNos(), wanted.filter(), request.shop());
        if (on && !dryRun) {
            one.refuseWhilePaused(query.shop());
        }
        Many many = new Many(dryRun);
        for (int page = 0; ; page++) {
            ListingPage found = listings.search(query.part(page, PAGE));
            for (ListingStatus status : found.items()) {
                many.matched++;
                if (status.remoteProductId() == null) {
                    many.notListed++;
                } else if (!SaleChanges.canBe(on, status)) {
                    many.leftAlone++;
                } else {
                    many.changes.add(sales.begin(status.key(), on, request.actor()));
                }
            }
            if (found.items().size() < PAGE) {
                break;
            }
        }
        if (many.changes.size() > MOST_CHANGES) {
            throw ApiProblem.at(
                    422,
                    "API_TOO_MANY",
                    "filter",
                    Messages.sentence("API_TOO_MANY", MOST_CHANGES, many.changes.size()));
        }
        if (!dryRun) {
            many.batches = SaleBatch.of(many.changes);
        }
        return many;
    }

    private static SalesResult.Failed failed(SaleBatch.Failed failed) {
        SaleChange change = failed.change();
        Exception thrown = failed.thrown();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof Failure failure) {
                return new SalesResult.Failed(change.key().productNo(), failure.code(), failure.sentence());
            }
        }
        LOG.error("{} failed unexpectedly.", change, thrown);
        return new SalesResult.Failed(
                change.key().productNo(),
                "UNEXPECTED",
                Messages.sentence("api.sales.something-unforeseen-went-wrong-try"));
    }

    /** What was done, or in a dry run would be. */
    public Answer done(Many many) {
        List<SalesResult.Failed> failed = many.batches.stream()
                .flatMap(batch -> batch.failed().stream())
                .map(SalesApi::failed)
                .sorted(Comparator.comparing(SalesResult.Failed::productNo))
                .toList();
        return Answer.ok(new SalesResult(
                many.dryRun,
                many.matched,
                many.notListed,
                many.leftAlone,
                many.changes.size() - failed.size(),
                failed));
    }
}
