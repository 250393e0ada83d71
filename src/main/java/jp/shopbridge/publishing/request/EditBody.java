package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokRequests;

/** What an edit's body holds beside what the mapping made: an edit takes away what it leaves out. */
final class EditBody {

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
            if (removed.contains(theirs.path("seller_sku").asText(""))) {
                continue;
            }
            ObjectNode kept = skus.addObject().put("id", theirs.path("id").asText());
            kept.put("seller_sku", theirs.path("seller_sku").asText(""));
            if (theirs.hasNonNull("external_sku_id")) {
                kept.set("external_sku_id", theirs.path("external_sku_id"));
            }
            if (!theirs.path("sales_attributes").isEmpty()) {
                ArrayNode attributes = kept.putArray("sales_attributes");
                theirs.path("sales_attributes").forEach(attribute -> attributes
                        .addObject()
                        .put("id", attribute.path("id").asText())
                        .put("name", attribute.path("name").asText())
                        .put("value_id", attribute.path("value_id").asText())
                        .put("value_name", attribute.path("value_name").asText()));
            }
        }
        return whole;
    }

    /**
     * The body of an edit together with what TikTok has and we never sent, such as a video added in Seller Center: left out
     * it would be blanked (docs/facts/tiktok.md 3.2).
     *
     * @param sent the names of the properties that are ours: what is missing now was taken away here
     */
    static ObjectNode keepingOthersWork(ObjectNode body, RemoteProduct remote, Set<String> sent) {
        ObjectNode whole = body.deepCopy();
        boolean sameCategory = body.path("category_id").asText("").equals(remote.categoryId());
        remote.sendable().properties().forEach(property -> {
            String name = property.getKey();
            boolean ours = whole.has(name) || sent.contains(name);
            if (!ours && (sameCategory || !OF_THE_CATEGORY.contains(name))) {
                whole.set(name, property.getValue());
            }
        });
        return whole;
    }

    /**
     * The body of a partial edit: the top-level properties that differ, each whole. Empty when a partial edit cannot express
     * the change, because a property is taken away or the category changes.
     *
     * @param before the body as it stood for what TikTok last accepted
     * @param after the whole body now
     */
    static Optional<ObjectNode> partially(ObjectNode before, ObjectNode after) {
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
            if (!property.getValue().equals(before.path(property.getKey()))) {
                changed.set(property.getKey(), property.getValue());
            }
        });
        return Optional.of(changed);
    }
}
