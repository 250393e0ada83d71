package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Supplier;

/** How products look in answers (sections 3.3 and 3.4, shapes of tiktok-shop-vectors.json). */
final class ProductViews {

    private final Catalogue catalogue;
    private final ListingRules rules;
    private final Shelf shelf;
    private final OpenQuestions questions;
    private final Supplier<String> baseUrl;

    ProductViews(
            Catalogue catalogue, ListingRules rules, Shelf shelf, OpenQuestions questions, Supplier<String> baseUrl) {
        this.questions = questions;
        this.catalogue = catalogue;
        this.rules = rules;
        this.shelf = shelf;
        this.baseUrl = baseUrl;
    }

    /** One version in full, as Get Product shows it. */
    ObjectNode detail(Product product, ObjectNode content) {
        ObjectNode view = Json.object();
        view.put("id", product.id())
                .put("status", product.status())
                .put("product_status", product.productStatus())
                .put("title", Json.text(content, "title"))
                .put("description", Json.text(content, "description"));
        ArrayNode chain = view.putArray("category_chains");
        catalogue.chain(Json.text(content, "category_id")).forEach(category -> chain.addObject()
                .put("id", category.id())
                .put("parent_id", category.parentId())
                .put("local_name", category.name())
                .put("is_leaf", category.leaf()));
        if (Json.present(content, "brand_id")) {
            String brandId = Json.text(content, "brand_id");
            view.putObject("brand")
                    .put("id", brandId)
                    .put("name", rules.brand(brandId).map(Catalogue.Brand::name).orElse(""));
        }
        ArrayNode images = view.putArray("main_images");
        content.path("main_images").forEach(image -> images.add(picture(Json.text(image, "uri"))));
        ArrayNode skus = view.putArray("skus");
        content.path("skus").forEach(sku -> skus.add(skuDetail(product, sku, content)));
        for (String same : new String[] {
            "external_product_id",
            "video",
            "key_product_features",
            "search_terms",
            "scheduled_sale",
            "selling_format",
            "is_blind_box",
            "shipping_template_id"
        }) {
            if (content.hasNonNull(same)) {
                view.set(same, content.path(same).deepCopy());
            }
        }
        addPackage(content, view);
        view.set("product_attributes", attributes(content));
        view.set("certifications", certifications(content));
        if (content.path("size_chart").hasNonNull("template")) {
            view.putObject("size_chart")
                    .set("template", content.path("size_chart").path("template"));
        }
        if (content.path("size_chart").hasNonNull("image")) {
            view.putObject("size_chart")
                    .set("image", picture(Json.text(content.path("size_chart").path("image"), "uri")));
        }
        addStatus(product, view);
        view.set("audit_failed_reasons", product.json().path("failed").deepCopy());
        return view;
    }

    /** Weights are answered in kilograms whatever the unit they were sent in, sides with two decimals. */
    private void addPackage(ObjectNode content, ObjectNode view) {
        JsonNode weight = content.path("package_weight");
        if (weight.isObject() && questions.otherwise(OpenQuestion.WEIGHT_SHOWN_AS_SENT)) {
            view.set("package_weight", weight.deepCopy());
        } else if (weight.isObject()) {
            BigDecimal value = new BigDecimal(Json.text(weight, "value"));
            BigDecimal kilograms = Json.text(weight, "unit").equals("GRAM") ? value.movePointLeft(3) : value;
            view.putObject("package_weight")
                    .put("value", kilograms.toPlainString())
                    .put("unit", "KILOGRAM");
        }
        JsonNode dimensions = content.path("package_dimensions");
        if (dimensions.isObject()) {
            ObjectNode shown = view.putObject("package_dimensions");
            for (String side : new String[] {"length", "width", "height"}) {
                shown.put(
                        side,
                        new BigDecimal(Json.text(dimensions, side))
                                .setScale(2, RoundingMode.HALF_UP)
                                .toPlainString());
            }
            shown.put("unit", Json.text(dimensions, "unit"));
        }
    }

    /** One line of a search. */
    ObjectNode line(Product product, ObjectNode content) {
        ObjectNode view = Json.object();
        view.put("id", product.id()).put("title", Json.text(content, "title")).put("status", product.status());
        addStatus(product, view);
        view.putArray("sales_regions").add("JP");
        if (product.isLiveQuick()) {
            view.putArray("product_tags").add("LIVE_QUICK");
        }
        ArrayNode skus = view.putArray("skus");
        for (JsonNode sku : content.path("skus")) {
            ObjectNode line = skus.addObject();
            line.put("id", Json.text(sku, "id")).put("seller_sku", Json.text(sku, "seller_sku"));
            line.set("price", price(sku));
            line.set("inventory", stock(product, sku));
            line.set("status_info", skuStatus(product));
        }
        return view;
    }

    private static void addStatus(Product product, ObjectNode view) {
        view.put("create_time", product.json().path("created").asLong())
                .put("update_time", product.json().path("updated").asLong())
                .put("has_draft", product.hasDraftBeside())
                .put("is_not_for_sale", false);
        ObjectNode audit = view.putObject("audit");
        audit.put("status", product.shownAudit());
        ArrayNode reasons = audit.putArray("pre_approved_reasons");
        if (product.audit().equals("PRE_APPROVED")) {
            reasons.add("KYC_PENDING");
        }
    }

    private ObjectNode skuDetail(Product product, JsonNode sku, ObjectNode content) {
        ObjectNode view = Json.object();
        view.put("id", Json.text(sku, "id")).put("seller_sku", Json.text(sku, "seller_sku"));
        for (String same : new String[] {
            "external_sku_id",
            "external_urls",
            "identifier_code",
            "pre_sale",
            "sku_weight",
            "sku_dimensions",
            "combined_skus"
        }) {
            if (sku.hasNonNull(same)) {
                view.set(same, sku.path(same).deepCopy());
            }
        }
        view.set("price", price(sku));
        if (content.hasNonNull("purchase_order_quantity_limit")) {
            view.set("purchase_order_quantity_limit", limits(content.path("purchase_order_quantity_limit")));
        }
        view.set("inventory", stock(product, sku));
        ArrayNode attributes = view.putArray("sales_attributes");
        for (JsonNode attribute : sku.path("sales_attributes")) {
            ObjectNode shown = attributes.addObject();
            shown.put("id", Json.text(attribute, "id"))
                    .put("name", Json.text(attribute, "name"))
                    .put("value_id", Json.text(attribute, "value_id"))
                    .put("value_name", Json.text(attribute, "value_name"));
            if (attribute.hasNonNull("sku_img")) {
                shown.set("sku_img", picture(Json.text(attribute.path("sku_img"), "uri")));
            }
        }
        view.set("status_info", skuStatus(product));
        return view;
    }

    /** Always that of the base version, also in a draft. */
    private static JsonNode stock(Product product, JsonNode sku) {
        for (JsonNode own : product.base().path("skus")) {
            if (Json.text(own, "id").equals(Json.text(sku, "id"))) {
                return own.path("inventory").deepCopy();
            }
        }
        return sku.has("inventory") ? sku.path("inventory").deepCopy() : Json.array();
    }

    /** An edit takes a limit away by 0. */
    private static ObjectNode limits(JsonNode sent) {
        ObjectNode shown = Json.object();
        sent.properties().forEach(limit -> {
            if (limit.getValue().asInt() > 0) {
                shown.set(limit.getKey(), limit.getValue());
            }
        });
        return shown;
    }

    /** JP local sellers send {@code amount}; reads answer it under two other names. */
    private static ObjectNode price(JsonNode sku) {
        ObjectNode price = Json.object();
        String amount = Json.text(sku.path("price"), "amount");
        if (!amount.isEmpty()) {
            price.put("currency", Json.text(sku.path("price"), "currency"))
                    .put("tax_exclusive_price", amount)
                    .put("sale_price", amount);
        }
        return price;
    }

    private static ObjectNode skuStatus(Product product) {
        ObjectNode status = Json.object();
        switch (product.productStatus()) {
            case "SELLER_DEACTIVATED" -> status.put("status", "DEACTIVATED").put("deactivation_source", "SELLER");
            case "PLATFORM_DEACTIVATED", "FREEZE" ->
                status.put("status", "DEACTIVATED").put("deactivation_source", "PLATFORM");
            default -> status.put("status", "NORMAL");
        }
        return status;
    }

    private ObjectNode picture(String uri) {
        ObjectNode picture = Json.object();
        picture.put("uri", uri);
        String url = baseUrl.get() + "/images/" + uri.substring(uri.lastIndexOf('/') + 1);
        picture.putArray("urls").add(url);
        picture.putArray("thumb_urls").add(url);
        Optional<Shelf.Image> image = shelf.image(uri);
        picture.put("width", image.map(Shelf.Image::width).orElse(0));
        picture.put("height", image.map(Shelf.Image::height).orElse(0));
        return picture;
    }

    private ArrayNode attributes(ObjectNode content) {
        ArrayNode shown = Json.array();
        for (JsonNode attribute : content.path("product_attributes")) {
            String id = Json.text(attribute, "id");
            Optional<Catalogue.Attribute> known = catalogue.attribute(id);
            ObjectNode view = shown.addObject();
            view.put("id", id).put("name", known.map(Catalogue.Attribute::name).orElse(""));
            ArrayNode values = view.putArray("values");
            for (JsonNode value : attribute.path("values")) {
                String valueId = Json.text(value, "id");
                ObjectNode each = values.addObject();
                if (!valueId.isEmpty()) {
                    each.put("id", valueId);
                }
                each.put(
                        "name",
                        known.flatMap(of -> of.value(valueId))
                                .map(Catalogue.Choice::name)
                                .orElse(Json.text(value, "name")));
                if (value.hasNonNull("metric_standard_info")) {
                    each.set("metric_standard_info", value.path("metric_standard_info"));
                }
            }
        }
        return shown;
    }

    private ArrayNode certifications(ObjectNode content) {
        ArrayNode shown = Json.array();
        for (JsonNode certification : content.path("certifications")) {
            ObjectNode view = shown.addObject();
            view.put("id", Json.text(certification, "id"));
            if (certification.hasNonNull("expiration_date")) {
                view.set("expiration_date", certification.path("expiration_date"));
            }
            ArrayNode images = view.putArray("images");
            certification.path("images").forEach(image -> images.add(picture(Json.text(image, "uri"))));
            ArrayNode files = view.putArray("files");
            for (JsonNode file : certification.path("files")) {
                ObjectNode each = files.addObject();
                each.put("id", Json.text(file, "id"))
                        .put("name", Json.text(file, "name"))
                        .put("format", Json.text(file, "format"));
                each.putArray("urls").add(baseUrl.get() + "/files/" + Json.text(file, "id"));
            }
        }
        return shown;
    }
}
