package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import jp.shopbridge.Json;

/**
 * One value that TikTok proposes for one field of a product.
 *
 * @param field the listing's field; all attributes are one
 * @param attributeId which of the attributes; empty for other fields
 * @param attributeName what TikTok calls it; empty for other fields
 * @param value as a correction of the field takes it; of an attribute its list of values
 * @param text the value in words
 * @param categoryId the category it holds for; empty for the category itself
 */
public record ProposedField(
        String field,
        String attributeId,
        String attributeName,
        JsonNode value,
        String text,
        String categoryId,
        Source source,
        Sureness sureness) {

    /** What TikTok judged by. */
    public enum Source {
        /** The product's name alone. */
        NAME,
        /** Its name and the shop's own group. */
        NAME_AND_GROUP,
        /** Its name and description. */
        TEXT,
        /** The category alone; nobody weighed or measured the product. */
        CATEGORY;

        /** As it is written. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How far it can be relied on, as far as we can tell; TikTok itself says nothing about that. */
    public enum Sureness {
        /** Something here speaks for it: its words stand in the product's own text, or all products of the group get it. */
        HIGH,
        /** TikTok judged this very product. */
        MEDIUM,
        /** It holds for products of this kind only, or others of the kind get something else. */
        LOW;

        /** As it is written. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, relied on this much. */
    public ProposedField with(Sureness other) {
        return new ProposedField(field, attributeId, attributeName, value, text, categoryId, source, other);
    }

    ObjectNode document() {
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("field", field)
                .put("attributeId", attributeId)
                .put("attributeName", attributeName)
                .put("text", text)
                .put("categoryId", categoryId)
                .put("source", source.name())
                .put("sureness", sureness.name());
        document.set("value", value);
        return document;
    }

    static ProposedField of(JsonNode document) {
        return new ProposedField(
                document.path("field").asText(),
                document.path("attributeId").asText(),
                document.path("attributeName").asText(),
                document.path("value"),
                document.path("text").asText(),
                document.path("categoryId").asText(),
                Source.valueOf(document.path("source").asText()),
                Sureness.valueOf(document.path("sureness").asText()));
    }
}
