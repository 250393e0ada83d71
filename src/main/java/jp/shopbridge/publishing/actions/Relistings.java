package jp.shopbridge.publishing.actions;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.tiktok.ProductSearch;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.ExchangeException;
import org.springframework.stereotype.Component;

/**
 * 新しく出品し直す: begins a new generation of a listing whose product at TikTok was deleted. Only after TikTok has said
 * that it is gone, because everything else would make a second product.
 */
@Component
public class Relistings {

    private final ListingQueries listings;
    private final DeadLetters deadLetters;
    private final Reports reports;
    private final TiktokRequests requests;
    private final Clock clock;

    Relistings(
            ListingQueries listings, DeadLetters deadLetters, Reports reports, TiktokRequests requests, Clock clock) {
        this.listings = listings;
        this.deadLetters = deadLetters;
        this.reports = reports;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Begins with one wish.
     *
     * @throws RefusedFailure when the listing has no product at TikTok, so that sending it is all there is to do
     */
    public Relisting begin(ListingKey key, String actor) {
        Listing listing = listings.find(key).orElse(null);
        String remoteId = listing == null ? null : listing.status().remoteProductId();
        if (listing == null || remoteId == null) {
            throw new RefusedFailure("PUBLISHING_NOT_LISTED", Messages.sentence("PUBLISHING_NOT_LISTED"), "", null);
        }
        return new Relisting(key, remoteId, List.copyOf(sellerSkus(listing)), actor);
    }

    // What TikTok last showed and what it last accepted name the SKUs it had; what is staged now may differ.
    private static Set<String> sellerSkus(Listing listing) {
        Set<String> sellerSkus = new LinkedHashSet<>();
        if (listing.remote() != null) {
            sellerSkus.addAll(RemoteProduct.of(listing.remote()).skus().stream()
                    .map(RemoteProduct.RemoteSku::sellerSku)
                    .toList());
        }
        if (listing.published() != null) {
            sellerSkus.addAll(listing.published().sellerSkus());
        }
        sellerSkus.addAll(listing.effective().sellerSkus());
        sellerSkus.remove("");
        return sellerSkus;
    }

    /** Asks for the former product. */
    public TiktokCall readCall(Relisting relisting) {
        return requests.product(relisting.key().shop(), relisting.remoteId());
    }

    /** Notes that TikTok still shows it. */
    public void shown(Relisting relisting, RemoteProduct product) {
        relisting.remote = product;
    }

    /**
     * Notes why TikTok refused to show it.
     *
     * @throws RefusedFailure when that says nothing about the product
     */
    public void notShown(Relisting relisting, @ExchangeException RefusedFailure refused) {
        if (refused.code().equals(TiktokAnswers.PRODUCT_UNKNOWN)) {
            relisting.gone = true;
        } else if (!refused.code().equals(TiktokAnswers.PRODUCT_STATUS)) {
            throw refused;
        }
    }

    /** Looks for it among the deleted products. */
    public ProductSearch search(Relisting relisting) {
        return ProductSearch.amongDeleted(relisting.key().shop(), relisting.sellerSkus());
    }

    /** Notes whether it is among them. */
    public void searched(Relisting relisting, List<RemoteProduct> found) {
        relisting.gone =
                found.stream().anyMatch(product -> product.id().equals(relisting.remoteId()) && product.isDeleted());
    }

    /**
     * Begins the new generation.
     *
     * @throws RefusedFailure when TikTok still has the product
     */
    public void apply(Relisting relisting) {
        RemoteProduct remote = relisting.remote;
        if (!relisting.gone && (remote == null || !remote.isDeleted())) {
            throw new RefusedFailure(
                    "PUBLISHING_STILL_LISTED",
                    Messages.sentence("PUBLISHING_STILL_LISTED", relisting.remoteId()),
                    remote == null || remote.status() == null ? "" : remote.status(),
                    null);
        }
        reports.reportStrictly(
                relisting.key(),
                ListingChange.by(relisting.actor(), "relisted")
                        .event(ListingEvent.RELISTED)
                        .anew()
                        .dueAt(clock.instant())
                        .history(
                                Messages.sentence(
                                        "publishing.actions.product-deleted-tiktok-shop-listed", relisting.remoteId()),
                                null),
                () -> deadLetters.resolved(
                        relisting.key().shop(), relisting.key().productNo(), "publishing"));
    }
}
