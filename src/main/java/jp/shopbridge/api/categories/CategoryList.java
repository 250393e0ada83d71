package jp.shopbridge.api.categories;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.publishing.knowledge.Categories;
import org.jspecify.annotations.Nullable;

/** TikTok's categories that a product can be put into. */
public record CategoryList(
        List<Item> items,
        @Schema(description = "When they were read from TikTok; null before.") @Nullable Instant readAt) {

    /** One category. */
    @Schema(name = "Category")
    public record Item(
            String id,
            String name,
            @Schema(description = "The names from the root down to this one.") List<String> path,
            @Schema(description = "The ids of the same.") List<String> pathIds,
            @Schema(description = "Whether products can be put into it at all.") boolean leaf,
            @Schema(description = "Whether the shop may use it now.") boolean usable) {

        /** A category of which nobody has read more than this. */
        public static Item unread(String id, List<String> path) {
            return new Item(
                    id,
                    path.isEmpty() ? id : path.get(path.size() - 1),
                    path.isEmpty() ? List.of(id) : path,
                    List.of(id),
                    true,
                    true);
        }

        public static Item of(Categories.Category category) {
            return new Item(
                    category.id(),
                    category.name(),
                    category.path(),
                    category.pathIds(),
                    category.leaf(),
                    category.usable());
        }
    }
}
