package jp.shopbridge.publishing.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.ShopReadiness;

/**
 * What is known of a shop and of one category before a listing is judged.
 *
 * @param warehouses as TikTok last named them; a missing node when it was never asked
 * @param prerequisites the set-up tasks as TikTok last named them; a missing node when it was never asked
 * @param category what the category requires; of a listing without one, nothing
 * @param categoryUnknown whether the category's requirements have to be read first
 */
public record ShopFacts(
        JsonNode warehouses, JsonNode prerequisites, CategoryKnowledge category, boolean categoryUnknown) {

    /** Whether TikTok was never asked for the warehouses. */
    public boolean warehousesUnread() {
        return warehouses.isMissingNode();
    }

    /** TikTok's id of the warehouse to sell from, if there is one. */
    public Optional<String> salesWarehouse() {
        return ShopReadiness.salesWarehouse(warehouses);
    }

    /** The content without what the category does not take: TikTok would leave it out, but not before its picture is there. */
    public ListingContent takenOf(ListingContent content) {
        return category.mayTakeSizeChart() ? content : content.withoutSizeChart();
    }

    /** How much is known; never the facts. */
    @Override
    public String toString() {
        return "ShopFacts[categoryUnknown=" + categoryUnknown + "]";
    }
}
