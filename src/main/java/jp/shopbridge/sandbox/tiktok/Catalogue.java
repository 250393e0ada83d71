package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this TikTok Shop knows about categories, attributes, certifications and brands, read from a resource. */
final class Catalogue {

    static final String V1 = "v1";
    static final String V2 = "v2";
    private static final int GENERATED_BRANDS = 120;
    private static final long FIRST_GENERATED_BRAND = 7082427311584348000L;

    /** A value to choose from, and the words in a product's text that speak of it. */
    record Choice(String id, String name, List<String> words) {}

    /** Another attribute having a value. */
    record Condition(String attributeId, String valueId) {}

    record Attribute(
            String id,
            String name,
            boolean required,
            boolean multiple,
            boolean custom,
            boolean number,
            List<Choice> values,
            @Nullable Condition requiredWhen,
            @Nullable Condition onlyWhen) {

        Optional<Choice> value(String valueId) {
            return values.stream().filter(choice -> choice.id().equals(valueId)).findFirst();
        }
    }

    record Certification(
            String id,
            String name,
            boolean required,
            boolean expiry,
            String details,
            @Nullable Condition requiredWhen) {}

    /** One of a rule's three strengths. */
    enum Need {
        NONE,
        SUPPORTED,
        REQUIRED
    }

    record Category(
            String id,
            String parentId,
            String name,
            int level,
            boolean leaf,
            String permission,
            List<String> words,
            List<Attribute> attributes,
            List<Certification> certifications,
            Need sizeChart,
            Need dimensions,
            boolean customAxes,
            boolean preOrder) {

        Optional<Attribute> attribute(String attributeId) {
            return attributes.stream()
                    .filter(attribute -> attribute.id().equals(attributeId))
                    .findFirst();
        }

        Optional<Certification> certification(String certificationId) {
            return certifications.stream()
                    .filter(certification -> certification.id().equals(certificationId))
                    .findFirst();
        }
    }

    record Brand(String id, String name, boolean authorized, String status, boolean t1) {}

    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, Certification> certifications = new LinkedHashMap<>();
    private final Map<String, Category> v1 = new LinkedHashMap<>();
    private final Map<String, Category> v2 = new LinkedHashMap<>();
    private final List<Attribute> axes = new ArrayList<>();
    private final List<Brand> brands = new ArrayList<>();

    private Catalogue() {}

    /** Reads the catalogue that ships with this world. */
    static Catalogue read() {
        JsonNode yaml;
        try (InputStream in = Catalogue.class.getResourceAsStream("/sandbox/tiktok-catalogue.yaml")) {
            yaml = new YAMLMapper().readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException("the pretend TikTok Shop's catalogue cannot be read", broken);
        }
        Catalogue catalogue = new Catalogue();
        yaml.path("axes").forEach(node -> catalogue.axes.add(attribute(node)));
        yaml.path("attributes").forEach(node -> {
            Attribute attribute = attribute(node);
            catalogue.attributes.put(attribute.id(), attribute);
        });
        yaml.path("certifications").forEach(node -> {
            Certification certification = new Certification(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    node.path("required").asBoolean(),
                    node.path("expiry").asBoolean(),
                    node.path("details").asText(),
                    condition(node.path("requiredWhen")));
            catalogue.certifications.put(certification.id(), certification);
        });
        catalogue.addCategories(yaml.path(V1), "0", 1, catalogue.v1);
        catalogue.addCategories(yaml.path(V2), "0", 1, catalogue.v2);
        yaml.path("brands")
                .forEach(node -> catalogue.brands.add(new Brand(
                        node.path("id").asText(),
                        node.path("name").asText(),
                        node.path("authorized").asBoolean(),
                        node.path("status").asText(),
                        node.path("t1").asBoolean())));
        for (int number = 1; number <= GENERATED_BRANDS; number++) {
            catalogue.brands.add(new Brand(
                    String.valueOf(FIRST_GENERATED_BRAND + number),
                    "ブランド%03d".formatted(number),
                    true,
                    "AVAILABLE",
                    false));
        }
        return catalogue;
    }

    /** Every category of a tree, parents before children. */
    List<Category> categories(String version) {
        return List.copyOf(tree(version).values());
    }

    Optional<Category> category(String version, String id) {
        return Optional.ofNullable(tree(version).get(id));
    }

    /** The category and its ancestors, root first. */
    List<Category> chain(String id) {
        List<Category> chain = new ArrayList<>();
        Category at = v2.getOrDefault(id, v1.get(id));
        while (at != null) {
            chain.add(0, at);
            at = v2.getOrDefault(at.parentId(), v1.get(at.parentId()));
        }
        return chain;
    }

    /** The sales attributes every category lists. */
    List<Attribute> axes() {
        return axes;
    }

    Optional<Attribute> axis(String idOrName) {
        return axes.stream()
                .filter(axis -> axis.id().equals(idOrName) || axis.name().equals(idOrName))
                .findFirst();
    }

    Optional<Attribute> attribute(String id) {
        return Optional.ofNullable(attributes.get(id));
    }

    List<Brand> brands() {
        return brands;
    }

    private Map<String, Category> tree(String version) {
        return version.equals(V1) ? v1 : v2;
    }

    private void addCategories(JsonNode nodes, String parentId, int level, Map<String, Category> tree) {
        for (JsonNode node : nodes) {
            String id = node.path("id").asText();
            List<String> words = new ArrayList<>();
            node.path("words").forEach(word -> words.add(word.asText()));
            List<Attribute> ofCategory = new ArrayList<>();
            node.path("attributes").forEach(ref -> ofCategory.add(known(attributes, ref.asText())));
            List<Certification> needed = new ArrayList<>();
            node.path("certifications").forEach(ref -> needed.add(known(certifications, ref.asText())));
            tree.put(
                    id,
                    new Category(
                            id,
                            parentId,
                            node.path("name").asText(),
                            level,
                            !node.has("children"),
                            node.path("permission").asText("AVAILABLE"),
                            words,
                            ofCategory,
                            needed,
                            need(node.path("sizeChart")),
                            need(node.path("dimensions")),
                            node.path("customAxes").asBoolean(true),
                            node.path("preOrder").asBoolean()));
            addCategories(node.path("children"), id, level + 1, tree);
        }
    }

    private static <T> T known(Map<String, T> table, String id) {
        T entry = table.get(id);
        if (entry == null) {
            throw new IllegalStateException("the pretend TikTok Shop's catalogue refers to an unknown id: " + id);
        }
        return entry;
    }

    private static Need need(JsonNode node) {
        return switch (node.asText()) {
            case "required" -> Need.REQUIRED;
            case "supported" -> Need.SUPPORTED;
            default -> Need.NONE;
        };
    }

    private static Attribute attribute(JsonNode node) {
        List<Choice> values = new ArrayList<>();
        node.path("values").forEach(value -> {
            List<String> words = new ArrayList<>(List.of(value.path("name").asText()));
            value.path("words").forEach(word -> words.add(word.asText()));
            values.add(new Choice(value.path("id").asText(), value.path("name").asText(), List.copyOf(words)));
        });
        return new Attribute(
                node.path("id").asText(),
                node.path("name").asText(),
                node.path("required").asBoolean(),
                node.path("multiple").asBoolean(),
                node.path("custom").asBoolean(),
                node.path("number").asBoolean(),
                values,
                condition(node.path("requiredWhen")),
                condition(node.path("onlyWhen")));
    }

    private static @Nullable Condition condition(JsonNode node) {
        return node.isMissingNode()
                ? null
                : new Condition(
                        node.path("attribute").asText(), node.path("value").asText());
    }
}
