package jp.shopbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.Lib;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Whether there is a component for every endpoint, and every option is one it has: asked of the components on the class path. */
final class Endpoints {

    private static final Set<String> IN_SHORT = Set.of("from", "to", "toD", "wireTap", "deadLetterUri");
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+-]*)(:.*)?", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("(?:^|&)([A-Za-z][\\w.-]*)=");
    private static final String COMPONENT = "META-INF/services/org/apache/camel/component/";

    private final Beans beans;
    private final Map<String, JsonNode> described = new HashMap<>();

    Endpoints(Beans beans) {
        this.beans = beans;
    }

    void check(RouteText file, RouteFindings findings) {
        for (Node entry : file.root().getValue()) {
            Nodes.walkSteps("", entry, (key, node) -> {
                if (node instanceof MappingNode && Nodes.get(node, "uri") instanceof ScalarNode uri) {
                    Node parameters = Nodes.get(node, "parameters");
                    address(file.name(), uri, parameters, findings);
                    if (Nodes.get(parameters, "delegateUri") instanceof ScalarNode behind) {
                        address(file.name(), behind, null, findings);
                    }
                }
                if (node instanceof ScalarNode uri && IN_SHORT.contains(key)) {
                    address(file.name(), uri, null, findings);
                }
            });
        }
    }

    private void address(String file, ScalarNode at, @Nullable Node parameters, RouteFindings findings) {
        String uri = at.getValue();
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            return;
        }
        String name = scheme.group(1);
        JsonNode component = described.computeIfAbsent(name, this::described);
        if (component.isMissingNode()) {
            if (!beans.has(name)) {
                findings.add(
                        file,
                        at,
                        Messages.sentence("route.there-no-component", name),
                        Messages.sentence("route.correct-name-add-jar-component"));
            }
            return;
        }
        int query = uri.indexOf('?');
        if (query >= 0) {
            Matcher option = OPTION.matcher(uri.substring(query + 1).replaceAll("RAW\\([^)]*\\)", ""));
            while (option.find()) {
                option(file, name, option.group(1), "", at, at, component, findings);
            }
        }
        for (NodeTuple entry : Nodes.entries(parameters)) {
            option(
                    file,
                    name,
                    Nodes.text(entry.getKeyNode()),
                    Nodes.text(entry.getValueNode()),
                    entry.getKeyNode(),
                    entry.getValueNode(),
                    component,
                    findings);
        }
    }

    private void option(
            String file,
            String component,
            String name,
            String value,
            Node at,
            Node valueAt,
            JsonNode described,
            RouteFindings findings) {
        JsonNode options = described.path("properties");
        JsonNode option = options.path(name);
        if (option.isMissingNode()) {
            if (!described.path("component").path("lenientProperties").asBoolean()
                    && !prefixed(name, options)
                    && !Nodes.open(name)) {
                Set<String> known = new TreeSet<>();
                options.fieldNames().forEachRemaining(known::add);
                String near = Spelling.near(name, known);
                findings.add(
                        file,
                        at,
                        Messages.sentence("route.component-no-option", component, name),
                        Messages.sentence("route.write-one", near));
            }
            return;
        }
        if (value.isEmpty() || Nodes.open(value) || value.startsWith("#")) {
            return;
        }
        String type = option.path("type").asText();
        boolean wrong = (type.equals("boolean") && !value.matches("(?i)true|false"))
                || (type.equals("integer") && !value.matches("[-+]?\\d{1,19}"));
        if (wrong) {
            findings.wrongValue(file, valueAt, name, value, type.equals("integer"));
        }
    }

    private static boolean prefixed(String name, JsonNode options) {
        for (JsonNode option : options) {
            String prefix =
                    option.path("prefix").asText(option.path("optionalPrefix").asText());
            if (!prefix.isEmpty() && name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** What a component says of itself; nothing when there is none of that name. */
    private JsonNode described(String scheme) {
        ClassLoader loader = Lib.loader();
        try (InputStream service = loader.getResourceAsStream(COMPONENT + scheme)) {
            if (service == null) {
                return MissingNode.getInstance();
            }
            Properties properties = new Properties();
            properties.load(service);
            String type = properties.getProperty("class", "");
            String folder =
                    type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
            try (InputStream in = loader.getResourceAsStream("META-INF/" + folder + "/" + scheme + ".json")) {
                return in == null
                        ? Json.parse("{\"component\": {\"lenientProperties\": true}}")
                        : Json.MAPPER.readTree(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The component " + scheme + " cannot be read; install the jar again.", e);
        }
    }
}
