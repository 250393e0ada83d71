package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What TikTok proposes for a listing: the package of a category, attributes, and the shipping templates a package of some
 * size and weight can use. Whether any of it answers in Japan is open ({@link OpenQuestion#NEW_CALLS_ABSENT}).
 */
final class Proposals {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?");

    /** Grams by the number that stands for a unit of weight, and centimetres by that of a length. */
    private static final Map<Integer, BigDecimal> GRAMS = Map.of(
            1, BigDecimal.ONE,
            2, new BigDecimal("453.592"),
            3, new BigDecimal("28.3495"),
            4, new BigDecimal("1000"));

    private static final Map<Integer, BigDecimal> CENTIMETRES = Map.of(
            1, BigDecimal.ONE,
            2, new BigDecimal("2.54"),
            3, new BigDecimal("30.48"),
            4, new BigDecimal("0.1"),
            5, new BigDecimal("100"));

    private static final List<Template> TEMPLATES = List.of(
            new Template("7600000000000000001", "宅配便", true, 20_000, 60, 60, 60),
            new Template("7600000000000000002", "ポスト投函", false, 1_000, 34, 25, 3));

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final OpenQuestions questions;

    Proposals(Catalogue catalogue, Shelf shelf, OpenQuestions questions) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.questions = questions;
    }

    /** A seller's shipping template with the grams and centimetres it carries. */
    private record Template(String id, String name, boolean isDefault, int grams, int length, int width, int height) {}

    /** Package Predict: from the category alone, in units of its own, or nothing. */
    ObjectNode predictPackage(byte[] bytes) {
        checkThatItIsThere();
        Catalogue.Category category = leaf(Json.sent(bytes));
        ObjectNode data = Json.object();
        if (category.dimensions() == Catalogue.Need.REQUIRED) {
            data.putObject("package_dimensions")
                    .put("length", 305)
                    .put("width", 220)
                    .put("height", 95)
                    .put("unit", "MILLIMETER");
            data.putObject("package_weight").put("value", "0.85").put("unit", "KILOGRAM");
        } else if (!category.attributes().isEmpty()) {
            data.putObject("package_dimensions")
                    .put("length", 30)
                    .put("width", 22)
                    .put("height", 5)
                    .put("unit", "CENTIMETER");
            data.putObject("package_weight").put("value", "300").put("unit", "GRAM");
        } // else there is no prediction: an empty object
        return data;
    }

    /** Properties Recommend: the category's attributes with those of their values that title or description name. */
    ObjectNode recommendProperties(byte[] bytes) {
        checkThatItIsThere();
        ObjectNode body = Json.sent(bytes);
        Catalogue.Category category = leaf(body);
        String title = Json.text(body, "product_title");
        if (title.isBlank()) {
            throw RefusalCode.BAD_REQUEST.refusal("'product_title' is required");
        }
        for (JsonNode image : body.path("images")) {
            if (shelf.image(Json.text(image, "uri")).isEmpty()) {
                throw RefusalCode.IMAGE_UNKNOWN.refusal(Json.text(image, "uri"));
            }
        }
        String text = title + '\n' + Json.text(body, "description");
        List<String> wanted = Json.texts(body, "target_property_ids");
        ObjectNode data = Json.object();
        ArrayNode recommended = data.putArray("recommended_properties");
        for (Catalogue.Attribute attribute : category.attributes()) {
            if (!wanted.isEmpty() && !wanted.contains(attribute.id())) {
                continue;
            }
            ObjectNode each = recommended.addObject();
            each.put("id", attribute.id())
                    .put("name", attribute.name())
                    .put("type", "PRODUCT_PROPERTY")
                    .put("is_required", attribute.required())
                    .put("is_customizable", attribute.custom())
                    .put("is_multiple_selection", attribute.multiple());
            ArrayNode values = each.putArray("values");
            attribute.values().stream()
                    .filter(value -> value.words().stream().anyMatch(text::contains))
                    .forEach(value -> values.addObject().put("id", value.id()).put("name", value.name()));
        }
        return data;
    }

    /** Seller Templates: each shipping template, and why a package of this size and weight cannot use it. */
    ObjectNode shippingTemplates(byte[] bytes) {
        checkThatItIsThere();
        JsonNode attribute =
                bytes.length == 0 ? Json.object() : Json.sent(bytes).path("product_attribute");
        JsonNode size = attribute.path("dimension");
        ObjectNode data = Json.object();
        ArrayNode templates = data.putArray("templates");
        for (Template template : TEMPLATES) {
            ArrayNode reasons = Json.array();
            exceeds(attribute.path("weight"), "weight", GRAMS, template.grams(), "4", reasons);
            exceeds(size, "length", CENTIMETRES, template.length(), "1", reasons);
            exceeds(size, "width", CENTIMETRES, template.width(), "2", reasons);
            exceeds(size, "height", CENTIMETRES, template.height(), "3", reasons);
            ObjectNode each = templates.addObject();
            each.put("template_is_available", reasons.isEmpty());
            each.putObject("template")
                    .put("template_name", template.name())
                    .put("template_id", template.id())
                    .put("is_default", template.isDefault())
                    .put("template_party", 2);
            ArrayNode unreachable = each.putArray("service_unreachable_reason");
            if (!reasons.isEmpty()) {
                unreachable.addObject().put("service_id", template.id() + "1").set("filter_reason", reasons);
            }
        }
        return data;
    }

    private static void exceeds(
            JsonNode given, String name, Map<Integer, BigDecimal> units, int most, String type, ArrayNode reasons) {
        if (!Json.present(given, name)) {
            return;
        }
        BigDecimal unit = units.get(given.path("unit").asInt());
        if (unit == null || !NUMBER.matcher(Json.text(given, name)).matches()) {
            throw RefusalCode.BAD_REQUEST.refusal("'" + name + "' is a number in one of the units");
        }
        if (new BigDecimal(Json.text(given, name)).multiply(unit).compareTo(BigDecimal.valueOf(most)) > 0) {
            reasons.addObject().put("filter_type", type).put("reason", "The " + name + " exceeds the limit.");
        }
    }

    private Catalogue.Category leaf(ObjectNode body) {
        String id = Json.text(body, "category_id");
        Catalogue.Category category =
                catalogue.category(Catalogue.V2, id).orElseThrow(() -> RefusalCode.CATEGORY_UNKNOWN.refusal(id));
        if (!category.leaf()) {
            throw RefusalCode.CATEGORY_NOT_LEAF.refusal(id);
        }
        return category;
    }

    private void checkThatItIsThere() {
        if (questions.otherwise(OpenQuestion.NEW_CALLS_ABSENT)) {
            throw RefusalCode.PATH_UNKNOWN.refusal();
        }
    }
}
