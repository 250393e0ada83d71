package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One file of routes, read as the tree it is.
 *
 * @param name the file's name, as people will look for it
 * @param stage the stage whose routes it holds, {@code policies} for the policies
 * @param text the file as written
 * @param written the file's top-level list, as written
 * @param root the same with each {@code templatedRoute} as the route it makes, and without templates
 */
record RouteFile(String name, String stage, String text, JsonNode written, JsonNode root) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SUFFIX = ".camel.yaml";

    /** A file of {@code routes/}, whose name is its stage, or of a folder below, which is named after the stage. */
    static RouteFile read(Path path) {
        Path folder = path.getParent();
        String name = path.getFileName().toString();
        return read(
                path,
                folder == null || folder.endsWith("routes") || folder.endsWith("as-it-should-be")
                        ? name.substring(0, name.length() - SUFFIX.length())
                        : folder.getFileName().toString());
    }

    /** A file whose stage is told. */
    static RouteFile read(Path path, String stage) {
        try {
            String text = Files.readString(path);
            JsonNode written = YAML.readTree(text);
            return new RouteFile(path.getFileName().toString(), stage, text, written, written)
                    .withTemplates(templates(written));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not readable YAML.", e);
        }
    }

    /** The templates of a file, by id. */
    Map<String, JsonNode> templates() {
        return templates(written);
    }

    private static Map<String, JsonNode> templates(JsonNode written) {
        Map<String, JsonNode> templates = new HashMap<>();
        for (JsonNode entry : written) {
            JsonNode template = entry.path("routeTemplate");
            if (template.isObject()) {
                templates.put(template.path("id").asText(), template);
            }
        }
        return templates;
    }

    /**
     * The same file with its templated routes as these templates make them. What such a route does is said by the REST
     * operation of its id.
     */
    RouteFile withTemplates(Map<String, JsonNode> templates) {
        ArrayNode filled = YAML.createArrayNode();
        for (JsonNode entry : written) {
            JsonNode templated = entry.path("templatedRoute");
            JsonNode template = templates.get(templated.path("routeTemplateRef").asText());
            if (template != null) {
                filled.addObject().set("route", filledIn(templated, template));
            } else if (!entry.has("routeTemplate")) {
                filled.add(entry);
            }
        }
        return new RouteFile(name, stage, text, written, filled);
    }

    private JsonNode filledIn(JsonNode templated, JsonNode template) {
        String id = templated.path("routeId").asText();
        String text = template.path("route").toString();
        for (JsonNode parameter : templated.path("parameters")) {
            text = text.replace(
                    "{{" + parameter.path("name").asText() + "}}",
                    parameter.path("value").asText());
        }
        ObjectNode route = YAML.createObjectNode().put("id", id);
        try {
            route.setAll((ObjectNode) new ObjectMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (JsonNode rest : all(written, "rest")) {
            rest.forEach(verb -> verb.forEach(operation -> {
                if (operation.path("id").asText().equals(id)) {
                    route.set("description", operation.path("description"));
                }
            }));
        }
        return route;
    }

    List<JsonNode> routes() {
        return all("route");
    }

    List<JsonNode> configurations() {
        return all("routeConfiguration");
    }

    List<JsonNode> rests() {
        return all("rest");
    }

    List<JsonNode> all(String kind) {
        return all(root, kind);
    }

    private static List<JsonNode> all(JsonNode root, String kind) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode entry : root) {
            if (entry.has(kind)) {
                found.add(entry.get(kind));
            }
        }
        return found;
    }

    /** Every operation of the REST DSL in this file, with its address. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode rest : rests()) {
            for (String verb : List.of("get", "put", "post", "patch", "delete", "head")) {
                for (JsonNode operation : rest.path(verb)) {
                    operations.add(new Operation(
                            verb.toUpperCase(Locale.ROOT) + " "
                                    + rest.path("path").asText()
                                    + operation.path("path").asText(),
                            operation));
                }
            }
        }
        return operations;
    }

    /** Where something stands, for a message. */
    String at(JsonNode route) {
        return name + ", " + route.path("id").asText("a route without an id");
    }

    /** Calls back for every object below (and including) a node, parents first. */
    static void walk(JsonNode node, Consumer<Entry> visitor) {
        walk("", node, 0, visitor);
    }

    private static void walk(String key, JsonNode node, int depth, Consumer<Entry> visitor) {
        visitor.accept(new Entry(key, node, depth));
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                boolean block = field.getKey().equals("steps");
                walk(field.getKey(), field.getValue(), block ? depth + 1 : depth, visitor);
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                walk(key, element, depth, visitor);
            }
        }
    }

    /**
     * A node on the walk.
     *
     * @param key the key it stands under; an element of a list stands under the list's key
     * @param depth how many {@code steps} lists enclose it
     */
    record Entry(String key, JsonNode node, int depth) {}

    /**
     * One REST operation.
     *
     * @param address method and path, such as {@code GET /api/products}
     */
    record Operation(String address, JsonNode node) {}
}
