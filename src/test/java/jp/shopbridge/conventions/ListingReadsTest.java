package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.staging.content.ListingContent;
import org.junit.jupiter.api.Test;

/** A listing's fields are read by name in its typed view, the mapping engine and the pretend worlds, and nowhere else. */
class ListingReadsTest {

    private static final Path SOURCES = Path.of("src/main/java/jp/shopbridge");
    private static final Pattern READ =
            Pattern.compile("\\.(?:path|at|get|required|optional|has|hasNonNull|findValue|findPath)\\(\\s*\"/?(\\w+)");

    /** What TikTok's answers about categories and pictures, and the rules of its contract, call something of theirs by, too. */
    private static final Set<String> OF_TIKTOK_TOO = Set.of("attributes", "values", "url", "of");

    /** Writes edits and stock over the fields that they name. */
    private static final Path COMPOSER = SOURCES.resolve("staging/Effective.java");

    private final Set<String> fields = fieldsOfListingsAlone();

    @Test
    void noFieldOfAListingIsReadByItsName() {
        List<String> reads = new ArrayList<>();
        for (Path source : Project.files(SOURCES, ".java")) {
            if (!source.equals(COMPOSER) && !mayNameFields(source)) {
                reads(Project.text(source))
                        .forEach(field ->
                                reads.add(source + ": it reads '" + field + "' by name – ask ListingContent."));
            }
        }

        assertThat(reads).isEmpty();
    }

    @Test
    void aReadByNameIsSeen() {
        assertThat(fields).contains("sku_no", "stock_managed", "dimensions_cm").doesNotContain("title", "id");
        assertThat(reads("for (JsonNode sku : skus) { sku.path(\"sku_no\").asText(); }"))
                .containsExactly("sku_no");
        assertThat(reads("listing.at(\n    \"/dimensions_cm/length\")")).containsExactly("dimensions_cm");
        assertThat(reads("patch.put(\"sku_no\", number); row.getString(\"sku_no\")"))
                .isEmpty();
    }

    @Test
    void whatIsExemptedNeedsIt() {
        assertThat(reads(Project.text(COMPOSER))).isNotEmpty();
        for (String name : Modules.TAKE_LISTINGS_WHOLE.keySet()) {
            assertThat(callers()).as("Takes no listing whole any more: " + name).contains("jp.shopbridge." + name);
        }
    }

    private static Set<String> callers() {
        Set<String> callers = new TreeSet<>();
        for (JavaClass type : Project.classes()) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                if (call.getTargetOwner().isEquivalentTo(ListingContent.class)
                        && call.getName().equals("document")) {
                    callers.add(type.getName().replaceFirst("\\$.*", ""));
                }
            }
        }
        return callers;
    }

    private static boolean mayNameFields(Path source) {
        return source.startsWith(SOURCES.resolve("staging/content"))
                || source.startsWith(SOURCES.resolve("mapping"))
                || source.startsWith(SOURCES.resolve("sandbox"));
    }

    private List<String> reads(String source) {
        List<String> read = new ArrayList<>();
        Matcher reads = READ.matcher(source);
        while (reads.find()) {
            if (fields.contains(reads.group(1))) {
                read.add(reads.group(1));
            }
        }
        return read;
    }

    private static Set<String> fieldsOfListingsAlone() {
        Set<String> fields = fields("listing");
        fields.removeAll(fields("tiktok-product"));
        fields.removeAll(OF_TIKTOK_TOO);
        return fields;
    }

    private static Set<String> fields(String shape) {
        Set<String> fields = new TreeSet<>();
        collect(Json.parse(Project.text(Path.of("mappings/shapes/" + shape + ".schema.json"))), fields);
        return fields;
    }

    private static void collect(JsonNode shape, Set<String> into) {
        shape.path("properties").properties().forEach(field -> {
            into.add(field.getKey());
            collect(field.getValue(), into);
        });
        if (shape.has("items")) {
            collect(shape.path("items"), into);
        }
    }
}
