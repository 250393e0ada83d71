package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.limit.Refusal;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.Reason;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each limit, at its ends and one beyond, asked of the check before sending and of the shipped mappings. */
class LimitsEverywhereTest {

    private static final MappingSet MAPPINGS = Mappings.load(MappingSource.directory(Path.of("mappings")));

    @TestFactory
    Stream<DynamicTest> theCheckAndTheMappingsKeep() {
        return Limits.all().stream()
                .filter(limit -> !limit.places().isEmpty())
                .map(limit -> DynamicTest.dynamicTest(limit.name(), () -> {
                    end(limit, Limit.End.BELOW, limit.least(), -1);
                    end(limit, Limit.End.ABOVE, limit.most(), 1);
                }));
    }

    private static void end(Limit limit, Limit.End end, @Nullable BigDecimal edge, int step) {
        if (edge == null || (edge.signum() == 0 && step < 0) || (isText(limit) && edge.intValue() + step == 0)) {
            // Nothing is less, or it is no value at all, which is another requirement's.
            return;
        }
        ObjectNode at = listing(limit, edge.intValue());
        ObjectNode beyond = listing(limit, edge.intValue() + step);
        Refusal refusal = limit.refusals().get(end);

        assertThat(codes(at)).as("%s at %s", limit.name(), edge).isEmpty();
        assertThat(codes(beyond))
                .as("%s beyond %s", limit.name(), edge)
                .isEqualTo(refusal == null ? Set.of() : Set.of(refusal.code()));
        assertThat(reasons(at)).as("mappings, %s at %s", limit.name(), edge).isEmpty();
        assertThat(reasons(beyond))
                .as("mappings, %s beyond %s", limit.name(), edge)
                .isNotEmpty();
    }

    private static final JsonNode SOURCE =
            Json.parse("{\"productNo\": \"P\", \"name\": \"湯のみ\", \"unitPrice\": 1200, \"taxEnabled\": true}");

    private static boolean isText(Limit limit) {
        return switch (limit.measure()) {
            case CHARACTERS, RUN -> true;
            case ENTRIES, TOTAL, PICTURES, NUMBER, PIXELS -> false;
        };
    }

    private static Set<String> codes(ObjectNode listing) {
        Set<String> codes = new TreeSet<>();
        for (Lack lack : ListingWall.lacks(ListingContent.of(listing))) {
            codes.add(lack.code());
        }
        return codes;
    }

    /** What the mapping of listings objects to after a person's edit, and what the mapping to TikTok objects to. */
    private static List<String> reasons(ObjectNode listing) {
        ObjectNode images = Json.MAPPER.createObjectNode();
        for (String url : ListingContent.of(listing).pictures().stream()
                .map(picture -> picture.url())
                .toList()) {
            images.putObject(url)
                    .put("uri", "u")
                    .put("certificate_uri", "c")
                    .put("url", "https://p16.example/" + images.size());
        }
        MappingContext context = new MappingContext(
                Map.of(),
                Map.of(
                        "images",
                        images,
                        "shop",
                        Json.parse("{\"warehouse_id\": \"W\"}"),
                        "mode",
                        Json.MAPPER.getNodeFactory().textNode("create")));
        List<Reason> reasons = new ArrayList<>(MAPPINGS.mapping("futureshop-product-to-listing")
                .make(SOURCE, MappingContext.empty())
                .check(listing));
        reasons.addAll(MAPPINGS.mapping("listing-to-tiktok-product")
                .apply(listing, context)
                .reasons());
        return reasons.stream()
                .map(reason -> reason.code() + " at " + reason.field())
                .toList();
    }

    /** A sound listing with a value of this size where the limit holds. */
    private static ObjectNode listing(Limit limit, int size) {
        ObjectNode listing = Json.parseObject(
                """
                {"product_no": "P", "title": "益子焼の湯のみ", "description": "<p>毎日使える湯のみです。</p>", "sale_type": "REGULAR",
                 "category_id": "601226", "weight_g": 350, "dimensions_cm": {"length": 10, "width": 10, "height": 10},
                 "images": [{"url": "https://example.com/a.jpg"}],
                 "attributes": [{"id": "1", "values": [{"name": "白"}]}],
                 "certifications": [{"id": "2", "images": [{"url": "https://example.com/c.jpg"}]}],
                 "skus": [{"sku_no": "P-1", "seller_sku": "P-1", "price": 1200, "stock": 3, "stock_managed": true,
                           "options": [{"axis": "色", "value": "赤"}]}]}
                """);
        String place = limit.places().get(0).toString();
        switch (place) {
            case "attributes/[].values[].name" -> put(listing.at("/attributes/0/values/0"), "name", text(size));
            case "attributes/[].values" ->
                list(listing.at("/attributes/0"), "values", size, i -> "{\"id\": \"" + i + "\"}");
            case "certifications" ->
                list(
                        listing,
                        "certifications",
                        size,
                        i -> "{\"id\": \"" + i + "\", \"images\": [{\"url\": \"https://example.com/c.jpg\"}]}");
            case "certifications[].images" ->
                list(listing.at("/certifications/0"), "images", size, LimitsEverywhereTest::picture);
            case "dimensions_cm/length" -> put(listing.path("dimensions_cm"), "length", Json.parse("" + size));
            case "skus" -> list(listing, "skus", size, LimitsEverywhereTest::sku);
            case "skus[].options" -> list(listing.at("/skus/0"), "options", size, LimitsEverywhereTest::option);
            case "skus[].options/[].axis" -> put(listing.at("/skus/0/options/0"), "axis", text(size));
            case "skus[].options/[].value" -> put(listing.at("/skus/0/options/0"), "value", text(size));
            case "images" -> list(listing, "images", size, LimitsEverywhereTest::picture);
            default -> {
                String field = place.replace("skus[].", "");
                JsonNode owner = place.startsWith("skus[].") ? listing.at("/skus/0") : listing;
                put(
                        owner,
                        field,
                        switch (limit.measure()) {
                            case CHARACTERS -> field.equals("description") ? html(size) : text(size);
                            case RUN -> Json.MAPPER.getNodeFactory().textNode("湯のみ" + "ー".repeat(size));
                            case PICTURES ->
                                Json.MAPPER
                                        .getNodeFactory()
                                        .textNode(
                                                "<p>湯のみ</p>" + "<img src=\"https://example.com/d.jpg\">".repeat(size));
                            case NUMBER -> Json.parse("" + size);
                            case ENTRIES -> texts(size);
                            case TOTAL -> Json.MAPPER.createArrayNode().add(text(size));
                            case PIXELS -> throw new IllegalStateException("Say here how to fill " + place + ".");
                        });
            }
        }
        return listing;
    }

    /** A text of so many characters, none of them too often in a row. */
    private static JsonNode text(int size) {
        return Json.MAPPER.getNodeFactory().textNode("あい".repeat(size / 2 + 1).substring(0, size));
    }

    private static JsonNode texts(int size) {
        ArrayNode texts = Json.MAPPER.createArrayNode();
        for (int i = 0; i < size; i++) {
            texts.add(Integer.toString(i));
        }
        return texts;
    }

    private static JsonNode html(int size) {
        return Json.MAPPER.getNodeFactory().textNode("<p>" + text(size - 7).asText() + "</p>");
    }

    private static String picture(int number) {
        return "{\"url\": \"https://example.com/" + number + ".jpg\"}";
    }

    private static String option(int number) {
        return "{\"axis\": \"軸" + number + "\", \"value\": \"赤\"}";
    }

    private static String sku(int number) {
        return "{\"sku_no\": \"P-%1$d\", \"seller_sku\": \"P-%1$d\", \"price\": 1200, \"stock\": 3, \"options\": [{\"axis\": \"色\", \"value\": \"%1$d\"}]}"
                .formatted(number);
    }

    private static void put(JsonNode owner, String field, JsonNode value) {
        ((ObjectNode) owner).set(field, value);
    }

    private static void list(JsonNode owner, String field, int size, java.util.function.IntFunction<String> entry) {
        ArrayNode list = ((ObjectNode) owner).putArray(field);
        for (int i = 0; i < size; i++) {
            list.add(Json.parse(entry.apply(i)));
        }
    }
}
