package jp.shopbridge.publishing;

import java.util.List;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;

/** The question which category TikTok would put a listing into; it belongs to one exchange. */
public final class CategorySuggestion {

    private final Publication publication;

    @Nullable
    String categoryId;

    List<String> path = List.of();

    CategorySuggestion(Publication publication) {
        this.publication = publication;
    }

    /** The listing's name. */
    public ListingKey key() {
        return publication.key();
    }

    Publication publication() {
        return publication;
    }

    /** What TikTok calls the images that were shown to it. */
    List<String> images() {
        return publication.images.values().stream()
                .flatMap(ofUse -> ofUse.values().stream())
                .map(UploadedImage::uri)
                .toList();
    }

    /** The category that TikTok recommends; null before it answered. */
    public @Nullable String categoryId() {
        return categoryId;
    }

    /** The names from the root down to it, as TikTok told them with its answer. */
    public List<String> path() {
        return path;
    }

    /** Whether an image helped it to decide. */
    public boolean isFromImage() {
        return !images().isEmpty();
    }

    @Override
    public String toString() {
        return "CategorySuggestion[" + key() + "]";
    }
}
