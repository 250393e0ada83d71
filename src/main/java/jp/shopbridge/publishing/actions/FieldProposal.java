package jp.shopbridge.publishing.actions;

import java.util.List;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok proposes for fields of a listing. Nothing of it counts before a person takes it.
 *
 * @param listing the listing as it was when the question was asked
 * @param categoryId the category that was judged by
 * @param weightGrams what a packed product of its category usually weighs; null when TikTok does not say
 * @param sides how large its package usually is; null when TikTok does not say
 * @param attributes the attributes that its title and description speak of, and that it lacks
 */
public record FieldProposal(
        Listing listing,
        String categoryId,
        @Nullable Integer weightGrams,
        @Nullable Sides sides,
        List<Attribute> attributes) {

    /** Nothing yet for a listing that has, or may get, this category. */
    static FieldProposal nothing(Listing listing, String categoryId) {
        return new FieldProposal(listing, categoryId, null, null, List.of());
    }

    /** A package's sides in whole centimetres. */
    public record Sides(int length, int width, int height) {}

    /**
     * One attribute with the values proposed for it.
     *
     * @param ambiguous whether it takes one value only and TikTok proposes several, of which this is the first
     */
    public record Attribute(String id, String name, boolean required, List<Value> values, boolean ambiguous) {}

    /** One value to choose. */
    public record Value(String id, String name) {}

    /** The listing's name. */
    public ListingKey key() {
        return listing.key();
    }

    /** The listing's name; never its content. */
    @Override
    public String toString() {
        return "FieldProposal[" + key() + "]";
    }
}
