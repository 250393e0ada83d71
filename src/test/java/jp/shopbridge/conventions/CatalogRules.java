package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.LanguageValidationResult;

/** Endpoint options and simple expressions, asked of Camel's own catalogue. */
final class CatalogRules {

    private static final CamelCatalog CATALOG = catalog();
    private static final Set<String> CONDITIONS = Set.of("filter", "when", "validate", "onWhen", "retryWhile");

    private CatalogRules() {}

    /** Camel's own catalogue with our component, as its metadata on the class path describes it. */
    private static CamelCatalog catalog() {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog(true);
        try (InputStream metadata = Objects.requireNonNull(
                CatalogRules.class.getResourceAsStream("/META-INF/jp/shopbridge/mapping/mapping.json"))) {
            catalog.addComponent(
                    "mapping",
                    "jp.shopbridge.mapping.MappingComponent",
                    new String(metadata.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return catalog;
    }

    static List<RouteRule> all() {
        return List.of(
                new RouteRule("endpoint-options-exist", CatalogRules::endpoints),
                new RouteRule("simple-expression-parses", CatalogRules::expressions));
    }

    private static List<String> endpoints(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                JsonNode node = entry.node();
                if (!node.path("uri").isTextual() || entry.key().equals("parameters")) {
                    return;
                }
                String uri = node.path("uri").asText();
                String scheme = uri.split(":", 2)[0];
                if (uri.startsWith("{{")) {
                    return;
                }
                if (CATALOG.componentJSonSchema(scheme) == null) {
                    if (!project.hasOwnComponent(scheme)) {
                        problems.add(file.name() + ": there is no component '" + scheme + "'.");
                    }
                    return;
                }
                try {
                    EndpointValidationResult result =
                            CATALOG.validateEndpointProperties(written(uri, scheme, node.path("parameters")));
                    if (!result.isSuccess()) {
                        problems.add(file.name() + ": " + uri + ": "
                                + result.summaryErrorMessage(false).replaceAll("\\s+", " "));
                    }
                } catch (URISyntaxException e) {
                    problems.add(file.name() + ": the endpoint " + uri + " cannot be understood: " + e.getMessage());
                }
            });
        }
        return problems;
    }

    private static String written(String uri, String scheme, JsonNode parameters) throws URISyntaxException {
        Map<String, String> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> option : parameters.properties()) {
            options.put(option.getKey(), option.getValue().asText());
        }
        if (!uri.contains(":")) {
            return CATALOG.asEndpointUri(scheme, options, false);
        }
        StringBuilder query = new StringBuilder(uri);
        char separator = '?';
        for (Map.Entry<String, String> option : options.entrySet()) {
            // The catalog takes a switch or a number as it is only.
            String value = option.getValue();
            query.append(separator)
                    .append(option.getKey())
                    .append('=')
                    .append(value.matches("\\w+") ? value : "RAW(" + value + ")");
            separator = '&';
        }
        return query.toString();
    }

    private static List<String> expressions(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            walk("", "", file.root(), (holder, text) -> {
                LanguageValidationResult result = CONDITIONS.contains(holder)
                        ? CATALOG.validateLanguagePredicate(null, "simple", text)
                        : CATALOG.validateLanguageExpression(null, "simple", text);
                if (!result.isSuccess()) {
                    problems.add(file.name() + ": '" + text + "' is not simple: "
                            + String.valueOf(result.getShortError()).replaceAll("\\s+", " "));
                }
            });
        }
        return problems;
    }

    /** Calls back for each text in the simple language with the step (or clause) it decides for. */
    private static void walk(String holder, String key, JsonNode node, BiConsumer<String, String> visitor) {
        if (key.equals("simple")) {
            visitor.accept(
                    holder,
                    node.isTextual() ? node.asText() : node.path("expression").asText());
            return;
        }
        if (key.equals("log") && node.path("message").isTextual()) {
            visitor.accept("log", node.path("message").asText());
        }
        if (node.isObject()) {
            boolean loop = key.equals("loop") && node.path("doWhile").asBoolean(false);
            String below = key.equals("expression") || key.isEmpty() ? holder : loop ? "when" : key;
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                walk(below, field.getKey(), field.getValue(), visitor);
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                walk(holder, key, element, visitor);
            }
        }
    }
}
