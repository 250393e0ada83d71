package jp.shopbridge.api.categories;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.CategoryUpkeep;

/** What TikTok Shop changed about categories that products stand in, the latest first. */
record CategoryChangeList(List<Item> items, int total) {

    /** One change. */
    @Schema(name = "CategoryChange")
    record Item(
            Instant at,
            String categoryId,
            String categoryName,
            @Schema(description = "What changed and what to do.") Sentence what,
            @Schema(description = "How many selected or listed products it concerns.") int products,
            @Schema(description = "The first hundred of them.") List<String> productNos) {}

    static CategoryChangeList of(List<CategoryUpkeep.Change> changes) {
        List<Item> items = changes.stream()
                .map(change -> new Item(
                        change.at(),
                        change.categoryId(),
                        change.categoryName(),
                        change.what(),
                        change.products(),
                        change.productNos()))
                .toList();
        return new CategoryChangeList(items, items.size());
    }
}
