package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Whether a product shows what the body of an edit asked for. Things are compared, not their spelling: TikTok answers a
 * weight of 300 GRAM as 0.3 KILOGRAM and a side of "30" as "30.00", names a brand by an object, and arranges white space and
 * attributes as it likes (docs/facts/tiktok.md 3.3).
 */
final class ProductComparison {

    private static final Map<String, BigDecimal> GRAMS =
            Map.of("GRAM", BigDecimal.ONE, "KILOGRAM", BigDecimal.valueOf(1000));

    /** How each property that TikTok does not answer as it was sent is compared: what was asked for, the product shown. */
    private static final Map<String, BiPredicate<JsonNode, JsonNode>> BY_MEANING = Map.of(
            "title", (asked, product) -> words(asked).equals(words(product.path("title"))),
            "description", (asked, product) -> html(asked).equals(html(product.path("description"))),
            "main_images", (asked, product) -> texts(asked, "uri").equals(texts(product.path("main_images"), "uri")),
            "category_id", (asked, product) -> isLeaf(asked, product),
            "brand_id",
                    (asked, product) ->
                            asked.asText("").equals(product.at("/brand/id").asText("")),
            "package_weight",
                    (asked, product) ->
                            grams(asked).isPresent() && grams(asked).equals(grams(product.path("package_weight"))),
            "package_dimensions", (asked, product) -> sides(asked).equals(sides(product.path("package_dimensions"))),
            "product_attributes", (asked, product) -> sameAttributes(asked, product.path("product_attributes")),
            "certifications", (asked, product) -> papers(asked).equals(papers(product.path("certifications"))));

    /** Properties that TikTok shows as they were sent, or shows more of. */
    private static final Set<String> AS_SENT = Set.of(
            "size_chart",
            "video",
            "search_terms",
            "key_product_features",
            "shipping_template_id",
            "external_product_id",
            "scheduled_sale");

    private ProductComparison() {}

    /** Whether the product shows what the body names; a whole edit also asks for what it leaves out to be gone. */
    static boolean holds(RemoteProduct remote, JsonNode body) {
        JsonNode product = remote.json();
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            String name = property.getKey();
            JsonNode asked = property.getValue();
            boolean same = BY_MEANING.containsKey(name)
                    ? Objects.requireNonNull(BY_MEANING.get(name)).test(asked, product)
                    : !AS_SENT.contains(name) || shows(asked, product.path(name));
            if (!same) {
                return false;
            }
        }
        // Only a whole edit names the category.
        boolean blanked = !body.has("category_id")
                || RemoteProduct.OF_A_LISTING.stream()
                        .noneMatch(name -> !body.has(name) && remote.sendable().has(name));
        return blanked && (!body.has("skus") || sameSkus(body.path("skus"), product.path("skus"), !remote.isLive()));
    }

    // Price and stock count at once, and stock of what is on sale changes with every order.
    private static boolean sameSkus(JsonNode asked, JsonNode shown, boolean stockStands) {
        Map<String, JsonNode> bySellerSku = new HashMap<>();
        shown.forEach(sku -> bySellerSku.put(sku.path("seller_sku").asText(""), sku));
        if (asked.size() != shown.size()) {
            return false;
        }
        for (JsonNode sku : asked) {
            JsonNode theirs = bySellerSku.get(sku.path("seller_sku").asText(""));
            if (theirs == null || !sameSku(sku, theirs) || (stockStands && !sameStock(sku, theirs))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameSku(JsonNode asked, JsonNode shown) {
        String price = asked.at("/price/amount").asText("");
        if (!price.isEmpty()
                && RemoteProduct.price(shown.path("price"))
                        .filter(theirs -> number(price)
                                .filter(ours -> ours.compareTo(theirs) == 0)
                                .isPresent())
                        .isEmpty()) {
            return false;
        }
        for (String name : List.of("external_sku_id", "external_urls", "pre_sale")) {
            if (asked.has(name)
                    && !"NONE".equals(asked.at("/pre_sale/type").asText())
                    && !shows(asked.path(name), shown.path(name))) {
                return false;
            }
        }
        return choices(asked, shown.path("sales_attributes"))
                && asked.path("sales_attributes").size()
                        == shown.path("sales_attributes").size();
    }

    private static boolean choices(JsonNode asked, JsonNode shown) {
        for (JsonNode choice : asked.path("sales_attributes")) {
            boolean found = false;
            for (JsonNode theirs : shown) {
                found |= same(choice, theirs, "id", "name")
                        && same(choice, theirs, "value_id", "value_name")
                        && choice.at("/sku_img/uri")
                                .asText("")
                                .equals(theirs.at("/sku_img/uri").asText(""));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameStock(JsonNode asked, JsonNode shown) {
        for (JsonNode stock : asked.path("inventory")) {
            boolean found = false;
            for (JsonNode theirs : shown.path("inventory")) {
                found |= stock.path("quantity").asInt()
                                == theirs.path("quantity").asInt()
                        && stock.path("warehouse_id")
                                .asText("")
                                .equals(theirs.path("warehouse_id").asText(""));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    // A value that was given by name may come back as one of TikTok's own, with an id.
    private static boolean same(JsonNode asked, JsonNode shown, String id, String name) {
        return asked.hasNonNull(id)
                ? asked.path(id).asText().equals(shown.path(id).asText())
                : words(asked.path(name)).equals(words(shown.path(name)));
    }

    private static boolean sameAttributes(JsonNode asked, JsonNode shown) {
        Map<String, JsonNode> theirs = new HashMap<>();
        shown.forEach(attribute -> theirs.put(attribute.path("id").asText(), attribute.path("values")));
        if (asked.size() != theirs.size()) {
            return false;
        }
        for (JsonNode attribute : asked) {
            JsonNode values = theirs.get(attribute.path("id").asText());
            if (values == null || values.size() != attribute.path("values").size()) {
                return false;
            }
            for (JsonNode value : attribute.path("values")) {
                boolean found = false;
                for (JsonNode their : values) {
                    found |= same(value, their, "id", "name");
                }
                if (!found) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLeaf(JsonNode asked, JsonNode product) {
        for (JsonNode category : product.path("category_chains")) {
            if (category.path("is_leaf").asBoolean()) {
                return category.path("id").asText().equals(asked.asText());
            }
        }
        return product.path("category_id").asText(asked.asText()).equals(asked.asText());
    }

    /** Whether everything asked for is there; TikTok adds addresses and sizes to what it shows. */
    private static boolean shows(JsonNode asked, JsonNode shown) {
        if (asked.isObject()) {
            for (Map.Entry<String, JsonNode> part : asked.properties()) {
                if (!shows(part.getValue(), shown.path(part.getKey()))) {
                    return false;
                }
            }
            return true;
        }
        if (asked.isArray()) {
            if (asked.size() != shown.size()) {
                return false;
            }
            for (int at = 0; at < asked.size(); at++) {
                if (!shows(asked.path(at), shown.path(at))) {
                    return false;
                }
            }
            return true;
        }
        return asked.asText().equals(shown.asText(""));
    }

    private static Set<List<String>> papers(JsonNode certifications) {
        Set<List<String>> papers = new HashSet<>();
        for (JsonNode each : certifications) {
            List<String> paper = new ArrayList<>(List.of(
                    each.path("id").asText(), each.path("expiration_date").asText("")));
            paper.addAll(new TreeSet<>(texts(each.path("images"), "uri")));
            paper.addAll(new TreeSet<>(texts(each.path("files"), "id")));
            papers.add(paper);
        }
        return papers;
    }

    static Optional<BigDecimal> grams(JsonNode weight) {
        BigDecimal unit = GRAMS.get(weight.path("unit").asText(""));
        return unit == null
                ? Optional.empty()
                : number(weight.path("value").asText("")).map(value -> plain(value.multiply(unit)));
    }

    private static List<Optional<BigDecimal>> sides(JsonNode dimensions) {
        return List.of(side(dimensions, "length"), side(dimensions, "width"), side(dimensions, "height"));
    }

    private static Optional<BigDecimal> side(JsonNode dimensions, String name) {
        return dimensions.path("unit").asText("CENTIMETER").equals("CENTIMETER")
                ? number(dimensions.path(name).asText("")).map(ProductComparison::plain)
                : Optional.empty();
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("\\d{1,15}(\\.\\d{1,15})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static List<String> texts(JsonNode entries, String field) {
        List<String> values = new ArrayList<>();
        entries.forEach(entry -> values.add(entry.path(field).asText()));
        return values;
    }

    private static String words(JsonNode text) {
        return text.asText("").replaceAll("[\\s\\u00a0\\u3000]+", " ").strip();
    }

    /** Its words, its tags in their order, and its pictures by the names of their files: their hosts differ. */
    private static List<String> html(JsonNode text) {
        List<String> parts = new ArrayList<>();
        Element body = Jsoup.parseBodyFragment(text.asText("")).body();
        parts.add(body.text().replaceAll("[\\s\\u00a0\\u3000]+", ""));
        for (Element element : body.getAllElements()) {
            if (element.normalName().equals("img")) {
                parts.add("img " + fileName(element.attr("src")));
            } else if (element.isBlock() && !element.equals(body)) {
                parts.add(element.normalName());
            }
        }
        return parts;
    }

    private static String fileName(String address) {
        String path = address.replaceAll("[?#~].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
