package jp.shopbridge.publishing.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.publishing.pictures.OptionImages;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.Certificate;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.ProductAttribute;
import jp.shopbridge.staging.content.SkuOption;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.RemoteProduct;
import org.jspecify.annotations.Nullable;

/**
 * What can be told to be wrong before TikTok is asked: each check has a code, a field and a sentence with a remedy, and all
 * that is wrong is told at once. What a listing shows by itself is the {@link ListingWall}'s; here is what only the category
 * can tell, and what several SKUs are to one another.
 */
final class Preflight {

    /** The product's fields in the order in which what is wrong with them is told. */
    private static final List<String> ORDER = List.of(
            "title",
            "description",
            "images",
            "category_id",
            "attributes",
            "brand_id",
            "size_chart",
            "certifications",
            "weight_g",
            "dimensions_cm");

    private static final Pattern PATH = Pattern.compile("([a-z_]+)(?:\\[(\\d+)])?.*");

    private final ListingContent listing;
    private final CategoryKnowledge category;
    private final List<Lack> lacks = new ArrayList<>();

    private Preflight(ListingContent listing, CategoryKnowledge category) {
        this.listing = listing;
        this.category = category;
    }

    /**
     * Everything that is wrong with the listing itself; empty when it may be sent.
     *
     * @param today the day in the shop's country, which certificates must outlive
     * @param kept what TikTok has already and an edit leaves there, as {@link RemoteProduct#sendable} tells it
     */
    static List<Lack> listing(ListingContent listing, CategoryKnowledge category, LocalDate today, JsonNode kept) {
        Preflight preflight = new Preflight(listing, category);
        if (!listing.categoryId().isBlank()) {
            preflight.category();
            preflight.attributes();
            preflight.brand();
        }
        preflight.sizeChart(kept);
        preflight.certificates(today, kept);
        preflight.check(
                listing.dimensions().isPresent() || !category.dimensionsRequired(),
                "PREFLIGHT_DIMENSIONS_MISSING",
                "dimensions_cm");
        preflight.skus();
        preflight.lacks.addAll(ListingWall.lacks(listing));
        preflight.lacks.sort(Comparator.comparing(Preflight::rank));
        return preflight.lacks;
    }

    /** Whether it is about a size chart or a certificate. */
    static boolean isOfDocuments(Lack lack) {
        return lack.field().startsWith("size_chart") || lack.field().startsWith("certifications");
    }

    private static int rank(Lack lack) {
        Matcher path = PATH.matcher(lack.field());
        int field = path.matches() ? ORDER.indexOf(path.group(1)) : -1;
        if (field >= 0) {
            return field;
        }
        return ORDER.size() + (path.matches() && path.group(2) != null ? 1 + Integer.parseInt(path.group(2)) : 0);
    }

    private void category() {
        String id = listing.categoryId();
        check(category.exists(), "PREFLIGHT_CATEGORY_UNKNOWN", "category_id", id);
        check(category.leaf(), "PREFLIGHT_CATEGORY_NOT_LEAF", "category_id", id);
        check(category.permitted(), "PREFLIGHT_CATEGORY_NOT_PERMITTED", "category_id", id);
    }

    private void attributes() {
        Set<String> given =
                listing.attributes().stream().map(ProductAttribute::id).collect(Collectors.toSet());
        Map<String, CategoryKnowledge.Attribute> known = category.attributes().stream()
                .collect(
                        Collectors.toMap(CategoryKnowledge.Attribute::id, Function.identity(), (first, same) -> first));
        if (category.attributesKnown()) {
            listing.attributes().forEach(attribute -> attribute(attribute, known.get(attribute.id())));
        }
        Set<String> values = attributeValues();
        for (CategoryKnowledge.Attribute attribute : category.attributes()) {
            check(
                    !attribute.requiredFor(values) || given.contains(attribute.id()),
                    "PREFLIGHT_ATTRIBUTE_REQUIRED",
                    "attributes",
                    attribute.name());
        }
    }

    private Set<String> attributeValues() {
        Set<String> values = new HashSet<>();
        listing.attributes()
                .forEach(attribute ->
                        attribute.values().forEach(value -> values.add(attribute.id() + "=" + value.id())));
        return values;
    }

    private void attribute(ProductAttribute given, CategoryKnowledge.@Nullable Attribute attribute) {
        if (attribute == null) {
            check(false, "PREFLIGHT_ATTRIBUTE_UNKNOWN", "attributes", given.id());
            return;
        }
        check(
                given.values().size() <= 1 || attribute.takesSeveral(),
                "PREFLIGHT_ATTRIBUTE_SINGLE",
                "attributes",
                attribute.name());
        given.values().forEach(value -> attributeValue(attribute, value));
    }

    private void attributeValue(CategoryKnowledge.Attribute attribute, ProductAttribute.Value value) {
        if (!value.id().isEmpty()) {
            check(
                    attribute.offers(value.id()),
                    "PREFLIGHT_ATTRIBUTE_VALUE",
                    "attributes",
                    attribute.name(),
                    value.id());
            return;
        }
        String own = value.name();
        check(attribute.takesOwnValues(), "PREFLIGHT_ATTRIBUTE_CUSTOM", "attributes", attribute.name(), own);
        check(
                !attribute.wantsNumbers() || own.matches("\\d+(\\.\\d+)?"),
                "PREFLIGHT_ATTRIBUTE_NUMBER",
                "attributes",
                attribute.name(),
                own);
    }

    private void brand() {
        String id = listing.brandId();
        if (id.isEmpty()) {
            return;
        }
        check(!id.matches("\\d+") || !category.brands().isUnknown(id), "PREFLIGHT_BRAND_UNKNOWN", "brand_id", id);
        check(!category.brands().isForbidden(id), "PREFLIGHT_BRAND_UNAUTHORIZED", "brand_id", id);
        check(!category.brands().isUnavailable(id), "PREFLIGHT_BRAND_UNAVAILABLE", "brand_id", id);
    }

    private void sizeChart(JsonNode kept) {
        String chart = listing.sizeChart();
        check(
                !chart.isBlank() || kept.has("size_chart") || !category.sizeChartRequired(),
                "PREFLIGHT_SIZE_CHART_REQUIRED",
                "size_chart",
                Limits.filled("{size-chart-side.least}"));
        check(
                chart.isBlank()
                        || chart.startsWith("http://")
                        || chart.startsWith("https://")
                        || !category.mayTakeSizeChart(),
                "PREFLIGHT_SIZE_CHART_ADDRESS",
                "size_chart");
    }

    private void certificates(LocalDate today, JsonNode kept) {
        Map<String, CategoryKnowledge.Certificate> known = category.certificates().stream()
                .collect(Collectors.toMap(
                        CategoryKnowledge.Certificate::id, Function.identity(), (first, same) -> first));
        Set<String> given = new HashSet<>();
        int number = 0;
        for (Certificate certificate : listing.certificates()) {
            String id = certificate.id();
            String at = "certifications[" + number++ + "]";
            given.add(id);
            check(
                    !category.rulesKnown() || known.containsKey(id),
                    "PREFLIGHT_CERTIFICATION_UNKNOWN",
                    at,
                    Messages.sentence("PREFLIGHT_CERTIFICATION_UNKNOWN", id));
            expiry(certificate, at, known.get(id), today);
        }
        if (given.isEmpty()) {
            // An edit that names none leaves all of TikTok's.
            kept.path("certifications")
                    .forEach(certificate -> given.add(certificate.path("id").asText("")));
        }
        Set<String> values = attributeValues();
        for (CategoryKnowledge.Certificate certificate : category.certificates()) {
            check(
                    given.contains(certificate.id()) || !certificate.requiredFor(values),
                    "PREFLIGHT_CERTIFICATION_REQUIRED",
                    "certifications",
                    certificate.name());
        }
    }

    private void expiry(
            Certificate certificate, String at, CategoryKnowledge.@Nullable Certificate known, LocalDate today) {
        String name = known == null ? certificate.id() : known.name();
        String expires = certificate.expiresOn();
        LocalDate last = day(expires);
        check(
                !expires.isEmpty() || known == null || !known.expires(),
                "PREFLIGHT_CERTIFICATION_EXPIRY_MISSING",
                at + ".expires_on",
                Messages.sentence("PREFLIGHT_CERTIFICATION_EXPIRY_MISSING", name));
        check(
                expires.isEmpty() || (last != null && !last.isBefore(today)),
                "PREFLIGHT_CERTIFICATION_EXPIRY",
                at + ".expires_on",
                Messages.sentence("PREFLIGHT_CERTIFICATION_EXPIRY", name, expires));
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            // Whatever is no day is answered as such by the check.
            return null;
        }
    }

    private void skus() {
        Lack images = OptionImages.of(listing).lack();
        if (images != null) {
            lacks.add(images);
        }
        List<ListingSku> skus = listing.skus();
        Set<String> axes = null;
        for (int i = 0; i < skus.size(); i++) {
            ListingSku sku = skus.get(i);
            String at = "skus[" + i + "].options";
            check(
                    skus.size() == 1 || !sku.options().isEmpty(),
                    "PREFLIGHT_OPTION_MISSING",
                    at,
                    Messages.sentence("PREFLIGHT_OPTION_MISSING", sku.sellerSku()));
            Set<String> own = sku.options().stream().map(SkuOption::axis).collect(Collectors.toSet());
            check(
                    axes == null || axes.equals(own),
                    "PREFLIGHT_OPTION_AXES",
                    at,
                    Messages.sentence("PREFLIGHT_OPTION_AXES"));
            axes = own;
        }
    }

    private void check(boolean fine, String code, String field, Object... arguments) {
        if (!fine) {
            lacks.add(new Lack(code, field, null, Messages.sentence(code, arguments)));
        }
    }
}
