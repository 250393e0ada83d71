package jp.shopbridge.publishing.actions;

import java.util.List;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok proposes for fields of a listing. Nothing of it counts before a person takes it.
 *
 * @param listing the listing as it was when the question was asked
 * @param weightGrams what a packed product of its category usually weighs; null when TikTok does not say
 * @param sides how large its package usually is; null when TikTok does not say
 * @param attributes the attributes that its title and description speak of, and that it lacks
 */
public record FieldProposal(
        Listing listing, @Nullable Integer weightGrams, @Nullable Sides sides, List<Attribute> attributes) {

    /** A package's sides in whole centimetres. */
    public record Sides(int length, int width, int height) {}

    /** One attribute with the values proposed for it. */
    public record Attribute(String id, String name, boolean required, List<Value> values) {}

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
