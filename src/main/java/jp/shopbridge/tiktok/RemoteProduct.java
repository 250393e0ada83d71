package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * A product as TikTok shows it, in our words (docs/facts/tiktok.md 3.3). Unknown statuses are kept as they are.
 *
 * @param status product and audit mixed, such as ACTIVATE or FAILED
 * @param audit the audit alone, such as AUDITING
 * @param externalId the product number we gave it; null when it was not made by us
 * @param findings why the audit failed, in TikTok's words
 * @param json the product as received
 */
public record RemoteProduct(
        String id,
        String title,
        @Nullable String status,
        @Nullable String audit,
        @Nullable String externalId,
        List<RemoteSku> skus,
        List<Finding> findings,
        ObjectNode json) {

    /** The properties of a request that a listing has too, and that can be absent. */
    public static final Set<String> OF_A_LISTING = Set.of(
            "brand_id", "size_chart", "certifications", "product_attributes", "package_dimensions", "search_terms");

    /**
     * A SKU as TikTok shows it.
     *
     * @param price whole yen; null when it is not shown
     * @param quantity pieces over all warehouses; null when it is not shown
     */
    public record RemoteSku(String id, String sellerSku, @Nullable BigDecimal price, @Nullable Integer quantity) {}

    /** One complaint of the audit: where, what, and what TikTok suggests. */
    public record Finding(String position, List<String> reasons, List<String> suggestions) {}

    /** Whether it is on sale now. */
    public boolean isLive() {
        return "ACTIVATE".equals(status);
    }

    /** Whether TikTok has frozen it; it can then neither be read nor changed. */
    public boolean isFrozen() {
        return "FREEZE".equals(status);
    }

    /** The category it stands in; null where TikTok does not say, as in a search. */
    public @Nullable String categoryId() {
        JsonNode chain = json.path("category_chains");
        for (JsonNode category : chain) {
            if (category.path("is_leaf").asBoolean()) {
                return text(category.path("id"));
            }
        }
        return text(json.path("category_id"));
    }

    /** Whether no version of it is under review or has failed one. */
    public boolean isSettled() {
        return !"AUDITING".equals(audit) && !"FAILED".equals(audit);
    }

    /** Whether it is gone for buyers and for us. */
    public boolean isDeleted() {
        return "DELETED".equals(status);
    }

    /**
     * Whether it shows what this body of an edit asked for, as far as TikTok leaves things as they are: title, pictures,
     * weight, description as plain text, the SKUs with their choices, and what {@link #sendable} tells of a listing. What
     * the body of a partial edit does not name is not compared.
     */
    public boolean holds(JsonNode body) {
        if ((body.has("title") && !body.path("title").asText().equals(title))
                || (body.has("main_images")
                        && !list(body.path("main_images"), "uri").equals(list(json.path("main_images"), "uri")))
                || (body.has("description") && !plain(body.path("description")).equals(plain(json.path("description"))))
                || (body.has("package_weight")
                        && !sameNumber(
                                body.path("package_weight").path("value"),
                                json.path("package_weight").path("value")))) {
            return false;
        }
        return (!body.has("skus") || choices(body).equals(choices(json))) && sendableLike(body);
    }

    // Only a whole edit names the category; what it leaves out is to be gone.
    private boolean sendableLike(JsonNode body) {
        ObjectNode shown = sendable();
        boolean whole = body.has("category_id");
        for (String name : OF_A_LISTING) {
            if ((whole || body.has(name)) && !sameProperty(name, body.path(name), shown.path(name))) {
                return false;
            }
        }
        return true;
    }

    // TikTok may turn a value that was given by name into one of its own, so attributes count by their ids.
    private static boolean sameProperty(String name, JsonNode asked, JsonNode shown) {
        return name.equals("product_attributes") ? list(asked, "id").equals(list(shown, "id")) : asked.equals(shown);
    }

    /**
     * What it shows beside title, description, pictures, category, SKUs and weight, in the form a request takes: brand, size,
     * attributes, size chart, certificates, video, features, search terms and shipping template, as far as it has them.
     */
    public ObjectNode sendable() {
        ObjectNode sendable = JsonNodeFactory.instance.objectNode();
        for (String same :
                List.of("key_product_features", "search_terms", "shipping_template_id", "package_dimensions")) {
            JsonNode value = json.path(same);
            if (!value.isEmpty() || (value.isTextual() && !value.asText().isEmpty())) {
                sendable.set(same, value.deepCopy());
            }
        }
        named(sendable, "brand_id", json.path("brand").path("id"));
        if (json.path("video").hasNonNull("id")) {
            named(sendable.putObject("video"), "id", json.path("video").path("id"));
        }
        JsonNode chart = json.path("size_chart");
        if (chart.path("template").hasNonNull("id")) {
            named(
                    sendable.putObject("size_chart").putObject("template"),
                    "id",
                    chart.path("template").path("id"));
        } else if (chart.path("image").hasNonNull("uri")) {
            named(
                    sendable.putObject("size_chart").putObject("image"),
                    "uri",
                    chart.path("image").path("uri"));
        }
        for (JsonNode attribute : json.path("product_attributes")) {
            ObjectNode each = sendable.withArrayProperty("product_attributes").addObject();
            named(each, "id", attribute.path("id"));
            ArrayNode values = each.putArray("values");
            attribute.path("values").forEach(value -> {
                String way = value.hasNonNull("id") ? "id" : "name";
                named(values.addObject(), way, value.path(way));
            });
        }
        for (JsonNode certificate : json.path("certifications")) {
            ObjectNode each = sendable.withArrayProperty("certifications").addObject();
            named(each, "id", certificate.path("id"));
            for (JsonNode image : certificate.path("images")) {
                named(each.withArrayProperty("images").addObject(), "uri", image.path("uri"));
            }
            for (JsonNode file : certificate.path("files")) {
                ObjectNode kept = each.withArrayProperty("files").addObject();
                List.of("id", "name", "format").forEach(part -> named(kept, part, file.path(part)));
            }
            if (certificate.path("expiration_date").canConvertToLong()) {
                each.set("expiration_date", certificate.path("expiration_date"));
            }
        }
        return sendable;
    }

    private static void named(ObjectNode into, String name, JsonNode value) {
        String text = value.asText("");
        if (!text.isEmpty()) {
            into.put(name, text);
        }
    }

    /** Its SKUs that this body of an edit does not name by their ids. */
    public List<JsonNode> unnamedIn(JsonNode body) {
        Set<String> named = new HashSet<>();
        body.path("skus").forEach(sku -> named.add(sku.path("id").asText("")));
        List<JsonNode> unnamed = new ArrayList<>();
        json.path("skus").forEach(sku -> {
            if (!named.contains(sku.path("id").asText())) {
                unnamed.add(sku);
            }
        });
        return unnamed;
    }

    private static List<String> list(JsonNode entries, String field) {
        List<String> values = new ArrayList<>();
        entries.forEach(entry -> values.add(entry.path(field).asText()));
        return values;
    }

    private static String plain(JsonNode html) {
        return Jsoup.parseBodyFragment(html.asText("")).text();
    }

    private static boolean sameNumber(JsonNode one, JsonNode other) {
        String left = one.asText("");
        String right = other.asText("");
        return left.equals(right)
                || (left.matches("\\d+(\\.\\d+)?")
                        && right.matches("\\d+(\\.\\d+)?")
                        && new BigDecimal(left).compareTo(new BigDecimal(right)) == 0);
    }

    private static Map<String, List<String>> choices(JsonNode product) {
        Map<String, List<String>> choices = new HashMap<>();
        product.path("skus").forEach(sku -> choices.put(sku.path("seller_sku").asText(""), shownValues(sku)));
        return choices;
    }

    /** The values a SKU stands for, each with the image that shows it. */
    private static List<String> shownValues(JsonNode sku) {
        List<String> values = new ArrayList<>();
        sku.path("sales_attributes")
                .forEach(attribute -> values.add(attribute.path("value_name").asText() + " "
                        + attribute.path("sku_img").path("uri").asText("")));
        return values;
    }

    /** SKU ids by seller SKU. */
    public Map<String, String> skuIds() {
        Map<String, String> ids = new HashMap<>();
        skus.forEach(sku -> ids.put(sku.sellerSku(), sku.id()));
        return ids;
    }

    /** The product in an answer to a get. */
    public static RemoteProduct of(TiktokAnswer answer) {
        return of(answer.data());
    }

    /** The products in an answer to a search; these carry no external id. */
    public static List<RemoteProduct> found(TiktokAnswer answer) {
        List<RemoteProduct> products = new ArrayList<>();
        answer.data().path("products").forEach(product -> products.add(of(product)));
        return products;
    }

    /** The product as it was received and kept. */
    public static RemoteProduct of(JsonNode product) {
        List<RemoteSku> skus = new ArrayList<>();
        for (JsonNode sku : product.path("skus")) {
            skus.add(new RemoteSku(
                    sku.path("id").asText(),
                    sku.path("seller_sku").asText(""),
                    price(sku.path("price")),
                    quantity(sku)));
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode finding : product.path("audit_failed_reasons")) {
            findings.add(new Finding(
                    finding.path("position").asText(""),
                    texts(finding.path("reasons")),
                    texts(finding.path("suggestions"))));
        }
        return new RemoteProduct(
                product.path("id").asText(),
                product.path("title").asText(""),
                text(product.path("status")),
                text(product.path("audit").path("status")),
                text(product.path("external_product_id")),
                List.copyOf(skus),
                List.copyOf(findings),
                product instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }

    // JP local sellers send "amount", and answers name it otherwise; decimals may come back as "1980" or "1980.00".
    private static @Nullable BigDecimal price(JsonNode price) {
        for (String name : List.of("sale_price", "tax_exclusive_price", "amount")) {
            String text = price.path(name).asText("");
            if (text.matches("\\d+(\\.\\d+)?")) {
                return new BigDecimal(text);
            }
        }
        return null;
    }

    private static @Nullable Integer quantity(JsonNode sku) {
        Integer total = null;
        for (JsonNode stock : sku.path("inventory")) {
            if (stock.path("quantity").canConvertToInt()) {
                total = (total == null ? 0 : total) + stock.path("quantity").asInt();
            }
        }
        return total;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.asText().isEmpty() ? null : node.asText();
    }

    /** The product's id and status; never its content. */
    @Override
    public String toString() {
        return "RemoteProduct[" + id + ", status=" + status + ", audit=" + audit + "]";
    }
}
