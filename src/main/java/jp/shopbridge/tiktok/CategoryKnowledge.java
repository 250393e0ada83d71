package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What TikTok says about one category: whether it may be used, and what it requires (docs/facts/tiktok.md 3.7). What was not asked
 * requirements nothing, so that an unreachable rule never blocks a listing TikTok would take.
 */
public final class CategoryKnowledge {

    private final JsonNode category;
    private final JsonNode attributes;
    private final JsonNode rules;
    private final JsonNode brands;

    private CategoryKnowledge(JsonNode category, JsonNode attributes, JsonNode rules, JsonNode brands) {
        this.category = category;
        this.attributes = attributes;
        this.rules = rules;
        this.brands = brands;
    }

    /**
     * Knowledge as stored: {@code category} (TikTok's entry, null when it has none, absent when it was not asked),
     * {@code attributes} and {@code rules} as received, and {@code brands} as {@link BrandKnowledge} keeps them.
     */
    public static CategoryKnowledge of(JsonNode stored) {
        return new CategoryKnowledge(
                stored.path("category"),
                stored.path("attributes").path("attributes"),
                stored.path("rules"),
                stored.path("brands"));
    }

    /** Nothing is known; nothing is required. */
    public static CategoryKnowledge none() {
        return of(MissingNode.getInstance());
    }

    /** Whether TikTok has this category. */
    public boolean exists() {
        return !category.isNull();
    }

    /** Whether products may stand in it directly. */
    public boolean leaf() {
        return !category.isObject() || category.path("is_leaf").asBoolean(true);
    }

    /** Whether the shop may use it now. */
    public boolean permitted() {
        JsonNode statuses = category.path("permission_statuses");
        if (!statuses.isArray() || statuses.isEmpty()) {
            return true;
        }
        for (JsonNode status : statuses) {
            if (!status.asText().equals("AVAILABLE")) {
                return false;
            }
        }
        return true;
    }

    /** The product's own attributes the category knows (sales attributes are variations and stand elsewhere). */
    public List<Attribute> attributes() {
        List<Attribute> list = new ArrayList<>();
        for (JsonNode attribute : attributes) {
            if (attribute.path("type").asText().equals("PRODUCT_PROPERTY")) {
                list.add(new Attribute(attribute));
            }
        }
        return list;
    }

    /** Whether the category's attributes have been asked for. */
    public boolean attributesKnown() {
        return attributes.isArray();
    }

    /** The brands the shop may choose from. */
    public BrandKnowledge brands() {
        return BrandKnowledge.of(brands);
    }

    /** The certificates the category knows. */
    public List<Certificate> certificates() {
        List<Certificate> list = new ArrayList<>();
        rules.path("product_certifications").forEach(each -> list.add(new Certificate(each)));
        return list;
    }

    /** Whether the package's size must be given. */
    public boolean dimensionsRequired() {
        return rules.path("package_dimension").path("is_required").asBoolean();
    }

    /** Whether what the category requires has been asked for. */
    public boolean rulesKnown() {
        return rules.isObject();
    }

    /** Whether a size chart is worth sending: the category takes one, or what it takes is not known yet. */
    public boolean mayTakeSizeChart() {
        return !rulesKnown() || sizeChartTaken();
    }

    /** Whether a size chart may be given. */
    public boolean sizeChartTaken() {
        return rules.path("size_chart").path("is_supported").asBoolean() || sizeChartRequired();
    }

    /** Whether this property of a request is a paper that the category requires, be it of some products only. */
    public boolean requires(String property) {
        return switch (property) {
            case "size_chart" -> sizeChartRequired();
            case "certifications" ->
                certificates().stream()
                        .anyMatch(certificate -> certificate.required()
                                || !certificate.requiredWith().isEmpty());
            default -> false;
        };
    }

    /** Whether a size chart must be given. */
    public boolean sizeChartRequired() {
        return rules.path("size_chart").path("is_required").asBoolean();
    }

    /** One attribute of a category. */
    public static final class Attribute {

        private final JsonNode json;

        private Attribute(JsonNode json) {
            this.json = json;
        }

        /** TikTok's id. */
        public String id() {
            return json.path("id").asText();
        }

        /** The name shown to people. */
        public String name() {
            return json.path("name").asText();
        }

        /** Whether it takes several values at once. */
        public boolean takesSeveral() {
            return json.path("is_multiple_selection").asBoolean();
        }

        /** Whether it takes values of the seller's own. */
        public boolean takesOwnValues() {
            return json.path("is_customizable").asBoolean();
        }

        /** Whether own values must be numbers above zero. */
        public boolean wantsNumbers() {
            return "POSITIVE_INT_OR_DECIMAL"
                    .equals(json.path("value_data_format").asText());
        }

        /** Whether TikTok offers this value; where it lists none, every one. */
        public boolean offers(String valueId) {
            if (json.path("values").isEmpty()) {
                return true;
            }
            for (JsonNode value : json.path("values")) {
                if (value.path("id").asText().equals(valueId)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether it must be given whatever the others are. */
        public boolean required() {
            // Misspelt on the wire.
            return json.path("is_requried").asBoolean(json.path("is_required").asBoolean());
        }

        /** The values to choose from, each with {@code id} and {@code name}. */
        public JsonNode values() {
            return json.path("values");
        }

        /** The values of others, as {@code attributeId=valueId}, any of which makes it required. */
        public List<String> requiredWith() {
            return conditions(json);
        }

        /**
         * Whether it must be given.
         *
         * @param values the listing's values as {@code attributeId=valueId}; any met condition makes it required
         */
        public boolean requiredFor(Set<String> values) {
            return required() || requiredWith().stream().anyMatch(values::contains);
        }
    }

    /** One certificate of a category. */
    public static final class Certificate {

        private final JsonNode json;

        private Certificate(JsonNode json) {
            this.json = json;
        }

        /** TikTok's id. */
        public String id() {
            return json.path("id").asText();
        }

        /** The name shown to people. */
        public String name() {
            return json.path("name").asText();
        }

        /** What TikTok says of the document; empty where it says nothing. */
        public String details() {
            return json.path("document_details").asText("");
        }

        /** Whether the day it expires on must be given. */
        public boolean expires() {
            return json.path("expiration_date").path("is_required").asBoolean();
        }

        /** Whether it must be given whatever the attributes are. */
        public boolean required() {
            return json.path("is_required").asBoolean();
        }

        /** The values of attributes, as {@code attributeId=valueId}, any of which makes it required. */
        public List<String> requiredWith() {
            return conditions(json);
        }

        /** Whether it must be given; see {@link Attribute#requiredFor}. */
        public boolean requiredFor(Set<String> values) {
            return required() || requiredWith().stream().anyMatch(values::contains);
        }
    }

    private static List<String> conditions(JsonNode json) {
        List<String> found = new ArrayList<>();
        json.path("requirement_conditions")
                .forEach(condition -> found.add(condition.path("attribute_id").asText() + "="
                        + condition.path("attribute_value_id").asText()));
        return found;
    }
}
