package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.IllegalTransition;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.tiktok.ProductSearch;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 既存商品と紐付け: links listings to products that TikTok already has, found by seller SKU, after a person has seen which.
 * Linking itself changes nothing at TikTok; what differs goes out with the next sending.
 */
@Component
public class Links {

    private final ListingQueries listings;
    private final DeadLetters deadLetters;
    private final Reports reports;
    private final TiktokRequests requests;
    private final Clock clock;

    Links(ListingQueries listings, DeadLetters deadLetters, Reports reports, TiktokRequests requests, Clock clock) {
        this.listings = listings;
        this.deadLetters = deadLetters;
        this.reports = reports;
        this.requests = requests;
        this.clock = clock;
    }

    /** Begins a search for these listings' products; unknown numbers are left out. */
    public LinkSearch look(String shop, Collection<String> productNos, String actor) {
        LinkSearch search = new LinkSearch(shop, actor);
        Set<String> sellerSkus = new LinkedHashSet<>();
        for (String productNo : new LinkedHashSet<>(productNos)) {
            listings.find(new ListingKey(shop, productNo)).ifPresent(listing -> {
                search.listings.put(productNo, listing);
                if (listing.status().remoteProductId() == null) {
                    sellerSkus.addAll(LinkProposal.numbers(listing).keySet());
                }
            });
        }
        search.sellerSkus.addAll(sellerSkus);
        return search;
    }

    /**
     * Begins linking.
     *
     * @param wanted TikTok's product ids by product number
     */
    public LinkSearch link(String shop, Map<String, String> wanted, String actor) {
        LinkSearch search = new LinkSearch(shop, actor);
        wanted.forEach((productNo, remoteId) -> listings.find(new ListingKey(shop, productNo))
                .ifPresent(listing -> {
                    search.listings.put(productNo, listing);
                    search.wanted.put(productNo, remoteId);
                }));
        search.asked.addAll(wanted.keySet());
        return search;
    }

    /** Which products may be linked; none are searched for when a person has chosen them. */
    public ProductSearch search(LinkSearch search) {
        return ProductSearch.bySellerSkus(search.shop(), List.copyOf(search.sellerSkus));
    }

    /** Notes what the search found; the ids of the products to read, those that a person chose first. */
    public List<String> searched(LinkSearch search, List<RemoteProduct> found) {
        Set<String> ids = new LinkedHashSet<>(search.wanted.values());
        for (RemoteProduct product : found) {
            if (product.isDeleted()) {
                continue;
            }
            search.found.put(product.id(), product);
            // A frozen product cannot be read; the search's line says enough to refuse it.
            if (!product.isFrozen()) {
                ids.add(product.id());
            }
        }
        return List.copyOf(ids);
    }

    /** Reads a product. */
    public TiktokCall readCall(LinkSearch search, String productId) {
        return requests.product(search.shop(), productId);
    }

    /** Notes the product read. */
    public void productRead(LinkSearch search, String productId, RemoteProduct product) {
        search.found.put(productId, product);
    }

    /** Notes that the product could not be read: it is deleted, frozen or not of this shop. */
    public void notRead(LinkSearch search, String productId) {
        search.found.remove(productId);
    }

    /** What linking would come to, listing by listing. */
    public List<LinkProposal> proposals(LinkSearch search) {
        return search.listings.values().stream()
                .map(listing -> proposal(search, listing))
                .toList();
    }

    private LinkProposal proposal(LinkSearch search, Listing listing) {
        Sentence own = ownObstacle(listing);
        if (own != null) {
            return proposal(
                    listing,
                    listing.status().remoteProductId() != null
                            ? LinkProposal.Outcome.LINKED
                            : LinkProposal.Outcome.BUSY,
                    own,
                    List.of());
        }
        Map<String, String> numbers = LinkProposal.numbers(listing);
        List<RemoteProduct> products = search.found.values().stream()
                .filter(product -> product.skuIds().keySet().stream().anyMatch(numbers::containsKey))
                .sorted(Comparator.comparingLong((RemoteProduct product) -> product.skuIds().keySet().stream()
                                .filter(numbers::containsKey)
                                .count())
                        .reversed())
                .toList();
        List<LinkProposal.Match> matches = products.stream()
                .map(product -> LinkProposal.Match.of(listing, product))
                .toList();
        if (products.isEmpty()) {
            return proposal(
                    listing,
                    LinkProposal.Outcome.NONE,
                    Messages.sentence("publishing.actions.tiktok-shop-no-product-with"),
                    matches);
        }
        if (products.size() > 1) {
            return proposal(
                    listing,
                    LinkProposal.Outcome.SEVERAL,
                    Messages.sentence("publishing.actions.tiktok-shop-products-with-one", products.size()),
                    matches);
        }
        Sentence obstacle = obstacle(listing, products.get(0));
        return obstacle == null
                ? proposal(listing, LinkProposal.Outcome.LINKABLE, null, matches)
                : proposal(listing, LinkProposal.Outcome.CONFLICT, obstacle, matches);
    }

    private static LinkProposal proposal(
            Listing listing, LinkProposal.Outcome outcome, @Nullable Sentence reason, List<LinkProposal.Match> found) {
        return new LinkProposal(listing.key().productNo(), listing.status().title(), outcome, reason, found);
    }

    private static @Nullable Sentence ownObstacle(Listing listing) {
        String remoteId = listing.status().remoteProductId();
        if (remoteId != null) {
            return Messages.sentence("publishing.actions.listing-product-tiktok-shop-already", remoteId);
        }
        ListingState state = listing.status().state();
        return state == ListingState.UNKNOWN_OUTCOME || state == ListingState.IN_REVIEW
                ? Messages.sentence("publishing.actions.listing-try-again-once-over", state.ja(), state.id())
                : null;
    }

    private @Nullable Sentence obstacle(Listing listing, RemoteProduct remote) {
        Optional<ListingKey> other = listings.byRemoteProductId(listing.key().shop(), remote.id());
        if (other.isPresent() && !other.get().equals(listing.key())) {
            return Messages.sentence(
                    "publishing.actions.product-belongs-listing-already-see",
                    other.get().productNo());
        }
        if (remote.isFrozen()) {
            return Messages.sentence("publishing.actions.tiktok-shop-frozen-product-appeal");
        }
        return null;
    }

    /** Links what was asked for and read, each on its own; answers how each fared. */
    public List<LinkProposal.Done> apply(LinkSearch search) {
        List<LinkProposal.Done> done = new ArrayList<>();
        for (String productNo : search.asked) {
            Sentence refusal = apply(search, productNo);
            done.add(new LinkProposal.Done(productNo, refusal == null, refusal));
        }
        return done;
    }

    private @Nullable Sentence apply(LinkSearch search, String productNo) {
        Listing listing =
                listings.find(new ListingKey(search.shop(), productNo)).orElse(null);
        if (listing == null) {
            return Messages.sentence("publishing.actions.there-no-product-check-number", productNo);
        }
        Sentence own = ownObstacle(listing);
        if (own != null) {
            return own;
        }
        RemoteProduct remote = search.found.get(search.wanted.getOrDefault(productNo, ""));
        if (remote == null) {
            return Messages.sentence("publishing.actions.tiktok-shop-does-not-show");
        }
        Sentence obstacle = obstacle(listing, remote);
        if (obstacle != null) {
            return obstacle;
        }
        Map<String, String> numbers = LinkProposal.numbers(listing);
        Map<String, String> ids = new TreeMap<>();
        remote.skuIds().forEach((sellerSku, id) -> {
            String number = numbers.get(sellerSku);
            if (number != null) {
                ids.put(number, id);
            }
        });
        if (ids.isEmpty()) {
            return Messages.sentence("publishing.actions.no-seller-sku-matches-so");
        }
        try {
            reports.reportStrictly(
                    listing.key(),
                    ListingChange.by(search.actor(), "linked")
                            .event(ListingEvent.LINKED)
                            .remoteIds(remote.id(), ids)
                            .remoteState(remote.status(), remote.audit(), remote.json())
                            .dueAt(clock.instant())
                            .reviewDueAt(clock.instant())
                            .history(said(remote, ids.size()), detail(remote, ids)),
                    () -> deadLetters.resolved(search.shop(), productNo, "publishing"));
            return null;
        } catch (IllegalTransition moved) {
            return Messages.sentence(
                    "publishing.actions.listing-became-not-linked-search",
                    moved.state().ja(),
                    moved.state().id());
        }
    }

    private static Sentence said(RemoteProduct remote, int skus) {
        return Messages.sentence("publishing.actions.linked-tiktoks-product-skus", remote.id(), skus);
    }

    private static String detail(RemoteProduct remote, Map<String, String> ids) {
        ObjectNode detail = Json.MAPPER.createObjectNode().put("remoteProductId", remote.id());
        ObjectNode skus = detail.putObject("skus");
        ids.forEach(skus::put);
        return Json.text(detail);
    }
}
