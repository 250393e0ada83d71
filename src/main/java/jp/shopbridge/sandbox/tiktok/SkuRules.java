package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules of a product's SKUs: variations, price, stock, identifier codes, pre-orders (section 3.1, Japan). */
final class SkuRules {

    private static final int MOST_SKUS = 300;
    private static final int MOST_AXES = 3;
    private static final int LONGEST_AXIS_NAME = 20;
    private static final int LONGEST_AXIS_VALUE = 50;
    private static final int LONGEST_SELLER_SKU = 50;
    private static final int LONGEST_URL = 200;
    private static final BigDecimal DEAREST = new BigDecimal(500_000);
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d+)?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Map<String, Set<Integer>> IDENTIFIER_LENGTHS = Map.of(
            "GTIN",
            Set.of(14),
            "EAN",
            Set.of(8, 13, 14),
            "UPC",
            Set.of(12),
            "ISBN",
            Set.of(10, 13),
            "JAN",
            Set.of(8, 13));

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final TikTokSettings settings;
    private final Shops shops;

    SkuRules(Catalogue catalogue, Shelf shelf, TikTokSettings settings, Shops shops) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.settings = settings;
        this.shops = shops;
    }

    void check(JsonNode skus, ListingContext situation, Findings findings) {
        if (skus.isEmpty()) {
            findings.add(RefusalCode.SKU_NONE);
            return;
        }
        findings.addUnless(skus.size() <= MOST_SKUS, RefusalCode.SKU_COUNT, "maximum " + MOST_SKUS);
        checkVariations(skus, situation, findings);
        Set<String> identifiers = new HashSet<>();
        Set<String> preSales = new HashSet<>();
        for (JsonNode sku : skus) {
            checkSellerSku(sku, findings);
            checkIdentifier(sku.path("identifier_code"), identifiers, findings);
            checkPreSale(sku, preSales, situation, findings);
            checkUnsupported(sku, findings);
            checkPrice(sku, situation, findings);
            checkInventory(sku, situation, findings);
        }
        findings.addUnless(preSales.size() <= 1, RefusalCode.PRE_SALE_DIFFERS, preSales.toString());
    }

    /** Judges one price; also used when prices are updated alone. */
    void checkPrice(JsonNode sku, ListingContext situation, Findings findings) {
        JsonNode price = sku.path("price");
        String where = name(sku);
        if (!Json.present(price, "amount")) {
            findings.add(RefusalCode.PRICE_MISSING, where);
            return;
        }
        String amount = Json.text(price, "amount");
        if (!NUMBER.matcher(amount).matches() || amount.contains(".")) {
            findings.add(RefusalCode.PRICE_FORMAT, where + ": whole yen as digits, such as 1980");
            return;
        }
        BigDecimal yen = new BigDecimal(amount);
        findings.addUnless(yen.signum() > 0, RefusalCode.PRICE_INVALID, where);
        findings.addUnless(yen.compareTo(DEAREST) <= 0, RefusalCode.PRICE_RANGE, where + ": 1 to 500000");
        findings.addUnless(Json.text(price, "currency").equals("JPY"), RefusalCode.CURRENCY, where);
        if (situation.shop().crossBorder()) {
            findings.addUnless(Json.present(price, "sale_price"), RefusalCode.SALE_PRICE_MISSING, where);
        }
    }

    private void checkVariations(JsonNode skus, ListingContext situation, Findings findings) {
        Set<String> firstAxes = axes(skus.get(0), situation);
        Set<String> combinations = new HashSet<>();
        Map<String, Set<String>> valuesWithImage = new TreeMap<>();
        Map<String, Set<String>> values = new HashMap<>();
        for (JsonNode sku : skus) {
            JsonNode attributes = sku.path("sales_attributes");
            findings.addUnless(attributes.size() <= MOST_AXES, RefusalCode.AXES_COUNT, name(sku));
            Set<String> own = axes(sku, situation);
            findings.addUnless(own.size() == attributes.size(), RefusalCode.COMBINATION_TWICE, name(sku));
            if (!own.equals(firstAxes)) {
                findings.add(RefusalCode.AXES_DIFFER, name(sku));
            }
            Map<String, String> combination = new TreeMap<>();
            for (JsonNode attribute : attributes) {
                checkAxis(attribute, situation, findings);
                String axis = axisName(attribute, situation);
                String value = valueName(attribute, situation);
                combination.put(axis, value);
                values.computeIfAbsent(axis, key -> new HashSet<>()).add(value);
                if (attribute.hasNonNull("sku_img")) {
                    valuesWithImage
                            .computeIfAbsent(axis, key -> new HashSet<>())
                            .add(value);
                    checkVariantImage(Json.text(attribute.path("sku_img"), "uri"), findings);
                }
                if (attribute.path("supplementary_sku_images").size() > 0) {
                    findings.warn("'supplementary_sku_images' is ignored outside the US");
                }
            }
            if (!combinations.add(combination.toString())) {
                findings.add(
                        combination.isEmpty() ? RefusalCode.DEFAULT_SKU_TWICE : RefusalCode.COMBINATION_TWICE,
                        name(sku));
            }
        }
        findings.addUnless(
                valuesWithImage.size() <= 1,
                RefusalCode.VARIANT_IMAGE_AXES,
                String.join(", ", valuesWithImage.keySet()));
        valuesWithImage.forEach((axis, pictured) -> findings.addUnless(
                pictured.size() == values.getOrDefault(axis, Set.of()).size(),
                RefusalCode.VARIANT_IMAGE_MISSING,
                axis));
    }

    private void checkAxis(JsonNode attribute, ListingContext situation, Findings findings) {
        String id = Json.text(attribute, "id");
        String name = Json.text(attribute, "name");
        if (id.isEmpty() && name.isBlank()) {
            findings.add(RefusalCode.ATTRIBUTE_ID_EMPTY);
        } else if (!id.isEmpty()) {
            boolean known = catalogue.axis(id).isPresent() || situation.knowsAxis(id);
            findings.addUnless(known, RefusalCode.AXIS_UNKNOWN, id);
        } else {
            findings.addUnless(
                    TextRules.length(name) <= LONGEST_AXIS_NAME,
                    RefusalCode.ATTRIBUTE_NAME_LONG,
                    "maximum 20: " + name);
            String offence = TextRules.offence(name, false);
            findings.addUnless(offence.isEmpty(), RefusalCode.AXIS_NAME_FORMAT, offence);
            findings.addUnless(!TextRules.hasRestrictedWord(name), RefusalCode.AXIS_NAME_WORD, name);
            boolean customAllowed =
                    situation.category().map(Catalogue.Category::customAxes).orElse(true);
            findings.addUnless(customAllowed || catalogue.axis(name).isPresent(), RefusalCode.CUSTOM_AXIS, name);
        }
        String valueId = Json.text(attribute, "value_id");
        String value = Json.text(attribute, "value_name");
        if (valueId.isEmpty() && value.isBlank()) {
            findings.add(RefusalCode.VALUE_EMPTY, "sales attribute " + id + name);
        } else if (!valueId.isEmpty()) {
            boolean known = catalogue.axes().stream()
                            .anyMatch(axis -> axis.value(valueId).isPresent())
                    || situation.knowsAxisValue(valueId);
            findings.addUnless(known, RefusalCode.VALUE_UNKNOWN, valueId);
        } else {
            findings.addUnless(
                    TextRules.length(value) <= LONGEST_AXIS_VALUE, RefusalCode.VALUE_LONG, "maximum 50: " + value);
            String offence = TextRules.offence(value, false);
            findings.addUnless(offence.isEmpty(), RefusalCode.AXIS_VALUE_FORMAT, offence);
            findings.addUnless(!TextRules.hasRestrictedWord(value), RefusalCode.AXIS_VALUE_WORD, value);
        }
    }

    private void checkVariantImage(String uri, Findings findings) {
        if (!Shelf.hasUriForm(uri)) {
            findings.add(RefusalCode.VARIANT_IMAGE_URI, uri);
            return;
        }
        shelf.image(uri)
                .ifPresentOrElse(
                        image -> {
                            findings.addUnless(
                                    Math.max(image.width(), image.height()) <= 4_000,
                                    RefusalCode.VARIANT_IMAGE_SIZE,
                                    uri);
                            findings.addUnless(ListingRules.ratioFits(image), RefusalCode.VARIANT_IMAGE_RATIO, uri);
                        },
                        () -> findings.add(RefusalCode.IMAGE_UNKNOWN, uri));
    }

    private static void checkSellerSku(JsonNode sku, Findings findings) {
        if (!Json.present(sku, "seller_sku")) {
            return;
        }
        String sellerSku = Json.text(sku, "seller_sku");
        findings.addUnless(
                TextRules.length(sellerSku) <= LONGEST_SELLER_SKU,
                RefusalCode.SELLER_SKU_LONG,
                "maximum 50: " + sellerSku);
        boolean form = !sellerSku.isEmpty() && sellerSku.chars().noneMatch(Character::isWhitespace);
        findings.addUnless(form, RefusalCode.SELLER_SKU_FORM, "'" + sellerSku + "'");
    }

    private static void checkIdentifier(JsonNode identifier, Set<String> seen, Findings findings) {
        if (identifier.isMissingNode() || identifier.isNull()) {
            return;
        }
        String code = Json.text(identifier, "code");
        Set<Integer> lengths = IDENTIFIER_LENGTHS.get(Json.text(identifier, "type"));
        if (lengths == null) {
            findings.add(RefusalCode.IDENTIFIER_TYPE, code);
            return;
        }
        boolean isbn = Json.text(identifier, "type").equals("ISBN");
        int x = code.indexOf('X');
        if (isbn && x >= 0 && x != code.length() - 1) {
            findings.add(RefusalCode.IDENTIFIER_X, code);
            return;
        }
        String digits = isbn && x >= 0 ? code.substring(0, x) + "0" : code;
        if (!DIGITS.matcher(digits).matches() || !lengths.contains(code.length())) {
            findings.add(RefusalCode.IDENTIFIER_DIGITS, code);
            return;
        }
        if (code.length() != 10 && !hasRightCheckDigit(code)) {
            findings.add(RefusalCode.IDENTIFIER_DIGITS, code + " has a wrong check digit");
        }
        findings.addUnless(seen.add(code), RefusalCode.IDENTIFIER_TWICE, code);
    }

    /** The check digit of every GTIN: weights 3 and 1 from the right. */
    private static boolean hasRightCheckDigit(String code) {
        int sum = 0;
        for (int i = code.length() - 2, weight = 3; i >= 0; i--, weight = 4 - weight) {
            sum += Character.digit(code.charAt(i), 10) * weight;
        }
        return (10 - sum % 10) % 10 == Character.digit(code.charAt(code.length() - 1), 10);
    }

    private static void checkPreSale(JsonNode sku, Set<String> types, ListingContext situation, Findings findings) {
        JsonNode preSale = sku.path("pre_sale");
        types.add(Json.text(preSale, "type"));
        if (preSale.isMissingNode() || preSale.isNull()) {
            return;
        }
        String type = Json.text(preSale, "type");
        if (type.isEmpty()) {
            findings.add(RefusalCode.PRE_SALE_TYPE_MISSING);
        } else if (!type.equals("PRE_ORDER")) {
            findings.addUnless(type.equals("NONE"), RefusalCode.PRE_SALE_TYPE, type);
        } else if (!preSale.hasNonNull("fulfillment_type")) {
            findings.add(RefusalCode.PRE_SALE_FULFILLMENT);
        } else {
            int days = preSale.path("fulfillment_type")
                    .path("handling_duration_days")
                    .asInt();
            if (days == 0) {
                findings.add(RefusalCode.PRE_SALE_ZERO);
            } else {
                findings.addUnless(days >= 3 && days <= 30, RefusalCode.PRE_SALE_DAYS, "3 to 30 days: " + days);
            }
            findings.addUnless(
                    situation.category().map(Catalogue.Category::preOrder).orElse(true),
                    RefusalCode.PRE_SALE_CATEGORY,
                    name(sku));
        }
    }

    private static void checkUnsupported(JsonNode sku, Findings findings) {
        findings.addUnless(!sku.hasNonNull("list_price"), RefusalCode.LIST_PRICE, name(sku));
        findings.addUnless(sku.path("fees").isEmpty(), RefusalCode.FEES, name(sku));
        findings.addUnless(sku.path("combined_skus").isEmpty(), RefusalCode.COMBINED, name(sku));
        findings.addUnless(sku.path("extra_identifier_codes").isEmpty(), RefusalCode.EXTRA_IDENTIFIERS, name(sku));
        findings.addUnless(
                TextRules.length(Json.text(sku, "external_sku_id")) <= 999, RefusalCode.EXTERNAL_ID_LONG, name(sku));
        for (String url : Json.texts(sku, "external_urls")) {
            findings.addUnless(url.length() <= LONGEST_URL, RefusalCode.EXTERNAL_URL_LONG, url);
            if (url.startsWith("http://")) {
                findings.add(RefusalCode.EXTERNAL_URL_UNSAFE, url);
            } else {
                findings.addUnless(url.matches("https://[^\\s/]+\\S*"), RefusalCode.EXTERNAL_URL_FORM, url);
            }
        }
    }

    private void checkInventory(JsonNode sku, ListingContext situation, Findings findings) {
        JsonNode inventory = sku.path("inventory");
        if (inventory.isEmpty()) {
            findings.add(RefusalCode.SKU_WITHOUT_WAREHOUSE, name(sku));
            return;
        }
        Set<String> seen = new HashSet<>();
        int least = settings.zeroStockOnCreate() || situation.keepsStockOf(sku) ? 0 : 1;
        for (JsonNode stock : inventory) {
            String warehouse = Json.text(stock, "warehouse_id");
            if (warehouse.isEmpty()) {
                findings.add(RefusalCode.SKU_WITHOUT_WAREHOUSE, name(sku));
                continue;
            }
            findings.addUnless(seen.add(warehouse), RefusalCode.WAREHOUSE_TWICE, warehouse);
            warehouseOffence(warehouse, situation.shop()).forEach(code -> findings.add(code, warehouse));
            int quantity = stock.path("quantity").asInt(-1);
            findings.addUnless(
                    quantity >= least && quantity <= 99_999,
                    RefusalCode.QUANTITY,
                    name(sku) + ": " + least + " to 99999");
        }
        findings.addUnless(
                seen.size() <= 1 || situation.shop().multiWarehouse(), RefusalCode.WAREHOUSE_SEVERAL, name(sku));
    }

    /** Why stock may not lie in this warehouse; empty when it may. */
    List<RefusalCode> warehouseOffence(String warehouseId, Shops.Shop shop) {
        var own = shop.warehouse(warehouseId);
        if (own.isEmpty()) {
            boolean othersOwn = shops.all().stream()
                    .anyMatch(other -> other.warehouse(warehouseId).isPresent());
            return List.of(othersOwn ? RefusalCode.WAREHOUSE_NOT_YOURS : RefusalCode.WAREHOUSE_UNKNOWN);
        }
        if (!Json.text(own.get(), "type").equals("SALES_WAREHOUSE")) {
            return List.of(RefusalCode.WAREHOUSE_NOT_FOR_SALES);
        }
        return shops.isUsable(own.get()) ? List.of() : List.of(RefusalCode.WAREHOUSE_DISABLED);
    }

    private Set<String> axes(JsonNode sku, ListingContext situation) {
        Set<String> axes = new HashSet<>();
        sku.path("sales_attributes").forEach(attribute -> axes.add(axisName(attribute, situation)));
        return axes;
    }

    /** Ids and names of the same sales attribute are one key: an edit may name a new SKU's attribute and refer to an old one's. */
    private String axisName(JsonNode attribute, ListingContext situation) {
        if (!Json.present(attribute, "id")) {
            return Json.text(attribute, "name");
        }
        String id = Json.text(attribute, "id");
        return catalogue.axis(id).map(Catalogue.Attribute::name).orElseGet(() -> situation.axisName(id));
    }

    private String valueName(JsonNode attribute, ListingContext situation) {
        if (!Json.present(attribute, "value_id")) {
            return Json.text(attribute, "value_name");
        }
        String id = Json.text(attribute, "value_id");
        return catalogue.axes().stream()
                .flatMap(axis -> axis.value(id).stream())
                .map(Catalogue.Choice::name)
                .findFirst()
                .orElseGet(() -> situation.valueName(id));
    }

    private static String name(JsonNode sku) {
        String sellerSku = Json.text(sku, "seller_sku");
        return "seller_sku '" + (sellerSku.isEmpty() ? Json.text(sku, "id") : sellerSku) + "'";
    }
}
