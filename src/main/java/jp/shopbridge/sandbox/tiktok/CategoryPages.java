package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Categories, attributes, rules, recommendation and brands (section 3.7), misspellings included. */
final class CategoryPages {

    private static final Set<String> LOCALES = Set.of("", "ja-JP", "en-US");
    private static final ZoneId SHOP_ZONE = ZoneId.of("Asia/Tokyo");
    private static final int CUSTOM_BRANDS_A_DAY = 50;
    private static final int CUSTOM_BRANDS_IN_ALL = 1_000;

    private final TikTokSettings settings;
    private final Catalogue catalogue;
    private final ListingRules rules;
    private final Shelf shelf;
    private final Books books;
    private final MVMap<String, String> customBrands;

    CategoryPages(TikTokSettings settings, Catalogue catalogue, ListingRules rules, Shelf shelf, Books books) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.rules = rules;
        this.shelf = shelf;
        this.books = books;
        customBrands = books.map("custom-brands");
    }

    /** Get Categories; without {@code category_version} the older tree, as documented. */
    ObjectNode categories(String version, String locale, String keyword) {
        checkLocale(locale);
        ObjectNode data = Json.object();
        ArrayNode shown = data.putArray("categories");
        for (Catalogue.Category category : catalogue.categories(version.isEmpty() ? Catalogue.V1 : version)) {
            if (category.name().contains(keyword)) {
                ObjectNode each = shown.addObject();
                each.put("id", category.id())
                        .put("parent_id", category.parentId())
                        .put("local_name", category.name())
                        .put("is_leaf", category.leaf());
                each.putArray("permission_statuses").add(rules.permission(category));
            }
        }
        return data;
    }

    /** Get Attributes: the sales attributes every category has, and its own product attributes. */
    ObjectNode attributes(String id, String version, String locale) {
        checkLocale(locale);
        Catalogue.Category category = leaf(id, version);
        ObjectNode data = Json.object();
        ArrayNode shown = data.putArray("attributes");
        for (Catalogue.Attribute axis : catalogue.axes()) {
            shown.add(attribute(axis, "SALES_PROPERTY", true));
        }
        for (Catalogue.Attribute attribute : category.attributes()) {
            shown.add(attribute(attribute, "PRODUCT_PROPERTY", attribute.custom()));
        }
        return data;
    }

    /** Get Category Rules. */
    ObjectNode rules(String id, String version, String locale) {
        checkLocale(locale);
        Catalogue.Category category = leaf(id, version);
        ObjectNode data = Json.object();
        ArrayNode certifications = data.putArray("product_certifications");
        for (Catalogue.Certification certification : category.certifications()) {
            ObjectNode each = certifications.addObject();
            each.put("id", certification.id())
                    .put("name", certification.name())
                    .put("is_required", certification.required())
                    .put("document_details", certification.details())
                    .put("sample_image_url", "");
            each.putObject("expiration_date").put("is_required", certification.expiry());
            each.set("requirement_conditions", conditions(certification.requiredWhen()));
        }
        data.putObject("size_chart")
                .put("is_supported", category.sizeChart() != Catalogue.Need.NONE)
                .put("is_required", category.sizeChart() == Catalogue.Need.REQUIRED);
        data.putObject("cod").put("is_supported", false);
        data.putObject("package_dimension").put("is_required", category.dimensions() == Catalogue.Need.REQUIRED);
        data.putObject("epr").put("is_required", false);
        data.putObject("responsible_person").put("is_required", false);
        data.putObject("manufacturer").put("is_required", false);
        ArrayNode special = data.putArray("allowed_special_product_types");
        if (category.preOrder()) {
            special.add("PRE_ORDER");
        }
        data.putArray("fees");
        return data;
    }

    /** Recommend Category: the leaf whose words are found in the title, else in the other platform's category; the longest wins. */
    ObjectNode recommend(byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        String title = Json.text(body, "product_title");
        if (title.isBlank()) {
            throw RefusalCode.BAD_REQUEST.refusal("'product_title' is required");
        }
        checkVersion(Json.text(body, "category_version"));
        for (JsonNode image : body.path("images")) {
            String uri = Json.text(image, "uri");
            if (shelf.image(uri).isEmpty()) {
                throw RefusalCode.IMAGE_UNKNOWN.refusal(uri);
            }
        }
        JsonNode origin = body.path("origin_platform_category");
        Catalogue.Category leaf = best(title)
                .or(() -> best(Json.text(origin, "name")))
                .or(() -> best(Json.text(origin, "full_name")))
                .orElseThrow(RefusalCode.NO_MATCHING_CATEGORY::refusal);
        if (rules.permission(leaf).equals("NON_MAIN_CATEGORY")) {
            throw RefusalCode.NO_MAIN_CATEGORY_MATCH.refusal();
        }
        ObjectNode data = Json.object();
        data.put("leaf_category_id", leaf.id());
        ArrayNode chain = data.putArray("categories");
        for (Catalogue.Category category : catalogue.chain(leaf.id())) {
            chain.addObject()
                    .put("id", category.id())
                    .put("name", category.name())
                    .put("level", category.level())
                    .put("is_leaf", category.leaf())
                    .putArray("permission_statuses")
                    .add(rules.permission(category));
        }
        return data;
    }

    private Optional<Catalogue.Category> best(String text) {
        record Hit(Catalogue.Category category, int length) {}
        return catalogue.categories(Catalogue.V2).stream()
                .filter(Catalogue.Category::leaf)
                .flatMap(category ->
                        category.words().stream().filter(text::contains).map(word -> new Hit(category, word.length())))
                .max(Comparator.comparingInt(Hit::length))
                .map(Hit::category);
    }

    /** Get Brands, page by page. */
    ObjectNode brands(String pageSize, String pageToken, String categoryId, String brandName, String version) {
        int size = Products.pageSize(pageSize);
        int offset = Products.offset(pageToken);
        if (!categoryId.isEmpty()) {
            leaf(categoryId, version);
        }
        List<Catalogue.Brand> all = new ArrayList<>(catalogue.brands());
        customBrands.keySet().forEach(id -> rules.brand(id).ifPresent(all::add));
        String wanted = brandName.toLowerCase(Locale.ROOT);
        List<Catalogue.Brand> found = all.stream()
                .filter(brand -> brand.name().toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
        int end = Math.min(offset + size, found.size());
        ObjectNode data = Json.object();
        data.put("total_count", found.size()).put("next_page_token", end < found.size() ? Products.token(end) : "");
        ArrayNode shown = data.putArray("brands");
        for (Catalogue.Brand brand : found.subList(Math.min(offset, end), end)) {
            shown.addObject()
                    .put("id", brand.id())
                    .put("name", brand.name())
                    .put("authorized_status", brand.authorized() ? "AUTHORIZED" : "UNAUTHORIEZD")
                    .put("brand_status", brand.status().equals("AVAILABLE") ? "AVAILABLE" : "UNAVAILABLE")
                    .put("is_t1_brand", brand.t1());
        }
        return data;
    }

    /** Create Custom Brand: at most 50 a day and 1,000 in all. */
    ObjectNode createBrand(byte[] bytes) {
        String name = Json.text(Json.sent(bytes), "name");
        if (name.isBlank()
                || TextRules.length(name) > 100
                || !TextRules.offence(name, false).isEmpty()) {
            throw RefusalCode.BRAND_NAME.refusal("'" + name + "'");
        }
        Instant now = settings.clock().instant();
        String today = "brands-" + now.atZone(SHOP_ZONE).toLocalDate();
        if (customBrands.size() >= CUSTOM_BRANDS_IN_ALL || books.next(today) > CUSTOM_BRANDS_A_DAY) {
            throw RefusalCode.BRAND_LIMIT.refusal("50 custom brands a day, 1000 in all");
        }
        String id = books.nextId();
        customBrands.put(id, name);
        return Json.object().put("id", id);
    }

    private Catalogue.Category leaf(String id, String version) {
        checkVersion(version);
        Optional<Catalogue.Category> category = catalogue.category(Catalogue.V2, id);
        if (category.isEmpty()) {
            boolean old = catalogue.category(Catalogue.V1, id).isPresent();
            throw (old ? RefusalCode.CATEGORY_VERSION_MISMATCH : RefusalCode.CATEGORY_UNKNOWN).refusal(id);
        }
        if (!category.get().leaf()) {
            throw RefusalCode.CATEGORY_NOT_LEAF.refusal(id);
        }
        return category.get();
    }

    private static void checkVersion(String version) {
        if (!version.equals(Catalogue.V2)) {
            throw RefusalCode.CATEGORY_V2_NEEDED.refusal("category_version=" + version);
        }
    }

    private static void checkLocale(String locale) {
        if (!LOCALES.contains(locale)) {
            throw RefusalCode.BAD_REQUEST.refusal("'locale' is not supported: " + locale);
        }
    }

    private static ObjectNode attribute(Catalogue.Attribute attribute, String type, boolean custom) {
        ObjectNode shown = Json.object();
        shown.put("id", attribute.id())
                .put("name", attribute.name())
                .put("type", type)
                .put("is_requried", attribute.required())
                .put("is_multiple_selection", attribute.multiple())
                .put("is_customizable", custom);
        if (attribute.number()) {
            shown.put("value_data_format", "POSITIVE_INT_OR_DECIMAL");
        }
        ArrayNode values = shown.putArray("values");
        attribute
                .values()
                .forEach(value -> values.addObject().put("id", value.id()).put("name", value.name()));
        shown.set("requirement_conditions", conditions(attribute.requiredWhen()));
        return shown;
    }

    private static ArrayNode conditions(Catalogue.@Nullable Condition condition) {
        ArrayNode conditions = Json.array();
        if (condition != null) {
            conditions
                    .addObject()
                    .put("condition_type", "VALUE_ID_MATCH")
                    .put("attribute_id", condition.attributeId())
                    .put("attribute_value_id", condition.valueId());
        }
        return conditions;
    }
}
