package jp.shopbridge.tiktok;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The questions of the routes that find products at TikTok Shop, and what the answers show. */
@Component
public class TiktokProducts {

    private final TiktokRequests requests;

    TiktokProducts(TiktokRequests requests) {
        this.requests = requests;
    }

    /** The calls of a search, each with as many seller SKUs as TikTok takes at once; none without seller SKUs. */
    public List<TiktokCall> searches(ProductSearch search) {
        List<String> all = search.sellerSkus();
        List<TiktokCall> calls = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TiktokRequests.SEARCH_SIZE) {
            List<String> some = all.subList(from, Math.min(from + TiktokRequests.SEARCH_SIZE, all.size()));
            TiktokCall call = search.deleted()
                    ? requests.searchDeleted(search.shop(), some)
                    : requests.search(search.shop(), some);
            calls.add(call.madeFor(search.purpose()));
        }
        return calls;
    }

    /** The products that the answers to a search name, each once, as a search shows them: without their external id. */
    public List<RemoteProduct> found(List<TiktokAnswer> answers) {
        Map<String, RemoteProduct> products = new LinkedHashMap<>();
        answers.forEach(
                answer -> RemoteProduct.found(answer).forEach(product -> products.putIfAbsent(product.id(), product)));
        return List.copyOf(products.values());
    }

    /** The calls that read the product known and those found that are not deleted. */
    public List<TiktokCall> reads(ProductSearch search, List<RemoteProduct> found) {
        List<TiktokCall> calls = new ArrayList<>();
        if (search.productId() != null) {
            calls.add(read(search, search.productId()));
        }
        found.stream()
                .filter(product -> !product.isDeleted())
                .forEach(product -> calls.add(read(search, product.id())));
        return calls;
    }

    private TiktokCall read(ProductSearch search, String productId) {
        return requests.product(search.shop(), productId).madeFor(search.purpose());
    }

    /** The product that an answer shows. */
    public RemoteProduct product(TiktokAnswer answer) {
        return RemoteProduct.of(answer);
    }

    /** Whether an edit under review has to be read beside the version shown. */
    public boolean isReviewToRead(ProductSearch search, RemoteProduct shown) {
        return !search.isForValues() && shown.hasReviewBeside();
    }

    /** Whether a draft has to be read beside the version shown. */
    public boolean isDraftToRead(ProductSearch search, RemoteProduct shown) {
        return !search.isForValues() && shown.hasDraftBeside();
    }

    /** The call that reads another version of a product. */
    public TiktokCall read(ProductSearch search, RemoteProduct shown, ProductVersion version) {
        return requests.product(search.shop(), shown.id(), version).madeFor(search.purpose());
    }

    /** The version that an answer shows; null when the product has no such version. */
    public @Nullable RemoteProduct version(TiktokAnswer answer, ProductVersion version) {
        return answer.data().isObject() ? RemoteProduct.of(answer.data(), version) : null;
    }

    /** What is known of a product's versions; those that were not asked for are null. */
    public ProductVersions versions(
            RemoteProduct shown, @Nullable RemoteProduct underReview, @Nullable RemoteProduct draft) {
        return new ProductVersions(shown, underReview, draft);
    }
}
