package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.RequestForm;
import jp.shopbridge.tiktok.TiktokRequests;

/** What an edit's body holds beside what the mapping made: an edit takes away what it leaves out. */
final class EditBody {

    private static final Set<String> ONE_BY_ONE = Set.of("product_attributes", "certifications");
    private static final Set<String> OF_THE_CATEGORY = Set.of("size_chart", "certifications", "product_attributes");

    private EditBody() {}

    /** The body of a create: TikTok takes the key inside it. */
    static byte[] withIdempotencyKey(ObjectNode product, String key) {
        return TiktokRequests.bytes(product.deepCopy().put("idempotency_key", key));
    }

    /**
     * The body of an edit together with the SKUs TikTok has and the body does not name: left out they would be deleted, and
     * taking a SKU off is a person's decision.
     *
     * @param removed seller SKUs that a person wants taken off
     */
    static ObjectNode keepingOtherSkus(ObjectNode body, RemoteProduct remote, Set<String> removed) {
        ObjectNode whole = body.deepCopy();
        ArrayNode skus = whole.withArrayProperty("skus");
        for (JsonNode theirs : remote.unnamedIn(body)) {
            if (!removed.contains(theirs.path("seller_sku").asText(""))) {
                skus.add(RequestForm.sku(theirs));
            }
        }
        return whole;
    }

    /**
     * The body of an edit together with what TikTok has and we never sent, such as a video added in Seller Center: left out
     * it would be blanked (docs/facts/tiktok.md 3.2). Attributes and certificates are kept one by one.
     *
     * @param sent what TikTok last took from us: what is missing of it now was taken away here
     * @param ours the names of properties that are ours besides
     */
    static ObjectNode keepingOthersWork(ObjectNode body, RemoteProduct remote, JsonNode sent, Set<String> ours) {
        ObjectNode whole = body.deepCopy();
        boolean sameCategory = body.path("category_id").asText("").equals(remote.categoryId());
        remote.sendable().properties().forEach(property -> {
            String name = property.getKey();
            if (!sameCategory && OF_THE_CATEGORY.contains(name)) {
                return;
            }
            if (ONE_BY_ONE.contains(name) && !ours.contains(name)) {
                keepEach(whole, name, property.getValue(), sent.path(name));
            } else if (!whole.has(name) && !sent.has(name) && !ours.contains(name)) {
                whole.set(name, property.getValue());
            }
        });
        return whole;
    }

    private static void keepEach(ObjectNode whole, String name, JsonNode theirs, JsonNode sent) {
        Map<String, JsonNode> named = byId(whole.path(name));
        Set<String> taken = byId(sent).keySet();
        for (JsonNode each : theirs) {
            String id = each.path("id").asText();
            JsonNode own = named.get(id);
            if (own == null && !taken.contains(id)) {
                whole.withArrayProperty(name).add(each);
            } else if (own != null) {
                keepMetrics(own.path("values"), each.path("values"));
            }
        }
    }

    // A value measured in a unit of its own keeps it as long as the value is the same.
    private static void keepMetrics(JsonNode own, JsonNode theirs) {
        for (JsonNode value : own) {
            for (JsonNode shown : theirs) {
                boolean same = value.has("id")
                        ? value.path("id").equals(shown.path("id"))
                        : value.path("name").equals(shown.path("name"));
                if (same && shown.has("metric_standard_info") && !value.has("metric_standard_info")) {
                    ((ObjectNode) value).set("metric_standard_info", shown.path("metric_standard_info"));
                }
            }
        }
    }

    private static Map<String, JsonNode> byId(JsonNode list) {
        Map<String, JsonNode> byId = new HashMap<>();
        list.forEach(each -> byId.put(each.path("id").asText(), each));
        return byId;
    }

    /**
     * The body of an edit together with what TikTok has of the SKUs that it names and we never sent of them: links, a SKU's own
     * weight and size, and pictures of its choices where the listing gives and gave none.
     *
     * @param sent what TikTok last took from us
     */
    static ObjectNode keepingPartsOfSkus(ObjectNode body, RemoteProduct remote, JsonNode sent) {
        ObjectNode whole = body.deepCopy();
        Map<String, JsonNode> theirs = byId(remote.json().path("skus"));
        boolean picturesAreOurs = hasPictures(body) || hasPictures(sent);
        Map<String, String> pictures = picturesAreOurs ? Map.of() : pictures(remote.json());
        for (JsonNode sku : whole.path("skus")) {
            JsonNode shown = theirs.get(sku.path("id").asText(""));
            if (shown != null) {
                RequestForm.sku(shown).properties().forEach(part -> {
                    if (!sku.has(part.getKey()) && !part.getKey().equals("sales_attributes")) {
                        ((ObjectNode) sku).set(part.getKey(), part.getValue());
                    }
                });
            }
            for (JsonNode choice : sku.path("sales_attributes")) {
                String uri = pictures.get(chosen(choice));
                if (uri != null && !choice.has("sku_img")) {
                    ((ObjectNode) choice).putObject("sku_img").put("uri", uri);
                }
            }
        }
        return picturesAreOurs ? withoutPicturesOfOtherAxes(whole, body) : whole;
    }

    // TikTok takes pictures of one axis; where the listing shows another axis than a kept SKU does, the listing's
    // counts.
    private static ObjectNode withoutPicturesOfOtherAxes(ObjectNode whole, ObjectNode own) {
        Set<String> axes = new HashSet<>();
        own.path("skus").forEach(sku -> sku.path("sales_attributes").forEach(choice -> {
            if (choice.has("sku_img")) {
                axes.add(choice.path("name").asText());
            }
        }));
        whole.path("skus").forEach(sku -> sku.path("sales_attributes").forEach(choice -> {
            if (!axes.contains(choice.path("name").asText())) {
                ((ObjectNode) choice).remove("sku_img");
            }
        }));
        return whole;
    }

    private static boolean hasPictures(JsonNode body) {
        return !body.findValues("sku_img").isEmpty();
    }

    /** TikTok's pictures by axis and value. */
    private static Map<String, String> pictures(JsonNode product) {
        Map<String, String> pictures = new HashMap<>();
        product.path("skus").forEach(sku -> sku.path("sales_attributes").forEach(choice -> {
            String uri = choice.at("/sku_img/uri").asText("");
            if (!uri.isEmpty()) {
                pictures.putIfAbsent(chosen(choice), uri);
            }
        }));
        return pictures;
    }

    private static String chosen(JsonNode choice) {
        return choice.path("name").asText() + "\n" + choice.path("value_name").asText();
    }

    /**
     * What keeps an edit from being sent because some values of an axis are shown by pictures and others are not: TikTok
     * takes a picture for each value or for none.
     */
    static List<Lack> pictureLacks(JsonNode body) {
        Map<String, Map<String, Boolean>> axes = new LinkedHashMap<>();
        body.path("skus").forEach(sku -> sku.path("sales_attributes")
                .forEach(choice -> axes.computeIfAbsent(choice.path("name").asText(), axis -> new LinkedHashMap<>())
                        .merge(choice.path("value_name").asText(), choice.has("sku_img"), Boolean::logicalOr)));
        List<Lack> lacks = new ArrayList<>();
        axes.forEach((axis, values) -> {
            if (values.containsValue(true) && values.containsValue(false)) {
                List<String> missing = values.entrySet().stream()
                        .filter(value -> !value.getValue())
                        .map(Map.Entry::getKey)
                        .toList();
                lacks.add(new Lack(
                        "PREFLIGHT_OPTION_IMAGE_KEPT",
                        "skus.image",
                        null,
                        Messages.sentence(
                                "PREFLIGHT_OPTION_IMAGE_KEPT",
                                axis,
                                String.join("、", missing),
                                String.join(", ", missing))));
            }
        });
        return lacks;
    }

    /** The body without identifiers: they can neither be set nor changed once the product was submitted. */
    static ObjectNode withoutIdentifiers(ObjectNode body) {
        ObjectNode without = body.deepCopy();
        without.path("skus").forEach(sku -> ((ObjectNode) sku).remove("identifier_code"));
        return without;
    }

    /** The seller SKUs whose identifier in the body is another than TikTok's, or one that TikTok has not. */
    static List<String> otherIdentifiers(ObjectNode body, RemoteProduct remote) {
        Map<String, JsonNode> theirs = byId(remote.json().path("skus"));
        List<String> others = new ArrayList<>();
        for (JsonNode sku : body.path("skus")) {
            String code = sku.at("/identifier_code/code").asText("");
            JsonNode shown = theirs.get(sku.path("id").asText(""));
            if (!code.isEmpty()
                    && (shown == null
                            || !code.equals(shown.at("/identifier_code/code").asText("")))) {
                others.add(sku.path("seller_sku").asText(""));
            }
        }
        return others;
    }

    /**
     * The body of a partial edit: the top-level properties that differ and that TikTok does not show as they are wanted, each
     * whole. Empty when a partial edit cannot express the change: a property is taken away, the category changes, or SKUs
     * change, whose price and stock a partial edit may blank (docs/facts/tiktok.md 3.2).
     *
     * @param before the body as it stood for what TikTok last accepted
     * @param after the whole body now
     * @param remote what a partial edit would start from
     */
    static Optional<ObjectNode> partially(ObjectNode before, ObjectNode after, RemoteProduct remote) {
        if (!before.path("category_id").equals(after.path("category_id"))
                || !before.path("category_version").equals(after.path("category_version"))
                || !before.path("save_mode").equals(after.path("save_mode"))) {
            return Optional.empty();
        }
        ObjectNode changed = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> property : before.properties()) {
            if (!after.has(property.getKey())) {
                return Optional.empty();
            }
        }
        after.properties().forEach(property -> {
            JsonNode value = property.getValue();
            boolean wanted = !value.equals(before.path(property.getKey()));
            if (wanted && !remote.holds(Json.MAPPER.createObjectNode().set(property.getKey(), value))) {
                changed.set(property.getKey(), value);
            }
        });
        return changed.has("skus") ? Optional.empty() : Optional.of(changed);
    }
}
