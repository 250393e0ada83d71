package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON types of a product body, so that a number sent as text is noticed before its value is judged. Fields TikTok does not
 * know are refused too: it may well ignore them, but a misspelt name should not pass a rehearsal.
 */
final class BodyShape {

    private enum Type {
        TEXT,
        INTEGER,
        BOOLEAN,
        OBJECT,
        LIST
    }

    private final Type type;
    private final Map<String, BodyShape> fields = new LinkedHashMap<>();
    private @Nullable BodyShape element;

    private BodyShape(Type type) {
        this.type = type;
    }

    /** A create or edit body. */
    static final BodyShape PRODUCT = product();

    /** Refuses a body whose fields have other types or names. */
    void check(JsonNode node) {
        check(node, "");
    }

    private void check(JsonNode node, String path) {
        if (node.isNull()) {
            return;
        }
        boolean fits =
                switch (type) {
                    case TEXT -> node.isTextual();
                    case INTEGER -> node.isIntegralNumber();
                    case BOOLEAN -> node.isBoolean();
                    case OBJECT -> node.isObject();
                    case LIST -> node.isArray();
                };
        if (!fits) {
            throw RefusalCode.BAD_REQUEST.refusal(
                    "'" + path + "' must be " + type.name().toLowerCase(Locale.ROOT));
        }
        BodyShape inner = element;
        if (inner != null) {
            int index = 0;
            for (JsonNode each : node) {
                inner.check(each, path + "[" + index++ + "]");
            }
        }
        node.properties().forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            BodyShape known = fields.get(field.getKey());
            if (known == null) {
                throw RefusalCode.PARAMETER.refusal(
                        "Parameter " + name + " is invalid. Reason: unknown. Expected: a documented field");
            }
            known.check(field.getValue(), name);
        });
    }

    private static BodyShape product() {
        BodyShape uri = object().text("uri");
        BodyShape uris = list(uri);
        BodyShape attributeValue = object().text("id", "name");
        BodyShape sku = object().text("id", "seller_sku", "external_sku_id", "sku_unit_count")
                .with("external_urls", list(text()))
                .with("extra_identifier_codes", list(text()))
                .with(
                        "sales_attributes",
                        list(object().text("id", "name", "value_id", "value_name")
                                .with("sku_img", uri)
                                .with("supplementary_sku_images", uris)))
                .with(
                        "inventory",
                        list(object().text("warehouse_id").integer("quantity", "backorder_quantity", "handling_time")))
                .with("price", object().text("amount", "currency", "sale_price", "starting_bid_price"))
                .with("list_price", object().text("amount", "currency"))
                .with("external_list_prices", list(object().text("amount", "currency", "source")))
                .with("identifier_code", object().text("type", "code"))
                .with(
                        "pre_sale",
                        object().text("type")
                                .with("fulfillment_type", object().integer("handling_duration_days", "release_date")))
                .with("fees", list(object().text("type", "amount", "additional_attribute")))
                .with(
                        "combined_skus",
                        list(object().text("product_id", "sku_id").integer("sku_count")))
                .with("sku_dimensions", object().text("length", "width", "height", "unit"))
                .with("sku_weight", object().text("value", "unit"));
        return object().text(
                        "save_mode",
                        "idempotency_key",
                        "title",
                        "description",
                        "category_id",
                        "category_version",
                        "brand_id",
                        "external_product_id",
                        "shipping_insurance_requirement",
                        "shipping_template_id",
                        "locale",
                        "primary_combined_product_id")
                .bool("is_cod_allowed", "is_not_for_sale", "is_pre_owned", "auto_translate_enabled")
                .integer("minimum_order_quantity")
                .with("main_images", uris)
                .with("skus", list(sku))
                .with("package_weight", object().text("value", "unit"))
                .with("package_dimensions", object().text("length", "width", "height", "unit"))
                .with("product_attributes", list(object().text("id", "name").with("values", list(attributeValue))))
                .with(
                        "certifications",
                        list(object().text("id", "title")
                                .integer("expiration_date")
                                .with("images", uris)
                                .with("files", list(object().text("id", "name", "format")))))
                .with("size_chart", object().with("image", uri).with("template", object().text("id")))
                .with("video", object().text("id"))
                .with("delivery_option_ids", list(text()))
                .with("listing_platforms", list(text()))
                .with("manufacturer_ids", list(text()))
                .with("responsible_person_ids", list(text()))
                .with("key_product_features", list(text()))
                .with("search_terms", list(text()))
                .with(
                        "scheduled_sale",
                        object().bool("is_enabled_scheduled_sale").integer("schedule_sale_time"));
    }

    private static BodyShape object() {
        return new BodyShape(Type.OBJECT);
    }

    private static BodyShape text() {
        return new BodyShape(Type.TEXT);
    }

    private static BodyShape list(BodyShape element) {
        BodyShape list = new BodyShape(Type.LIST);
        list.element = element;
        return list;
    }

    private BodyShape text(String... names) {
        return all(Type.TEXT, names);
    }

    private BodyShape integer(String... names) {
        return all(Type.INTEGER, names);
    }

    private BodyShape bool(String... names) {
        return all(Type.BOOLEAN, names);
    }

    private BodyShape all(Type fieldType, String... names) {
        for (String name : names) {
            fields.put(name, new BodyShape(fieldType));
        }
        return this;
    }

    private BodyShape with(String name, BodyShape shape) {
        fields.put(name, shape);
        return this;
    }
}
