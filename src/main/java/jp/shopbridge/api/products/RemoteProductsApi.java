package jp.shopbridge.api.products;

import java.util.List;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.categories.CategoryList;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.actions.CategorySuggestion;
import jp.shopbridge.publishing.actions.CategorySuggestions;
import jp.shopbridge.publishing.actions.FieldProposal;
import jp.shopbridge.publishing.actions.FieldProposals;
import jp.shopbridge.publishing.actions.Overwrites;
import jp.shopbridge.publishing.actions.Relisting;
import jp.shopbridge.publishing.actions.Relistings;
import jp.shopbridge.publishing.actions.SaleChange;
import jp.shopbridge.publishing.actions.SaleChanges;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.tiktok.ProductSearch;
import jp.shopbridge.tiktok.ProductVersions;
import org.springframework.stereotype.Component;

/** What a person does with one product that TikTok has: stop, resume, list anew, ask for its category. */
@Component
public class RemoteProductsApi {

    private final ListingQueries listings;
    private final Pauses pauses;
    private final SaleChanges sales;
    private final Relistings relistings;
    private final Overwrites overwrites;
    private final CategorySuggestions suggestions;
    private final FieldProposals proposals;
    private final Categories categories;

    RemoteProductsApi(
            ListingQueries listings,
            Pauses pauses,
            SaleChanges sales,
            Relistings relistings,
            Overwrites overwrites,
            CategorySuggestions suggestions,
            FieldProposals proposals,
            Categories categories) {
        this.listings = listings;
        this.pauses = pauses;
        this.sales = sales;
        this.relistings = relistings;
        this.overwrites = overwrites;
        this.suggestions = suggestions;
        this.proposals = proposals;
        this.categories = categories;
    }

    /** Stopping is allowed while publishing pauses: it is what somebody may need most then. */
    public SaleChange stop(ApiRequest request) {
        return sales.begin(known(request), false, request.actor());
    }

    /** Resuming waits like every other sending while publishing pauses. */
    public SaleChange resume(ApiRequest request) {
        ListingKey key = known(request);
        refuseWhilePaused(key.shop());
        return sales.begin(key, true, request.actor());
    }

    /** Begins to list a product anew. */
    public Relisting relist(ApiRequest request) {
        return relistings.begin(known(request), request.actor());
    }

    /** Has what waits sent over what somebody made in Seller Center. */
    public void overwrite(ApiRequest request) {
        ListingKey key = known(request);
        refuseWhilePaused(key.shop());
        overwrites.wanted(key, request.actor());
    }

    /**
     * Which product's versions are to be read.
     *
     * @throws ApiProblem when TikTok has no product of the listing
     */
    public ProductSearch versionsOf(ApiRequest request) {
        ListingKey key = known(request);
        String id = listings.status(key).map(ListingStatus::remoteProductId).orElse(null);
        if (id == null) {
            throw ApiProblem.at(409, "API_NOT_LISTED", null, Messages.sentence("API_NOT_LISTED"));
        }
        return ProductSearch.known(key.shop(), id, false);
    }

    /** The product's versions as TikTok shows them now, beside what the listing says. */
    public Answer versions(ApiRequest request, List<ProductVersions> found) {
        Listing listing = listings.find(request.listing()).orElseThrow(() -> ProductsApi.unknown(request.listing()));
        return Answer.ok(RemoteVersions.of(listing, found.get(0)));
    }

    /** The shop of a product that is there. */
    public String shopOf(ApiRequest request) {
        return known(request).shop();
    }

    /** Refuses to send anything while publishing of the shop pauses. */
    public void refuseWhilePaused(String shop) {
        for (Pause pause : pauses.all()) {
            if (pause.shop().equals(shop) && pause.stage().equals("publishing")) {
                throw ApiProblem.at(
                        409, "API_PUBLISHING_PAUSED", null, Messages.sentence("API_PUBLISHING_PAUSED", pause.reason()));
            }
        }
    }

    /** Begins to ask for a category. */
    public CategorySuggestion suggest(ApiRequest request) {
        return suggestions.begin(known(request));
    }

    /** The category that was suggested. */
    public Answer suggested(CategorySuggestion suggestion) {
        String id = suggestion.categoryId();
        CategoryList.Item item = categories
                .find(suggestion.key().shop(), id)
                .map(CategoryList.Item::of)
                .orElseGet(() -> CategoryList.Item.unread(id, suggestion.path()));
        return Answer.ok(new CategorySuggestionItem(item, suggestion.fromImage()));
    }

    /** Begins to ask what TikTok proposes for fields of a product. */
    public FieldProposal propose(ApiRequest request) {
        return proposals.begin(known(request));
    }

    /** What TikTok proposes. */
    public Answer proposed(FieldProposal proposal) {
        return Answer.ok(FieldProposalItem.of(proposal));
    }

    /** The product as it is now. */
    public Answer show(ApiRequest request) {
        return ProductsApi.detail(
                listings.find(request.listing()).orElseThrow(() -> ProductsApi.unknown(request.listing())));
    }

    private ListingKey known(ApiRequest request) {
        ListingKey key = request.listing();
        if (listings.status(key).isEmpty()) {
            throw ProductsApi.unknown(key);
        }
        return key;
    }
}
