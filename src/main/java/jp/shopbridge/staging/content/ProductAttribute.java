package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a listing says of one of its category's attributes.
 *
 * @param id TikTok's id of the attribute; empty when none is given
 */
public record ProductAttribute(String id, List<Value> values) {

    /**
     * One value of an attribute: one that TikTok offers, or one's own.
     *
     * @param id TikTok's id of the value; empty for a value of one's own
     * @param name the value's words; may be empty beside an id
     */
    public record Value(String id, String name) {

        /** The name's length in characters (code points). */
        public int nameLength() {
            return Nodes.length(name);
        }
    }

    /** The attributes that a field {@code attributes} lists. */
    public static List<ProductAttribute> in(JsonNode field) {
        return Nodes.each(field, ProductAttribute::of);
    }

    /** One attribute of such a list. */
    public static ProductAttribute of(JsonNode attribute) {
        return new ProductAttribute(
                Nodes.text(attribute, "id"),
                Nodes.each(
                        attribute.path("values"),
                        value -> new Value(Nodes.text(value, "id"), Nodes.text(value, "name"))));
    }
}
