package jp.shopbridge.api.products;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.EntityTags;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.api.SelectionRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.foresee.Previews;
import jp.shopbridge.publishing.foresee.Queue;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.publishing.pictures.Images;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.EditOutcome;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingEdits;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingPage;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.StateCount;
import jp.shopbridge.staging.StockOrigin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 商品一覧 and 商品詳細: see, correct, choose. */
@Component
public class ProductsApi {

    private static final Set<String> SORTS = Set.of(
            "product-no",
            "-product-no",
            "title",
            "-title",
            "price",
            "-price",
            "stock",
            "-stock",
            "changed",
            "-changed");
    private static final int LONGEST_SEARCH = 200;
    /** A version that no listing ever has. */
    private static final long ANOTHER = -1;

    private static final int MOST_HISTORY = 500;

    private final ListingQueries listings;
    private final ListingEdits edits;
    private final HistoryEntries history;
    private final ShopMappings mappings;
    private final Queue queue;
    private final Previews previews;
    private final Images images;
    private final Categories categories;

    ProductsApi(
            ListingQueries listings,
            ListingEdits edits,
            HistoryEntries history,
            ShopMappings mappings,
            Queue queue,
            Previews previews,
            Images images,
            Categories categories) {
        this.listings = listings;
        this.edits = edits;
        this.history = history;
        this.mappings = mappings;
        this.queue = queue;
        this.previews = previews;
        this.images = images;
        this.categories = categories;
    }

    /** The products that match, a page of them. */
    public Answer list(ApiRequest request) {
        String sort = request.oneOf("sort", SORTS);
        ListingQuery query = new ListingQuery(
                request.shop(),
                request.query("q", LONGEST_SEARCH),
                ProductChoice.state(request.query("state"), 400),
                ProductChoice.focus(request.query("only"), 400),
                request.query("cause", ProductChoice.LONGEST_CAUSE),
                request.flag("selected"),
                List.of(),
                request.page(),
                request.size(),
                sort == null ? "product-no" : sort);
        ListingPage page = listings.search(query);
        Map<String, Long> counts = new LinkedHashMap<>();
        page.counts().forEach(count -> counts.put(count.state().id(), count.all()));
        Map<String, Queue.Place> places = queue.places(query.shop(), page.items());
        List<String> numbers =
                page.items().stream().map(status -> status.key().productNo()).toList();
        Map<String, StockOrigin> stocks = listings.stockOrigins(query.shop(), numbers);
        return Answer.ok(new ProductList(
                page.items().stream()
                        .map(status -> ProductItem.of(
                                status,
                                places.get(status.key().productNo()),
                                stocks.get(status.key().productNo())))
                        .toList(),
                page.total(),
                query.page(),
                query.size(),
                counts,
                page.counts().stream()
                        .filter(count -> count.state() == ListingState.LIVE)
                        .mapToLong(StateCount::stopped)
                        .sum()));
    }

    /** One product, whole. */
    public Answer show(ApiRequest request) {
        return shown(listing(request));
    }

    /** Takes a person's corrections, all of them or none. */
    public Answer edit(ApiRequest request) {
        ObjectNode patch = request.mergePatch();
        Long version = expected(request);
        String category = EditableField.CATEGORY_ID.field();
        String id = patch.path(category).asText("");
        Sentence refusal = id.isBlank() ? null : categories.refusal(request.shop(), id);
        if (refusal != null) {
            throw ApiProblem.at(422, "EDIT_INVALID", category, refusal);
        }
        return answer(edits.edit(request.listing(), version, patch, request.actor()));
    }

    /** Takes a person's correction of one field back. */
    public Answer revert(ApiRequest request) {
        String skuNo = request.query("skuNo", 64);
        Long version = expected(request);
        return answer(edits.revert(
                request.listing(), version, skuNo == null ? "" : skuNo, request.variable("field"), request.actor()));
    }

    /** Sets 連携対象 of one product. */
    public Answer select(ApiRequest request) {
        boolean selected = request.body(SelectedRequest.class).selected();
        Long version = expected(request);
        return answer(edits.select(request.listing(), version, selected, request.actor()));
    }

    /** Sets 連携対象 of many products. */
    public Answer selectMany(ApiRequest request) {
        SelectionRequest wanted = request.body(SelectionRequest.class);
        ListingQuery query = ProductChoice.of(wanted.productNos(), wanted.filter(), request.shop());
        long matched = listings.search(query).total();
        int changed = edits.selectAll(query, wanted.selected(), request.actor());
        return Answer.ok(new SelectionResult(matched, changed));
    }

    /** Why each of a product's values is what it is. */
    public Answer explain(ApiRequest request) {
        return Answer.ok(ProductExplanation.of(listing(request), mappings, listings));
    }

    /** What happened to a product. */
    public Answer history(ApiRequest request) {
        ListingKey key = status(request).key();
        List<ProductHistory.Line> lines = history.of(key, MOST_HISTORY).stream()
                .map(entry -> new ProductHistory.Line(
                        entry.at(),
                        entry.kind(),
                        entry.actor(),
                        entry.text(),
                        entry.detail() == null ? null : Json.parse(entry.detail())))
                .toList();
        return Answer.ok(new ProductHistory(lines, lines.size()));
    }

    private Listing listing(ApiRequest request) {
        ListingKey key = request.listing();
        return listings.find(key).orElseThrow(() -> unknown(key));
    }

    private ListingStatus status(ApiRequest request) {
        ListingKey key = request.listing();
        return listings.status(key).orElseThrow(() -> unknown(key));
    }

    /** What sending one product now would come to. */
    public Answer preview(ApiRequest request) {
        return Answer.ok(
                previews.of(request.listing()).map(ProductPreview::of).orElseThrow(() -> unknown(request.listing())));
    }

    /** The version now where the person saw it, {@link #ANOTHER} where not, null where they did not say. */
    private @Nullable Long expected(ApiRequest request) {
        EntityTags tags = request.ifMatch();
        if (tags == null) {
            return null;
        }
        long now = status(request).version();
        return tags.nameVersion(now) ? now : ANOTHER;
    }

    private static Answer answer(EditOutcome outcome) {
        if (outcome instanceof EditOutcome.Edited edited) {
            return detail(edited.listing());
        } else if (outcome instanceof EditOutcome.NoSuchListing missing) {
            throw unknown(missing.key());
        } else if (outcome instanceof EditOutcome.Conflict conflict) {
            throw changedSince(conflict.listing());
        } else if (outcome instanceof EditOutcome.Invalid invalid) {
            throw ApiProblem.at(422, invalid.code(), invalid.field(), invalid.sentence());
        }
        throw new AssertionError("The family of outcomes is sealed; " + outcome.getClass() + " has no answer.");
    }

    static Answer detail(Listing listing) {
        return Answer.ok(ProductDetail.of(listing)).version(listing.status());
    }

    /** The product as a person sees it, with its place in the queue. */
    private Answer shown(Listing listing) {
        Queue.Place place = queue.places(listing.key().shop(), List.of(listing.status()))
                .get(listing.key().productNo());
        // What a mapping lacks stands in the listing; what only the check before sending found, in its history.
        List<Lack> lacks = listing.lacks().isEmpty() && listing.status().state() == ListingState.INCOMPLETE
                ? history.latestLacks(listing.key())
                : listing.lacks();
        return Answer.ok(ProductDetail.of(listing, place, lacks, ProductNote.of(listing, images.notes(listing))))
                .version(listing.status());
    }

    static ApiProblem unknown(ListingKey key) {
        return ApiProblem.notFound(
                "API_PRODUCT_UNKNOWN",
                Messages.sentence("API_PRODUCT_UNKNOWN.there-no-product-check-number", key.productNo(), key));
    }

    private static ApiProblem changedSince(Listing now) {
        Edit latest =
                now.edits().stream().max(Comparator.comparing(Edit::editedAt)).orElse(null);
        String what =
                latest == null ? "" : latest.skuNo().isEmpty() ? latest.field() : latest.skuNo() + " " + latest.field();
        String value = latest == null ? "" : shortened(latest.value());
        return ApiProblem.of(
                        412,
                        "API_VERSION_CONFLICT",
                        Sentence.of(
                                "表示した後に他の人が変更したため、保存しませんでした。"
                                        + (latest == null
                                                ? ""
                                                : "最後の変更：" + latest.editedBy() + "さんが " + what + " を「" + value
                                                        + "」にしました。")
                                        + "最新の内容を確認して、もう一度保存してください。",
                                "Somebody changed it since it was read, so nothing was saved"
                                        + (latest == null
                                                ? ""
                                                : " (latest: " + latest.editedBy() + " made " + what + " '" + value
                                                        + "')")
                                        + ": read it again and repeat."))
                .with("ETag", EntityTags.of(now.status()));
    }

    private static String shortened(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
