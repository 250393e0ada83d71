package jp.shopbridge.api.categories;

import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.publishing.knowledge.CategoryUpkeep;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswer;
import org.springframework.stereotype.Component;

/** TikTok Shop's categories, what each requires of a product, and its brands. */
@Component
public class CategoriesApi {

    private final Categories categories;
    private final CategoryUpkeep upkeep;

    CategoriesApi(Categories categories, CategoryUpkeep upkeep) {
        this.categories = categories;
        this.upkeep = upkeep;
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

    /** One category and what it requires; what it requires was read before. */
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

    /** What TikTok changed about categories in use. */
    public Answer categoryChanges(ApiRequest request) {
        return Answer.ok(CategoryChangeList.of(upkeep.changes(request.shop())));
    }
}
