package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.CategoryKnowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check before sending, each with a listing that makes just that mistake (files under {@code preflight/}). */
class PreflightTest {

    private static final Path FIXTURES = Path.of("src/test/resources/preflight");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final Pattern CODE = Pattern.compile("(?:\"|code: )(PREFLIGHT_[A-Z_]+)");

    static Stream<String> mistakes() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistakeAndNothingElse(String mistake) throws IOException {
        JsonNode fixture = Json.parse(Files.readString(FIXTURES.resolve(mistake + ".json")));
        ObjectNode listing = healthy();
        fixture.path("change").properties().forEach(field -> {
            if (field.getValue().isNull()) {
                listing.remove(field.getKey());
            } else {
                listing.set(field.getKey(), field.getValue());
            }
        });
        List<String> expected = new ArrayList<>();
        fixture.path("expect")
                .forEach(each -> expected.add(
                        each.path("code").asText() + " at " + each.path("field").asText()));

        List<Lack> lacks = Preflight.listing(
                ListingContent.of(listing), CategoryKnowledge.of(fixture.path("category")), TODAY, NOTHING);

        assertThat(lacks)
                .extracting(lack -> lack.code() + " at " + lack.field())
                .containsExactlyElementsOf(expected);
        for (Lack lack : lacks) {
            assertThat(lack.sentence().ja()).as(lack.code()).matches("(?s).*(ください|場合は).*。");
            assertThat(lack.sentence().en())
                    .as(lack.code())
                    .containsPattern(": |must|needs")
                    .endsWith(".");
        }
    }

    @Test
    void findsNothingInAHealthyListing() {
        assertThat(Preflight.listing(ListingContent.of(healthy()), CategoryKnowledge.none(), TODAY, NOTHING))
                .isEmpty();
    }

    @Test
    void takesASizeChartAndACertificateThatExpiresToday() {
        ObjectNode listing = healthy();
        listing.put("size_chart", "https://shop.example/sizes.png");
        ObjectNode certificate = listing.putArray("certifications").addObject();
        certificate.put("id", "1").put("expires_on", TODAY.toString());
        certificate.putArray("images").addObject().put("url", "https://shop.example/a.png");
        CategoryKnowledge category = CategoryKnowledge.of(
                Json.parse(
                        """
                {"category": {"is_leaf": true, "permission_statuses": ["AVAILABLE"]},
                 "rules": {"size_chart": {"is_supported": true, "is_required": true},
                           "product_certifications": [{"id": "1", "name": "誓約書", "is_required": true,
                                                       "expiration_date": {"is_required": true}}]}}
                """));

        assertThat(Preflight.listing(ListingContent.of(listing), category, TODAY, NOTHING))
                .isEmpty();
    }

    @Test
    void asksForNoPaperThatTiktokHasAlreadyAndAnEditLeavesThere() {
        CategoryKnowledge category = CategoryKnowledge.of(
                Json.parse(
                        """
                {"category": {"is_leaf": true, "permission_statuses": ["AVAILABLE"]},
                 "rules": {"size_chart": {"is_supported": true, "is_required": true},
                           "product_certifications": [{"id": "1", "name": "誓約書", "is_required": true},
                                                      {"id": "2", "name": "届出書"}]}}
                """));
        JsonNode kept = Json.parse(
                "{\"size_chart\": {\"image\": {\"uri\": \"a\"}}, \"certifications\": [{\"id\": \"1\", \"files\": [{\"id\": \"f\"}]}]}");
        ObjectNode listing = healthy();

        assertThat(Preflight.listing(ListingContent.of(listing), category, TODAY, kept))
                .isEmpty();

        // One that is entered here replaces all of theirs.
        ObjectNode certificate = listing.putArray("certifications").addObject().put("id", "2");
        certificate.putArray("images").addObject().put("url", "https://shop.example/a.png");
        assertThat(Preflight.listing(ListingContent.of(listing), category, TODAY, kept))
                .extracting(Lack::code)
                .containsExactly("PREFLIGHT_CERTIFICATION_REQUIRED");
    }

    @Test
    void hasAMistakeForEveryCheckAndThirtyChecksAtLeast() throws IOException {
        Set<String> coded = codes("java/jp/shopbridge/publishing/check/Preflight.java");
        coded.addAll(codes("resources/tiktok/requirements.yaml"));
        // Each of a limit is made by LimitsEverywhereTest, some here besides.
        Set<String> ofLimits = codes("resources/tiktok/limits.yaml");
        Set<String> made = new TreeSet<>();
        for (String mistake : mistakes().toList()) {
            Json.parse(Files.readString(FIXTURES.resolve(mistake + ".json")))
                    .path("expect")
                    .forEach(each -> made.add(each.path("code").asText()));
        }

        assertThat(made).containsAll(coded);
        coded.addAll(ofLimits);
        assertThat(coded).containsAll(made).hasSizeGreaterThanOrEqualTo(30);
    }

    private static Set<String> codes(String file) throws IOException {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(Files.readString(Path.of("src/main").resolve(file)))
                .results()
                .forEach(match -> codes.add(match.group(1)));
        return codes;
    }

    private static ObjectNode healthy() {
        ObjectNode listing = Json.MAPPER
                .createObjectNode()
                .put("product_no", "P")
                .put("title", "益子焼の湯のみ")
                .put("description", "<p>毎日使える湯のみです。</p>")
                .put("category_id", "601226")
                .put("weight_g", 350);
        listing.putObject("dimensions_cm").put("length", 10).put("width", 10).put("height", 10);
        listing.putArray("images").addObject().put("url", "https://example.com/a.jpg");
        ArrayNode skus = listing.putArray("skus");
        skus.addObject()
                .put("sku_no", "P-1")
                .put("seller_sku", "P-1")
                .put("price", 1200)
                .put("stock", 3)
                .put("stock_managed", true);
        return listing;
    }
}
