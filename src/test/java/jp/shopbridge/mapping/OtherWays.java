package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import jp.shopbridge.mapping.function.Arguments;
import jp.shopbridge.mapping.function.Functions;
import jp.shopbridge.mapping.function.Values;

/**
 * The shipped mapping of products to listings written in two other ways, to compare with: by hand over Jackson's tree, and
 * as one JSLT program. Both give the same listing for ordinary products; neither checks requirements, gives reasons or explains.
 * HTML, JAN and tables are done by the same code as in the mapping.
 */
final class OtherWays {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PICTURES =
            List.of("xxlImagePath", "originalImagePath", "xlImagePath", "lImagePath", "mImagePath", "sImagePath");

    private final Map<String, LookupTable> tables = new HashMap<>();
    private final Call plainText = call("plain-text", Map.of());
    private final Call squeezeSpace = call("squeeze-space", Map.of());
    private final Call sanitizeHtml = call(
            "sanitize-html",
            Map.of("images", JSON.numberNode(30), "repeats", JSON.numberNode(9), "emoji", JSON.textNode("remove")));
    private final Call shortenHtml = call("shorten-html", Map.of("to", JSON.numberNode(10_000)));
    private final Call jan = call("jan", Map.of());

    private record Call(jp.shopbridge.mapping.function.Function function, Arguments arguments) {
        JsonNode of(JsonNode value) {
            return function.apply(value, arguments);
        }
    }

    OtherWays(Path mappings) throws IOException {
        for (String table : List.of("categories", "packages", "usual-attributes")) {
            tables.put(
                    table,
                    LookupTable.read(
                            table + ".csv",
                            Files.readAllBytes(mappings.resolve("lookups/" + table + ".csv")),
                            new Findings()));
        }
    }

    private static Call call(String name, Map<String, JsonNode> arguments) {
        jp.shopbridge.mapping.function.Function function =
                Functions.standard().named(name).orElseThrow();
        return new Call(function, new Arguments(function, arguments));
    }

    private JsonNode row(String table, String key) {
        return Objects.requireNonNull(tables.get(table)).exact("group_url", key);
    }

    private JsonNode oneLine(JsonNode text) {
        return squeezeSpace.of(plainText.of(text));
    }

    private JsonNode html(JsonNode text) {
        return shortenHtml.of(sanitizeHtml.of(text));
    }

    /** The listing by hand. */
    ObjectNode byHand(JsonNode product) {
        JsonNode comment = product.path("comment").isObject() ? product.path("comment") : product;
        JsonNode variations = product.path("variation").path("variationList");
        String group = product.path("groupUrl").asText();
        JsonNode category = row("categories", group);
        JsonNode sizes = row("packages", group);
        JsonNode attribute = row("usual-attributes", group);
        ObjectNode listing = JSON.objectNode();
        listing.set("product_no", product.path("productNo"));
        listing.set("title", oneLine(first(comment.path("linkedName"), product.path("name"))));
        listing.set(
                "description",
                html(first(
                        comment.path("linkedDescription"),
                        comment.path("descriptionLarge"),
                        comment.path("descriptionSmall"),
                        comment.path("linkedName"),
                        product.path("name"))));
        listing.put("sale_type", product.path("type").asText("REGULAR"));
        listing.put("visible", product.path("visible").asBoolean(true));
        put(listing, "product_url", first(product.path("uri"), product.path("productUrl")));
        put(listing, "category_id", category.path("category_id"));
        put(listing, "brand_id", category.path("brand_id"));
        images(product.path("image").path("imageList"), listing.putArray("images"));
        JsonNode weight = heaviest(variations);
        put(listing, "weight_g", weight.isMissingNode() ? whole(sizes.path("weight_g")) : weight);
        dimensions(sizes, listing);
        ArrayNode attributes = listing.putArray("attributes");
        if (attribute.isObject()) {
            ObjectNode one = attributes.addObject();
            one.set("id", attribute.path("attribute_id"));
            one.putArray("values").addObject().set("id", attribute.path("value_id"));
        }
        boolean across = any(variations, "horizontalNo", "horizontalName");
        boolean down = any(variations, "verticalNo", "verticalName");
        ArrayNode axes = listing.putArray("axes");
        if (across) {
            axes.add("カラー");
        }
        if (down) {
            axes.add("サイズ");
        }
        ArrayNode skus = listing.putArray("skus");
        for (JsonNode variation : variations) {
            skus.add(sku(product, variation, across, down));
        }
        return listing;
    }

    private ObjectNode sku(JsonNode product, JsonNode variation, boolean across, boolean down) {
        ObjectNode sku = JSON.objectNode();
        sku.set("sku_no", variation.path("skuNo"));
        sku.put("seller_sku", variation.path("skuNo").asText().strip());
        ArrayNode options = sku.putArray("options");
        if (across) {
            ObjectNode option = options.addObject().put("axis", "カラー");
            option.set("value", oneLine(first(variation.path("horizontalName"), variation.path("horizontalNo"))));
        }
        if (down) {
            ObjectNode option = options.addObject().put("axis", "サイズ");
            option.set("value", oneLine(first(variation.path("verticalName"), variation.path("verticalNo"))));
        }
        JsonNode price = first(variation.path("price"), product.path("unitPrice"));
        sku.set("price", price(price, product.path("taxEnabled").asBoolean(), product.path("taxRate")));
        JsonNode code = variation.path("janCode");
        if (!Values.blank(code)) {
            put(sku, "jan", jan.of(code));
        }
        put(sku, "weight_g", whole(variation.path("weight")));
        sku.put("stock_managed", product.path("inventoryEnabled").asBoolean(true));
        return sku;
    }

    private static JsonNode price(JsonNode price, boolean included, JsonNode rate) {
        if (included) {
            return price;
        }
        BigDecimal percent = rate.decimalValue().add(BigDecimal.valueOf(100));
        return JSON.numberNode(price.decimalValue()
                .multiply(percent)
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.DOWN)
                .intValueExact());
    }

    private static void images(JsonNode list, ArrayNode images) {
        Set<String> seen = new HashSet<>();
        for (JsonNode image : list) {
            for (String size : PICTURES) {
                String address = image.path(size).asText("").strip();
                if (!address.isEmpty()) {
                    if (images.size() < 9 && seen.add(address)) {
                        images.addObject().put("url", address);
                    }
                    break;
                }
            }
        }
    }

    private static JsonNode heaviest(JsonNode variations) {
        int heaviest = 0;
        for (JsonNode variation : variations) {
            heaviest = Math.max(heaviest, whole(variation.path("weight")).asInt(0));
        }
        return heaviest == 0 ? MissingNode.getInstance() : JSON.numberNode(heaviest);
    }

    private static void dimensions(JsonNode sizes, ObjectNode listing) {
        JsonNode length = whole(sizes.path("length_cm"));
        JsonNode width = whole(sizes.path("width_cm"));
        JsonNode height = whole(sizes.path("height_cm"));
        if (!length.isMissingNode() && !width.isMissingNode() && !height.isMissingNode()) {
            ObjectNode dimensions = listing.putObject("dimensions_cm");
            dimensions.set("length", length);
            dimensions.set("width", width);
            dimensions.set("height", height);
        }
    }

    private static JsonNode whole(JsonNode value) {
        if (Values.blank(value)) {
            return MissingNode.getInstance();
        }
        BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(value.asText());
        return number.signum() == 0
                ? MissingNode.getInstance()
                : JSON.numberNode(number.setScale(0, RoundingMode.UP).intValueExact());
    }

    private static boolean any(JsonNode variations, String one, String other) {
        for (JsonNode variation : variations) {
            if (!variation.path(one).asText("").isEmpty()
                    || !variation.path(other).asText("").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode first(JsonNode... values) {
        for (JsonNode value : values) {
            if (!Values.blank(value)) {
                return value;
            }
        }
        return MissingNode.getInstance();
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        if (!Values.blank(value)) {
            object.set(name, value);
        }
    }

    /** The listing by one JSLT program, which calls the same functions. */
    Function<JsonNode, JsonNode> asProgram() throws IOException {
        String program = Files.readString(Path.of("src/test/resources/mapping/benchmark/product-to-listing.jslt"));
        Expression compiled = new Parser(new StringReader(program))
                .withObjectFilter(". != null")
                .withFunctions(List.of(
                        extension("plain-text", 1, values -> oneLine(values[0])),
                        extension("html", 1, values -> html(values[0])),
                        extension("jan", 1, values -> values[0].isNull() ? values[0] : jan.of(values[0])),
                        extension(
                                "trim",
                                1,
                                values -> TextNode.valueOf(values[0].asText().strip())),
                        extension("price", 3, values -> price(values[0], values[1].asBoolean(), values[2])),
                        extension("largest", 1, OtherWays::largest),
                        extension("distinct-urls", 1, OtherWays::distinct),
                        extension("lookup", 2, values -> row(values[0].asText(), values[1].asText()))))
                .compile();
        return compiled::apply;
    }

    private static JsonNode largest(JsonNode... values) {
        double largest = 0;
        for (JsonNode value : values[0]) {
            largest = Math.max(largest, value.asDouble(0));
        }
        return JSON.numberNode(largest);
    }

    private static JsonNode distinct(JsonNode... values) {
        Set<String> seen = new HashSet<>();
        ArrayNode distinct = JSON.arrayNode();
        for (JsonNode image : values[0]) {
            if (distinct.size() < 9 && seen.add(image.path("url").asText())) {
                distinct.add(image);
            }
        }
        return distinct;
    }

    private static com.schibsted.spt.data.jslt.Function extension(
            String name, int arguments, Function<JsonNode[], JsonNode> body) {
        return new com.schibsted.spt.data.jslt.Function() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public int getMinArguments() {
                return arguments;
            }

            @Override
            public int getMaxArguments() {
                return arguments;
            }

            @Override
            public JsonNode call(JsonNode input, JsonNode[] given) {
                JsonNode result = body.apply(given);
                return result == null || result.isMissingNode() ? NullNode.getInstance() : result;
            }
        };
    }
}
