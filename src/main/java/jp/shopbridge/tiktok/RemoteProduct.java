package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A product as TikTok shows it, in our words (docs/facts/tiktok.md 3.3). Unknown statuses are kept as they are.
 *
 * @param status product and audit mixed, such as ACTIVATE or FAILED
 * @param audit the audit alone, such as AUDITING
 * @param externalId the product number we gave it; null when it was not made by us
 * @param findings why the audit failed, in TikTok's words
 * @param json the product as received
 * @param version which of the product's versions it is
 */
public record RemoteProduct(
        String id,
        String title,
        @Nullable String status,
        @Nullable String audit,
        @Nullable String externalId,
        List<RemoteSku> skus,
        List<Finding> findings,
        ObjectNode json,
        ProductVersion version) {

    /** The properties of a request that a listing has too, and that can be absent. */
    public static final Set<String> OF_A_LISTING = Set.of(
            "brand_id", "size_chart", "certifications", "product_attributes", "package_dimensions", "search_terms");

    private static final Set<String> SEEN = Set.of("ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED");

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

    /** Why its audit has not begun, in TikTok's names; empty once it has. */
    public List<String> notSubmittedReasons() {
        return texts(json.path("audit").path("not_submitted_reasons"));
    }

    /** Why it is not on sale although its audit has passed it, in TikTok's names; empty when it is. */
    public List<String> preApprovedReasons() {
        return texts(json.path("audit").path("pre_approved_reasons"));
    }

    /** Whether TikTok has frozen it: it is still shown, and nothing of it can be changed. */
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

    /** Whether its audit failed it, or TikTok took it down. */
    public boolean isTurnedDown() {
        return "FAILED".equals(audit) || "FAILED".equals(status) || "PLATFORM_DEACTIVATED".equals(status) || isFrozen();
    }

    /** Whether TikTok dates its last change after this second. */
    public boolean isUpdatedAfter(Instant moment) {
        return json.path("update_time").asLong() > moment.getEpochSecond();
    }

    /** Whether it is gone for buyers and for us. */
    public boolean isDeleted() {
        return "DELETED".equals(status);
    }

    /** Whether an edit of it, which buyers do not see yet, is under review. */
    public boolean hasReviewBeside() {
        return "AUDITING".equals(audit) && hasBeenSeen();
    }

    /** Whether a draft lies beside what buyers see. */
    public boolean hasDraftBeside() {
        return json.path("has_draft").asBoolean() && hasBeenSeen();
    }

    // Its product status leaves the audit out; where TikTok does not say it, the status that mixes both tells enough.
    private boolean hasBeenSeen() {
        String own = text(json.path("product_status"));
        String either = own == null ? status : own;
        return either != null && SEEN.contains(either);
    }

    /**
     * Whether it shows what this body of an edit asked for, as far as TikTok leaves things as they are. What the body of a
     * partial edit does not name is not compared.
     */
    public boolean holds(JsonNode body) {
        return ProductComparison.holds(this, body);
    }

    /** Whether nothing but price, stock and status tells it from another version of the same product. */
    public boolean showsTheSame(RemoteProduct other) {
        return RequestForm.content(json).equals(RequestForm.content(other.json));
    }

    /**
     * Whether it is what this body of an edit made.
     *
     * @param from what a partial edit started from
     */
    public boolean isMadeBy(JsonNode body, RemoteProduct from) {
        if (!holds(body)) {
            return false;
        }
        ObjectNode rest = RequestForm.content(json);
        ObjectNode restBefore = RequestForm.content(from.json);
        body.fieldNames().forEachRemaining(name -> {
            rest.remove(name);
            restBefore.remove(name);
        });
        // Only a whole edit names the category.
        return body.has("category_id") || rest.equals(restBefore);
    }

    /**
     * What it shows beside title, description, pictures, category, SKUs and weight, in the form a request takes: an edit that
     * leaves one of these out takes it away.
     */
    public ObjectNode sendable() {
        return RequestForm.properties(json);
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

    /** Its weight in grams, whatever the unit it is shown in. */
    public Optional<BigDecimal> grams() {
        return ProductComparison.grams(json.path("package_weight"));
    }

    /** SKU ids by seller SKU. */
    public Map<String, String> skuIds() {
        Map<String, String> ids = new HashMap<>();
        skus.forEach(sku -> ids.put(sku.sellerSku(), sku.id()));
        return ids;
    }

    /** The product in an answer to a get that asked for no other version than the one shown. */
    public static RemoteProduct of(TiktokAnswer answer) {
        return of(answer.data());
    }

    /** The products in an answer to a search; these carry no external id. */
    public static List<RemoteProduct> found(TiktokAnswer answer) {
        List<RemoteProduct> products = new ArrayList<>();
        answer.data().path("products").forEach(product -> products.add(of(product)));
        return products;
    }

    /** The version shown of a product, as it was received and kept. */
    public static RemoteProduct of(JsonNode product) {
        return of(product, ProductVersion.SHOWN);
    }

    /** A version of a product as it was received. */
    static RemoteProduct of(JsonNode product, ProductVersion version) {
        List<RemoteSku> skus = new ArrayList<>();
        for (JsonNode sku : product.path("skus")) {
            skus.add(new RemoteSku(
                    sku.path("id").asText(),
                    sku.path("seller_sku").asText(""),
                    price(sku.path("price")).orElse(null),
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
                product instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                version);
    }

    // JP local sellers send "amount", and answers name it otherwise; decimals may come back as "1980" or "1980.00".
    static Optional<BigDecimal> price(JsonNode price) {
        for (String name : List.of("sale_price", "tax_exclusive_price", "amount")) {
            String text = price.path(name).asText("");
            if (text.matches("\\d+(\\.\\d+)?")) {
                return Optional.of(new BigDecimal(text));
            }
        }
        return Optional.empty();
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
        return "RemoteProduct[" + id + ", " + version + ", status=" + status + ", audit=" + audit + "]";
    }
}
