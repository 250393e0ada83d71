package jp.shopbridge.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.actions.CategorySuggestion;
import jp.shopbridge.publishing.actions.CategorySuggestions;
import jp.shopbridge.publishing.actions.LinkSearch;
import jp.shopbridge.publishing.actions.Links;
import jp.shopbridge.publishing.actions.Relisting;
import jp.shopbridge.publishing.actions.Relistings;
import jp.shopbridge.publishing.actions.SaleChange;
import jp.shopbridge.publishing.actions.SaleChanges;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.publishing.knowledge.CategoryUpkeep;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.tiktok.UndescribedCodes;
import org.springframework.stereotype.Component;

/** What a person does with products that TikTok has: stop, resume, list anew, link. */
@Component
public class RemoteProductsApi {

    private static final int MOST_LINKS = 50;

    private final ListingQueries listings;
    private final Pauses pauses;
    private final SaleChanges sales;
    private final Relistings relistings;
    private final Links links;
    private final CategorySuggestions suggestions;
    private final Categories categories;
    private final CategoryUpkeep upkeep;
    private final UndescribedCodes undescribed;

    RemoteProductsApi(
            ListingQueries listings,
            Pauses pauses,
            SaleChanges sales,
            Relistings relistings,
            Links links,
            CategorySuggestions suggestions,
            Categories categories,
            CategoryUpkeep upkeep,
            UndescribedCodes undescribed) {
        this.undescribed = undescribed;
        this.listings = listings;
        this.pauses = pauses;
        this.sales = sales;
        this.relistings = relistings;
        this.links = links;
        this.suggestions = suggestions;
        this.categories = categories;
        this.upkeep = upkeep;
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

    void refuseWhilePaused(String shop) {
        for (Pause pause : pauses.all()) {
            if (pause.shop().equals(shop) && pause.stage().equals("publishing")) {
                throw ApiProblem.at(
                        409,
                        "API_PUBLISHING_PAUSED",
                        null,
                        Sentence.of(
                                "このショップの連携は停止中です。再開してからもう一度行ってください。理由: "
                                        + pause.reason().ja(),
                                "Publishing of this shop pauses: resume it first. The reason is: "
                                        + pause.reason().en()));
            }
        }
    }

    /** Begins to ask for a category. */
    public CategorySuggestion suggest(ApiRequest request) {
        return suggestions.begin(known(request));
    }

    /** What TikTok changed about categories in use. */
    public Answer categoryChanges(ApiRequest request) {
        return Answer.ok(CategoryChangeList.of(upkeep.changes(request.shop())));
    }

    /** Codes of TikTok that our table does not describe, with counts. */
    public Answer undescribedCodes(ApiRequest request) {
        return Answer.ok(UndescribedCodeList.of(undescribed.of(request.shop())));
    }

    /** The category that was suggested. */
    public Answer suggested(CategorySuggestion suggestion) {
        String id = suggestion.categoryId();
        CategoryList.Item item = categories
                .find(suggestion.key().shop(), id)
                .map(CategoryList.Item::of)
                .orElseGet(() -> unread(id, suggestion.path()));
        return Answer.ok(new CategorySuggestionItem(item, suggestion.fromImage()));
    }

    // Before the categories were read, TikTok's answer alone says what they are called.
    private static CategoryList.Item unread(String id, List<String> path) {
        return new CategoryList.Item(
                id,
                path.isEmpty() ? id : path.get(path.size() - 1),
                path.isEmpty() ? List.of(id) : path,
                List.of(id),
                true,
                true);
    }

    /** The product as it is now. */
    public Answer show(ApiRequest request) {
        return ProductsApi.detail(
                listings.find(request.listing()).orElseThrow(() -> ProductsApi.unknown(request.listing())));
    }

    /** Begins to look for products that listings could be linked to. */
    public LinkSearch look(ApiRequest request) {
        List<String> numbers = request.json().allowing("productNos").texts("productNos", MOST_LINKS, 64);
        if (numbers.isEmpty()) {
            throw missing("productNos");
        }
        return links.look(request.shop(), numbers, request.actor());
    }

    /** What was found. */
    public Answer proposals(LinkSearch search) {
        return Answer.ok(LinkPreview.of(links.proposals(search)));
    }

    /** Begins to link. */
    public LinkSearch link(ApiRequest request) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (JsonBody each : request.json().allowing("links").inners("links", MOST_LINKS)) {
            each.allowing("productNo", "remoteProductId");
            wanted.put(each.text("productNo", 64), each.text("remoteProductId", 64));
        }
        if (wanted.isEmpty()) {
            throw missing("links");
        }
        return links.link(request.shop(), wanted, request.actor());
    }

    /** How each fared. */
    public Answer linked(LinkSearch search) {
        return Answer.ok(LinkResult.of(links.apply(search)));
    }

    private ListingKey known(ApiRequest request) {
        ListingKey key = request.listing();
        if (listings.status(key).isEmpty()) {
            throw ProductsApi.unknown(key);
        }
        return key;
    }

    private static ApiProblem missing(String field) {
        return ApiProblem.at(
                422,
                "API_FIELD_MISSING",
                field,
                Sentence.of("「" + field + "」を指定してください。", "The field '" + field + "' is missing."));
    }
}
