package jp.shopbridge.api.categories;

import java.util.List;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.publishing.knowledge.CategoryReadings;
import jp.shopbridge.publishing.knowledge.CategoryUpkeep;
import jp.shopbridge.tiktok.TiktokAnswer;
import org.springframework.stereotype.Component;

/** TikTok Shop's categories, what each requires of a product, and its brands. */
@Component
public class CategoriesApi {

    private final Categories categories;
    private final CategoryUpkeep upkeep;
    private final CategoryReadings readings;

    CategoriesApi(Categories categories, CategoryUpkeep upkeep, CategoryReadings readings) {
        this.readings = readings;
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

    /** One category and what it requires, as far as that is known now. */
    public Answer category(ApiRequest request) {
        String shop = request.shop();
        String id = request.variable("id");
        CategoryList.Item category =
                categories.find(shop, id).map(CategoryList.Item::of).orElse(null);
        if (category == null && categories.readAt(shop) != null) {
            throw ApiProblem.notFound("API_CATEGORY_UNKNOWN", Messages.sentence("API_CATEGORY_UNKNOWN"));
        }
        return Answer.ok(CategoryDetail.of(
                category == null ? CategoryList.Item.unread(id, List.of()) : category,
                categories.lastKnown(shop, id).orElse(null),
                readings.of(shop, id)));
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
