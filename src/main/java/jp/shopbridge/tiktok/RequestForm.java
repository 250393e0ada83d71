package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/**
 * What TikTok shows of a product, in the form in which a request names it: an edit takes away what it leaves out
 * (docs/facts/tiktok.md 3.2), and answers spell some things otherwise than requests do.
 */
public final class RequestForm {

    /** Properties that a request names as an answer shows them; those of other markets go back where TikTok shows them. */
    private static final List<String> AS_SHOWN = List.of(
            "key_product_features",
            "search_terms",
            "shipping_template_id",
            "scheduled_sale",
            "minimum_order_quantity",
            "is_cod_allowed",
            "is_pre_owned",
            "shipping_insurance_requirement",
            "manufacturer_ids",
            "responsible_person_ids");

    private static final List<String> OF_A_SKU = List.of(
            "external_sku_id",
            "external_urls",
            "extra_identifier_codes",
            "sku_unit_count",
            "list_price",
            "external_list_prices",
            "fees",
            "combined_skus");

    private static final Set<String> SELLING_FORMATS = Set.of("FIXED_PRICE", "FIXED_PRICE_AND_LIVE_AUCTION");

    private RequestForm() {}

    /** Everything but title, description, pictures, category, SKUs and weight, as far as the product has it. */
    static ObjectNode properties(JsonNode product) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        AS_SHOWN.forEach(name -> copy(form, name, product.path(name)));
        dimensions(form, "package_dimensions", product.path("package_dimensions"));
        text(form, "brand_id", product.at("/brand/id"));
        if (product.path("video").hasNonNull("id")) {
            text(form.putObject("video"), "id", product.at("/video/id"));
        }
        JsonNode chart = product.path("size_chart");
        if (chart.path("template").hasNonNull("id")) {
            text(form.withObjectProperty("size_chart").putObject("template"), "id", chart.at("/template/id"));
        }
        if (chart.path("image").hasNonNull("uri")) {
            text(form.withObjectProperty("size_chart").putObject("image"), "uri", chart.at("/image/uri"));
        }
        if (product.path("is_blind_box").asBoolean()) {
            form.put("is_blind_box", true);
        }
        if (SELLING_FORMATS.contains(product.path("selling_format").asText(""))) {
            form.set("selling_format", product.path("selling_format"));
        }
        // Shown of each SKU, set for the product.
        product.path("skus")
                .forEach(sku -> copy(form, "purchase_order_quantity_limit", sku.path("purchase_order_quantity_limit")));
        product.path("product_attributes")
                .forEach(shown -> form.withArrayProperty("product_attributes").add(attribute(shown)));
        product.path("certifications")
                .forEach(shown -> form.withArrayProperty("certifications").add(certificate(shown)));
        return form;
    }

    /** Everything that buyers are told by this version but price and stock, which are the same in all of them. */
    static ObjectNode content(JsonNode product) {
        ObjectNode content = properties(product);
        List.of("title", "description", "package_weight", "external_product_id")
                .forEach(name -> copy(content, name, product.path(name)));
        for (JsonNode image : product.path("main_images")) {
            content.withArrayProperty("main_images").add(image.path("uri").asText());
        }
        for (JsonNode sku : product.path("skus")) {
            ObjectNode form = sku(sku);
            copy(form, "pre_sale", sku.path("pre_sale"));
            copy(form, "identifier_code", sku.path("identifier_code"));
            content.withArrayProperty("skus").add(form);
        }
        for (JsonNode category : product.path("category_chains")) {
            if (category.path("is_leaf").asBoolean()) {
                copy(content, "category_id", category.path("id"));
            }
        }
        return content;
    }

    /**
     * A SKU without what stays where a whole edit leaves it out (price, stock and an advance sale, whose kinds cannot all be
     * sent), and without its identifier, which cannot change once the product was submitted.
     */
    public static ObjectNode sku(JsonNode shown) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        text(form, "id", shown.path("id"));
        text(form, "seller_sku", shown.path("seller_sku"));
        OF_A_SKU.forEach(name -> copy(form, name, shown.path(name)));
        copy(form, "sku_weight", shown.path("sku_weight"));
        dimensions(form, "sku_dimensions", shown.path("sku_dimensions"));
        for (JsonNode attribute : shown.path("sales_attributes")) {
            ObjectNode each = form.withArrayProperty("sales_attributes").addObject();
            List.of("id", "name", "value_id", "value_name").forEach(name -> text(each, name, attribute.path(name)));
            if (attribute.path("sku_img").hasNonNull("uri")) {
                text(each.putObject("sku_img"), "uri", attribute.at("/sku_img/uri"));
            }
            copy(each, "supplementary_sku_images", attribute.path("supplementary_sku_images"));
        }
        return form;
    }

    private static ObjectNode attribute(JsonNode shown) {
        ObjectNode attribute = JsonNodeFactory.instance.objectNode();
        text(attribute, "id", shown.path("id"));
        ArrayNode values = attribute.putArray("values");
        shown.path("values").forEach(value -> {
            ObjectNode each = values.addObject();
            String way = value.hasNonNull("id") ? "id" : "name";
            text(each, way, value.path(way));
            copy(each, "metric_standard_info", value.path("metric_standard_info"));
        });
        return attribute;
    }

    private static ObjectNode certificate(JsonNode shown) {
        ObjectNode certificate = JsonNodeFactory.instance.objectNode();
        text(certificate, "id", shown.path("id"));
        for (JsonNode image : shown.path("images")) {
            text(certificate.withArrayProperty("images").addObject(), "uri", image.path("uri"));
        }
        for (JsonNode file : shown.path("files")) {
            ObjectNode kept = certificate.withArrayProperty("files").addObject();
            List.of("id", "name", "format").forEach(part -> text(kept, part, file.path(part)));
        }
        if (shown.path("expiration_date").canConvertToLong()) {
            certificate.set("expiration_date", shown.path("expiration_date"));
        }
        return certificate;
    }

    /** Sides come with decimals and are taken as whole numbers. */
    private static void dimensions(ObjectNode into, String name, JsonNode shown) {
        if (!shown.isObject() || shown.isEmpty()) {
            return;
        }
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        for (String side : List.of("length", "width", "height")) {
            String text = shown.path(side).asText("");
            if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                return;
            }
            form.put(
                    side, new BigDecimal(text).setScale(0, RoundingMode.CEILING).toPlainString());
        }
        text(form, "unit", shown.path("unit"));
        into.set(name, form);
    }

    private static void copy(ObjectNode into, String name, JsonNode value) {
        boolean empty = value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty());
        if (!empty) {
            into.set(name, value.deepCopy());
        }
    }

    private static void text(ObjectNode into, String name, JsonNode value) {
        String text = value.asText("");
        if (!text.isEmpty()) {
            into.put(name, text);
        }
    }
}
