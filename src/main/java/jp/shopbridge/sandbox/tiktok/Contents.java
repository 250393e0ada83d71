package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the content of a version out of what was sent: merges edits (section 3.2) and gives ids to SKUs and variations. */
final class Contents {

    private static final long ID_SPACE = 1_000_000_000_000_000_000L;
    private static final List<String> NOT_CONTENT =
            List.of("save_mode", "idempotency_key", "locale", "auto_translate_enabled", "delivery_option_ids");

    private final Catalogue catalogue;
    private final Books books;
    private final OpenQuestions questions;

    Contents(Catalogue catalogue, Books books, OpenQuestions questions) {
        this.questions = questions;
        this.catalogue = catalogue;
        this.books = books;
    }

    /** A full edit: what is left out is blanked, but a few properties of SKUs that stay are kept. */
    ObjectNode fullEdit(ObjectNode body, Product product) {
        ObjectNode merged = body.deepCopy();
        keep(merged, product, keptCodeAnd("price", "inventory", "pre_sale"));
        return merged;
    }

    /** A partial edit: each top-level property that was sent replaces the old one whole; the others stay. */
    ObjectNode partialEdit(ObjectNode body, Product product) {
        ObjectNode current = product.current();
        ObjectNode merged = current.deepCopy();
        body.properties()
                .forEach(field -> merged.set(field.getKey(), field.getValue().deepCopy()));
        if (!body.has("category_version")) {
            merged.set("category_version", current.path("category_version"));
        }
        boolean blanked = body.has("skus") && questions.otherwise(OpenQuestion.PARTIAL_EDIT_BLANKS_PRICE_AND_STOCK);
        keep(merged, product, blanked ? keptCodeAnd() : keptCodeAnd("price", "inventory"));
        return merged;
    }

    private List<String> keptCodeAnd(String... others) {
        List<String> kept = new ArrayList<>(List.of(others));
        if (!questions.otherwise(OpenQuestion.EDIT_BLANKS_IDENTIFIER_CODE)) {
            kept.add("identifier_code");
        }
        return kept;
    }

    /** What is kept as a draft beside a live product: its stock stays that of the live one. */
    static ObjectNode draftBeside(ObjectNode content) {
        content.path("skus").forEach(sku -> ((ObjectNode) sku).remove("inventory"));
        return content;
    }

    /** The content as it is stored: every SKU, sales attribute and value with its id. */
    ObjectNode content(ObjectNode listing, String shopId) {
        ObjectNode content = listing.deepCopy();
        content.remove(NOT_CONTENT);
        for (JsonNode node : content.path("skus")) {
            ObjectNode sku = (ObjectNode) node;
            if (!Json.present(sku, "id")) {
                sku.put("id", books.nextId());
            }
            for (JsonNode attribute : sku.path("sales_attributes")) {
                identify((ObjectNode) attribute, shopId);
            }
        }
        return content;
    }

    /** The {@code skus} of a create's or edit's answer. */
    static ArrayNode answeredSkus(ObjectNode content) {
        ArrayNode skus = Json.array();
        for (JsonNode sku : content.path("skus")) {
            ObjectNode answered = skus.addObject();
            answered.put("id", Json.text(sku, "id"))
                    .put("seller_sku", Json.text(sku, "seller_sku"))
                    .put("external_sku_id", Json.text(sku, "external_sku_id"));
            ArrayNode attributes = answered.putArray("sales_attributes");
            sku.path("sales_attributes").forEach(attribute -> attributes
                    .addObject()
                    .put("id", Json.text(attribute, "id"))
                    .put("value_id", Json.text(attribute, "value_id")));
        }
        return skus;
    }

    /** Which top-level properties differ, apart from prices and stock. */
    static List<String> changedFields(ObjectNode before, ObjectNode after) {
        ObjectNode one = withoutPriceAndStock(before);
        ObjectNode other = withoutPriceAndStock(after);
        TreeSet<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            if (!one.path(name).equals(other.path(name))) {
                changed.add(name);
            }
        }
        return changed;
    }

    private static ObjectNode withoutPriceAndStock(ObjectNode content) {
        ObjectNode bare = content.deepCopy();
        bare.path("skus").forEach(sku -> ((ObjectNode) sku).remove(List.of("price", "inventory")));
        return bare;
    }

    private static void keep(ObjectNode merged, Product product, List<String> names) {
        for (JsonNode node : merged.path("skus")) {
            ObjectNode sku = (ObjectNode) node;
            for (ObjectNode old :
                    Json.present(sku, "id") ? product.skus(Json.text(sku, "id")) : List.<ObjectNode>of()) {
                for (String name : names) {
                    if (!sku.hasNonNull(name) && old.hasNonNull(name)) {
                        sku.set(name, old.path(name).deepCopy());
                    }
                }
            }
        }
    }

    private void identify(ObjectNode attribute, String shopId) {
        String axisText = Json.present(attribute, "id") ? Json.text(attribute, "id") : Json.text(attribute, "name");
        Optional<Catalogue.Attribute> axis = catalogue.axis(axisText);
        if (axis.isPresent()) {
            attribute.put("id", axis.get().id()).put("name", axis.get().name());
        } else if (!Json.present(attribute, "id")) {
            attribute.put("id", hashedId(shopId + "\naxis\n" + axisText));
        }
        String axisId = Json.text(attribute, "id");
        Optional<Catalogue.Choice> choice = axis.flatMap(known -> known.values().stream()
                .filter(value -> value.id().equals(Json.text(attribute, "value_id"))
                        || value.name().equals(Json.text(attribute, "value_name")))
                .findFirst());
        if (choice.isPresent()) {
            attribute
                    .put("value_id", choice.get().id())
                    .put("value_name", choice.get().name());
        } else if (!Json.present(attribute, "value_id")) {
            attribute.put("value_id", hashedId(axisId + "\nvalue\n" + Json.text(attribute, "value_name")));
        }
    }

    /** The same text has the same id, for ever. */
    private static String hashedId(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.valueOf(ID_SPACE + Math.floorMod(ByteBuffer.wrap(hash).getLong(), ID_SPACE));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
