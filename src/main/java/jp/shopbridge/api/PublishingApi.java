package jp.shopbridge.api;

import java.util.List;
import jp.shopbridge.publishing.foresee.Previews;
import jp.shopbridge.publishing.foresee.PublishingRun;
import jp.shopbridge.publishing.foresee.PublishingRuns;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswer;
import org.springframework.stereotype.Component;

/** [連携する]: what would be sent, what is being sent. */
@Component
public class PublishingApi {

    private static final int MOST_NUMBERS = 1000;

    private final PublishingRuns runs;
    private final Previews previews;
    private final Categories categories;

    PublishingApi(PublishingRuns runs, Previews previews, Categories categories) {
        this.runs = runs;
        this.previews = previews;
        this.categories = categories;
    }

    /** Starts a run, or with {@code ?dry-run=true} foretells one. */
    public Answer start(ApiRequest request) {
        boolean dryRun = Boolean.TRUE.equals(request.flag("dry-run"));
        List<String> numbers = request.jsonIfAny().allowing("productNos").texts("productNos", MOST_NUMBERS, 64);
        String shop = request.shop();
        long id = dryRun ? runs.foretell(shop, request.actor(), numbers) : runs.start(shop, request.actor(), numbers);
        PublishingRunItem item = item(shop, id);
        return dryRun ? Answer.ok(item) : Answer.accepted(item, "/api/publishing/runs/" + id + "?shop=" + shop);
    }

    /** One run and how its products fare. */
    public Answer show(ApiRequest request) {
        return Answer.ok(item(request.shop(), request.id()));
    }

    /** What sending one product now would come to. */
    public Answer preview(ApiRequest request) {
        return Answer.ok(previews.of(request.listing())
                .map(ProductPreview::of)
                .orElseThrow(() -> ProductsApi.unknown(request.listing())));
    }

    /** TikTok's categories whose path holds every word, or those right below one. */
    public Answer categories(ApiRequest request) {
        String shop = request.shop();
        String parent = request.query("parent", 64);
        if (parent != null) {
            return Answer.ok(new CategoryList(
                    categories.below(shop, parent).stream()
                            .map(CategoryList.Item::of)
                            .toList(),
                    categories.readAt(shop)));
        }
        String words = request.query("q", 200);
        return Answer.ok(new CategoryList(
                categories.search(shop, words == null ? "" : words, request.size()).stream()
                        .map(CategoryList.Item::of)
                        .toList(),
                categories.readAt(shop)));
    }

    /** The id of the category that is asked for. */
    public String wantedCategory(ApiRequest request) {
        return request.variable("id");
    }

    /** One category and what it demands; what it demands was read before. */
    public Answer category(ApiRequest request) {
        String shop = request.shop();
        String id = request.variable("id");
        Categories.Category category = categories
                .find(shop, id)
                .orElseThrow(() -> ApiProblem.notFound(
                        "API_CATEGORY_UNKNOWN",
                        "TikTok Shopにそのカテゴリはありません。カテゴリを選び直してください。",
                        "TikTok Shop has no such category: choose another."));
        return Answer.ok(
                CategoryDetail.of(category, categories.knowledge(shop, id).orElseGet(CategoryKnowledge::none)));
    }

    /** The part of a brand's name that is asked for; empty for all. */
    public String wantedBrand(ApiRequest request) {
        String name = request.query("q", 100);
        return name == null ? "" : name;
    }

    /** TikTok's brands as it answered. */
    public Answer brands(TiktokAnswer answer) {
        return Answer.ok(BrandList.of(answer.data()));
    }

    private PublishingRunItem item(String shop, long id) {
        PublishingRun run = runs.find(shop, id)
                .orElseThrow(() -> ApiProblem.notFound(
                        "API_RUN_UNKNOWN",
                        "その番号の連携はありません。番号を確認してください。",
                        "There is no publishing run with that id: check it."));
        return PublishingRunItem.of(run);
    }
}
