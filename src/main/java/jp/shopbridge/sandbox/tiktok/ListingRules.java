package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;

/** Everything a listing must satisfy before it is put up for review (sections 3.1, 4.2 and 6). */
final class ListingRules {

    private static final int LONGEST_TITLE = 255;
    private static final int MOST_MAIN_IMAGES = 9;
    private static final int LONGEST_ATTRIBUTE_VALUE = 2_000;
    private static final Duration FARTHEST_SCHEDULE = Duration.ofDays(90);
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d+)?");
    private static final Pattern POSITIVE_WHOLE = Pattern.compile("0*[1-9]\\d{0,5}");
    private static final Set<String> IMPERIAL = Set.of("POUND", "OUNCE", "INCH");

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final DescriptionRules descriptions;
    private final SkuRules skus;
    private final MVMap<String, String> permissions;
    private final MVMap<String, String> sizeCharts;
    private final MVMap<String, String> customBrands;

    ListingRules(Catalogue catalogue, Shelf shelf, SkuRules skus, Books books) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.skus = skus;
        descriptions = new DescriptionRules(shelf);
        permissions = books.map("category-permissions");
        sizeCharts = SizeCharts.templates(books);
        customBrands = books.map("custom-brands");
    }

    /** Judges a complete listing. */
    Findings check(ObjectNode body, ListingContext given) {
        Findings findings = new Findings();
        ListingContext situation = given.with(checkCategory(body, findings));
        checkTitle(body, findings);
        descriptions.check(Json.text(body, "description"), findings);
        checkMainImages(body.path("main_images"), findings);
        checkBrand(body, findings);
        checkProductAttributes(body, situation, findings);
        checkCertifications(body, situation, findings);
        checkSizeChart(body, situation, findings);
        if (body.path("video").hasNonNull("id")) {
            String id = Json.text(body.path("video"), "id");
            findings.addUnless(shelf.file(id).isPresent(), RefusalCode.VIDEO_UNKNOWN, id);
        }
        checkWeight(body.path("package_weight"), findings);
        checkDimensions(body.path("package_dimensions"), situation, findings);
        skus.check(body.path("skus"), situation, findings);
        checkWhatJapanLacks(body, findings);
        checkLengths(body, situation, findings);
        return findings;
    }

    /** Judges a draft: only what could not be stored at all. */
    Findings checkDraft(ObjectNode body) {
        Findings findings = new Findings();
        String title = Json.text(body, "title");
        findings.addUnless(!title.isBlank(), RefusalCode.TITLE_EMPTY, "a draft needs a title too");
        findings.addUnless(TextRules.length(title) <= LONGEST_TITLE, RefusalCode.TITLE_LONG, "maximum 255");
        checkCategory(body, findings);
        findings.addUnless(
                !Json.text(body, "description").isBlank(), RefusalCode.DESCRIPTION_MISSING, "of a draft too");
        findings.addUnless(!body.path("main_images").isEmpty(), RefusalCode.MAIN_IMAGE_MISSING, "of a draft too");
        findings.addUnless(!body.path("skus").isEmpty(), RefusalCode.SKU_NONE, "of a draft too");
        return findings;
    }

    /** The permission of a category, as changed by control or as the catalogue says. */
    String permission(Catalogue.Category category) {
        return permissions.getOrDefault(category.id(), category.permission());
    }

    /** What the brand of this id is; empty when there is none. */
    Optional<Catalogue.Brand> brand(String id) {
        String custom = customBrands.get(id);
        if (custom != null) {
            return Optional.of(new Catalogue.Brand(id, custom, false, "AVAILABLE", false));
        }
        return catalogue.brands().stream()
                .filter(brand -> brand.id().equals(id))
                .findFirst();
    }

    static boolean ratioFits(Shelf.Image image) {
        return (long) image.width() * 4 >= (long) image.height() * 3
                && (long) image.width() * 3 <= (long) image.height() * 4;
    }

    private Optional<Catalogue.Category> checkCategory(ObjectNode body, Findings findings) {
        String id = Json.text(body, "category_id");
        String version = Json.present(body, "category_version") ? Json.text(body, "category_version") : Catalogue.V1;
        if (!id.matches("\\d{1,19}")) {
            findings.add(RefusalCode.CATEGORY_FORMAT, "'" + id + "'");
            return Optional.empty();
        }
        if (!version.equals(Catalogue.V2)) {
            findings.add(RefusalCode.CATEGORY_V2_NEEDED);
            return catalogue.category(Catalogue.V2, id);
        }
        Optional<Catalogue.Category> category = catalogue.category(Catalogue.V2, id);
        if (category.isEmpty()) {
            boolean old = catalogue.category(Catalogue.V1, id).isPresent();
            findings.add(old ? RefusalCode.CATEGORY_VERSION_MISMATCH : RefusalCode.CATEGORY_UNKNOWN, id);
            return Optional.empty();
        }
        findings.addUnless(category.get().leaf(), RefusalCode.CATEGORY_NOT_LEAF, id);
        switch (permission(category.get())) {
            case "PROHIBITED" -> findings.add(RefusalCode.CATEGORY_PROHIBITED, id);
            case "INVITE_ONLY" -> findings.add(RefusalCode.CATEGORY_INVITE_ONLY, id);
            case "NON_MAIN_CATEGORY" -> findings.add(RefusalCode.CATEGORY_NOT_MAIN, id);
            case "RESTRICTED" -> findings.add(RefusalCode.CATEGORY_RESTRICTED, id);
            default -> {}
        }
        return category;
    }

    private static void checkTitle(ObjectNode body, Findings findings) {
        String title = Json.text(body, "title");
        if (title.isBlank()) {
            findings.add(RefusalCode.TITLE_EMPTY);
            return;
        }
        findings.addUnless(TextRules.length(title) <= LONGEST_TITLE, RefusalCode.TITLE_LONG, "maximum 255");
        String offence = TextRules.offence(title, false);
        findings.addUnless(offence.isEmpty(), RefusalCode.TITLE_FORMAT, offence);
    }

    private void checkMainImages(JsonNode images, Findings findings) {
        if (images.isEmpty()) {
            findings.add(RefusalCode.MAIN_IMAGE_MISSING);
            return;
        }
        findings.addUnless(images.size() <= MOST_MAIN_IMAGES, RefusalCode.MAIN_IMAGE_COUNT, "maximum 9");
        for (JsonNode node : images) {
            String uri = Json.text(node, "uri");
            if (!Shelf.hasUriForm(uri)) {
                findings.add(RefusalCode.MAIN_IMAGE_URI, uri);
                continue;
            }
            Optional<Shelf.Image> found = shelf.image(uri);
            if (found.isEmpty()) {
                findings.add(RefusalCode.IMAGE_UNKNOWN, uri);
                continue;
            }
            Shelf.Image image = found.get();
            findings.addUnless(
                    Math.min(image.width(), image.height()) >= 300,
                    RefusalCode.MAIN_IMAGE_SMALL,
                    "at least 300: " + uri);
            findings.addUnless(
                    Math.max(image.width(), image.height()) <= 4_000,
                    RefusalCode.MAIN_IMAGE_BIG,
                    "at most 4000: " + uri);
            findings.addUnless(ratioFits(image), RefusalCode.MAIN_IMAGE_RATIO, uri);
        }
    }

    private void checkBrand(ObjectNode body, Findings findings) {
        if (!Json.present(body, "brand_id")) {
            return;
        }
        String id = Json.text(body, "brand_id");
        Optional<Catalogue.Brand> found = brand(id);
        if (found.isEmpty()) {
            findings.add(RefusalCode.BRAND_UNKNOWN, id);
            return;
        }
        Catalogue.Brand brand = found.get();
        if (brand.status().equals("EXPIRED")) {
            findings.add(RefusalCode.BRAND_EXPIRED, id);
        } else if (brand.t1() && !brand.authorized()) {
            findings.add(RefusalCode.BRAND_UNAUTHORIZED, id);
        } else if (!brand.status().equals("AVAILABLE")) {
            body.remove("brand_id");
            findings.warn("The [brand_id]:" + id + " field is incorrect and has been automatically cleared.");
        }
    }

    private static void checkProductAttributes(ObjectNode body, ListingContext situation, Findings findings) {
        Catalogue.Category category = situation.category().orElse(null);
        if (category == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode attribute : body.path("product_attributes")) {
            String id = Json.text(attribute, "id");
            if (id.isEmpty()) {
                findings.add(RefusalCode.ATTRIBUTE_ID_EMPTY);
                continue;
            }
            findings.addUnless(seen.add(id), RefusalCode.ATTRIBUTE_ID_TWICE, id);
            Optional<Catalogue.Attribute> known = category.attribute(id);
            if (known.isEmpty()) {
                findings.add(RefusalCode.CUSTOM_ATTRIBUTE, id + " is no attribute of category " + category.id());
                continue;
            }
            checkValues(known.get(), attribute.path("values"), findings);
            Catalogue.Condition only = known.get().onlyWhen();
            if (only != null && !holds(only, body)) {
                findings.add(
                        RefusalCode.ATTRIBUTE_EMPTY_HERE,
                        "The '" + known.get().name() + "' field should be left empty");
            }
        }
        for (Catalogue.Attribute attribute : category.attributes()) {
            if (seen.contains(attribute.id())) {
                continue;
            }
            if (attribute.required()) {
                findings.add(RefusalCode.ATTRIBUTE_REQUIRED, attribute.id() + " " + attribute.name());
            }
            Catalogue.Condition when = attribute.requiredWhen();
            if (when != null && holds(when, body)) {
                findings.add(
                        RefusalCode.ATTRIBUTE_REQUIRED_HERE,
                        "The '" + attribute.name() + "' field is required (" + attribute.id() + ")");
            }
        }
    }

    private static void checkValues(Catalogue.Attribute attribute, JsonNode values, Findings findings) {
        String where = attribute.id() + " " + attribute.name();
        if (values.isEmpty()) {
            findings.add(RefusalCode.VALUE_EMPTY, where);
        }
        findings.addUnless(values.size() <= 1 || attribute.multiple(), RefusalCode.NOT_MULTIPLE, where);
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (JsonNode value : values) {
            String id = Json.text(value, "id");
            String name = Json.text(value, "name");
            if (!id.isEmpty()) {
                findings.addUnless(attribute.value(id).isPresent(), RefusalCode.VALUE_UNKNOWN, where + " " + id);
                findings.addUnless(ids.add(id), RefusalCode.VALUE_ID_TWICE, where + " " + id);
                continue;
            }
            if (name.isBlank()) {
                findings.add(RefusalCode.VALUE_EMPTY, where);
                continue;
            }
            boolean listed =
                    attribute.values().stream().anyMatch(choice -> choice.name().equals(name));
            findings.addUnless(listed || attribute.custom(), RefusalCode.CUSTOM_ATTRIBUTE, where + " " + name);
            findings.addUnless(names.add(name), RefusalCode.VALUE_NAME_TWICE, where + " " + name);
            findings.addUnless(
                    TextRules.length(name) <= LONGEST_ATTRIBUTE_VALUE,
                    RefusalCode.VALUE_LONG,
                    where + ": maximum 2000");
            String offence = TextRules.offence(name, false);
            findings.addUnless(offence.isEmpty(), RefusalCode.VALUE_FORMAT, where + ": " + offence);
            findings.addUnless(!TextRules.hasRestrictedWord(name), RefusalCode.VALUE_WORD, where);
            if (attribute.number()) {
                boolean positive = DECIMAL.matcher(name).matches() && new BigDecimal(name).signum() > 0;
                findings.addUnless(positive, RefusalCode.VALUE_NOT_A_NUMBER, where);
            }
        }
    }

    private static boolean holds(Catalogue.Condition condition, ObjectNode body) {
        for (JsonNode attribute : body.path("product_attributes")) {
            if (Json.text(attribute, "id").equals(condition.attributeId())) {
                for (JsonNode value : attribute.path("values")) {
                    if (Json.text(value, "id").equals(condition.valueId())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void checkCertifications(ObjectNode body, ListingContext situation, Findings findings) {
        Catalogue.Category category = situation.category().orElse(null);
        if (category == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode certification : body.path("certifications")) {
            String id = Json.text(certification, "id");
            Optional<Catalogue.Certification> known = category.certification(id);
            findings.addUnless(known.isPresent(), RefusalCode.CERTIFICATION_UNKNOWN, id);
            findings.addUnless(seen.add(id), RefusalCode.CERTIFICATION_TWICE, id);
            JsonNode images = certification.path("images");
            JsonNode files = certification.path("files");
            if (images.isEmpty() && files.isEmpty()) {
                findings.add(RefusalCode.CERTIFICATION_MISSING, id + " has neither image nor file");
            }
            findings.addUnless(images.size() + files.size() <= 10, RefusalCode.CERTIFICATION_COUNT, id);
            for (JsonNode image : images) {
                String uri = Json.text(image, "uri");
                if (!Shelf.hasUriForm(uri)) {
                    findings.add(RefusalCode.CERTIFICATION_IMAGE, uri);
                } else {
                    findings.addUnless(shelf.image(uri).isPresent(), RefusalCode.IMAGE_UNKNOWN, uri);
                }
            }
            for (JsonNode file : files) {
                boolean pdf = shelf.file(Json.text(file, "id"))
                        .filter(kept -> Json.text(kept, "format").equals("PDF"))
                        .isPresent();
                findings.addUnless(pdf, RefusalCode.CERTIFICATION_FILE, Json.text(file, "id"));
            }
            long expires = certification.path("expiration_date").asLong(-1);
            boolean needed = known.map(Catalogue.Certification::expiry).orElse(false);
            if ((needed && expires < 0)
                    || (expires >= 0 && expires <= situation.now().getEpochSecond())) {
                findings.add(RefusalCode.CERTIFICATION_EXPIRY, id);
            }
        }
        for (Catalogue.Certification certification : category.certifications()) {
            Catalogue.Condition when = certification.requiredWhen();
            if (!seen.contains(certification.id())
                    && (certification.required() || (when != null && holds(when, body)))) {
                findings.add(RefusalCode.CERTIFICATION_MISSING, certification.id() + " " + certification.name());
            }
        }
    }

    private void checkSizeChart(ObjectNode body, ListingContext situation, Findings findings) {
        Catalogue.Need need =
                situation.category().map(Catalogue.Category::sizeChart).orElse(Catalogue.Need.NONE);
        JsonNode chart = body.path("size_chart");
        if (chart.isMissingNode() || chart.isNull() || chart.isEmpty()) {
            findings.addUnless(need != Catalogue.Need.REQUIRED, RefusalCode.SIZE_CHART_MISSING, "of this category");
            return;
        }
        if (need == Catalogue.Need.NONE) {
            body.remove("size_chart");
            findings.warn("The [size_chart] field is not supported by this category and has been cleared.");
            return;
        }
        if (chart.hasNonNull("template")) {
            String id = Json.text(chart.path("template"), "id");
            findings.addUnless(sizeCharts.containsKey(id), RefusalCode.SIZE_CHART_TEMPLATE, id);
            return;
        }
        String uri = Json.text(chart.path("image"), "uri");
        if (!Shelf.hasUriForm(uri)) {
            findings.add(RefusalCode.SIZE_CHART_URI, uri);
            return;
        }
        shelf.image(uri)
                .ifPresentOrElse(
                        image -> findings.addUnless(
                                Math.min(image.width(), image.height()) >= 1_024, RefusalCode.SIZE_CHART_SMALL, uri),
                        () -> findings.add(RefusalCode.IMAGE_UNKNOWN, uri));
    }

    private static void checkWeight(JsonNode weight, Findings findings) {
        String value = Json.text(weight, "value");
        String unit = Json.text(weight, "unit");
        if (value.isEmpty() || unit.isEmpty()) {
            findings.add(RefusalCode.WEIGHT_MISSING, "value and unit are required");
            return;
        }
        if (IMPERIAL.contains(unit)) {
            findings.add(RefusalCode.IMPERIAL_UNIT, unit);
            return;
        }
        boolean gram = unit.equals("GRAM");
        if (!gram && !unit.equals("KILOGRAM")) {
            findings.add(RefusalCode.PACKAGE_UNIT, unit);
            return;
        }
        if (!DECIMAL.matcher(value).matches()) {
            findings.add(RefusalCode.WEIGHT_FORMAT, value);
            return;
        }
        BigDecimal amount = new BigDecimal(value);
        if (amount.signum() == 0) {
            findings.add(RefusalCode.WEIGHT_ZERO);
        } else {
            findings.addUnless(
                    value.indexOf('.') < 0 || (!gram && amount.scale() <= 3),
                    RefusalCode.WEIGHT_FORMAT,
                    "GRAM is a whole number, KILOGRAM has at most 3 decimals: " + value);
        }
    }

    private static void checkDimensions(JsonNode size, ListingContext situation, Findings findings) {
        boolean required = situation
                .category()
                .map(category -> category.dimensions() == Catalogue.Need.REQUIRED)
                .orElse(false);
        if (size.isMissingNode() || size.isNull() || size.isEmpty()) {
            findings.addUnless(!required, RefusalCode.DIMENSIONS_MISSING, "required by this category");
            return;
        }
        for (String field : List.of("length", "width", "height", "unit")) {
            if (Json.text(size, field).isEmpty()) {
                findings.add(RefusalCode.DIMENSIONS_PARTIAL, field);
                return;
            }
        }
        String unit = Json.text(size, "unit");
        if (IMPERIAL.contains(unit)) {
            findings.add(RefusalCode.IMPERIAL_UNIT, unit);
        } else {
            findings.addUnless(unit.equals("CENTIMETER"), RefusalCode.PACKAGE_UNIT, unit);
        }
        checkSide(size, "height", RefusalCode.HEIGHT_FORMAT, findings);
        checkSide(size, "width", RefusalCode.WIDTH_FORMAT, findings);
        checkSide(size, "length", RefusalCode.LENGTH_FORMAT, findings);
    }

    private static void checkSide(JsonNode size, String field, RefusalCode code, Findings findings) {
        String value = Json.text(size, field);
        findings.addUnless(POSITIVE_WHOLE.matcher(value).matches(), code, value);
    }

    private static void checkWhatJapanLacks(ObjectNode body, Findings findings) {
        findings.addUnless(!body.path("is_cod_allowed").asBoolean(), RefusalCode.COD, "is_cod_allowed");
        findings.addUnless(!body.path("is_pre_owned").asBoolean(), RefusalCode.PRE_OWNED, "is_pre_owned");
        findings.addUnless(!body.path("is_not_for_sale").asBoolean(), RefusalCode.GIFT, "is_not_for_sale");
        findings.addUnless(
                !body.hasNonNull("minimum_order_quantity"), RefusalCode.MINIMUM_ORDER, "minimum_order_quantity");
        findings.addUnless(body.path("listing_platforms").isEmpty(), RefusalCode.NOT_TOKOPEDIA, "listing_platforms");
    }

    private static void checkLengths(ObjectNode body, ListingContext situation, Findings findings) {
        findings.addUnless(
                TextRules.length(Json.text(body, "external_product_id")) <= 999,
                RefusalCode.EXTERNAL_ID_LONG,
                "external_product_id");
        findings.addUnless(
                TextRules.length(Json.text(body, "idempotency_key")) <= 128,
                RefusalCode.PARAMETER,
                "Parameter idempotency_key is invalid. Reason: too long. Expected: at most 128");
        checkTexts(body, "key_product_features", 5, 1_500, findings);
        checkTexts(body, "search_terms", 15, 250, findings);
        JsonNode schedule = body.path("scheduled_sale");
        if (schedule.path("is_enabled_scheduled_sale").asBoolean()) {
            long millis = schedule.path("schedule_sale_time").asLong();
            long now = situation.now().toEpochMilli();
            findings.addUnless(
                    millis > now && millis <= now + FARTHEST_SCHEDULE.toMillis(),
                    RefusalCode.SCHEDULE_TIME,
                    "milliseconds, within 90 days");
        }
    }

    private static void checkTexts(ObjectNode body, String field, int most, int longest, Findings findings) {
        List<String> texts = Json.texts(body, field);
        int length = texts.stream().mapToInt(TextRules::length).sum();
        findings.addUnless(
                texts.size() <= most && length <= longest,
                RefusalCode.PARAMETER,
                "Parameter " + field + " is invalid. Reason: too many or too long. Expected: " + most + " of " + longest
                        + " characters in all");
    }
}
