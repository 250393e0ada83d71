package jp.shopbridge.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What files name in each other: ids stand once, policies and templates exist, and what is sent somewhere is taken there. */
final class References {

    /** Endpoints inside the application, which lose or refuse what nobody takes. */
    private static final Set<String> INSIDE = Set.of("direct", "seda");

    private static final List<String> VERBS = List.of("get", "put", "post", "patch", "delete", "head");

    private final List<RouteText> files;
    private final RouteFindings findings;

    References(List<RouteText> files, RouteFindings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** Ids that stand twice. */
    void ids() {
        Map<String, String> seen = new HashMap<>();
        for (RouteText file : files) {
            for (Node route : file.all("route")) {
                once(file, "route", Nodes.get(route, "id"), seen);
                Node from = Nodes.get(route, "from");
                if (from != null) {
                    Nodes.walkSteps("", from, (key, node) -> {
                        if (node instanceof MappingNode) {
                            once(file, "step", Nodes.get(node, "id"), seen);
                        }
                    });
                }
            }
            for (Node route : file.all("templatedRoute")) {
                once(file, "route", Nodes.get(route, "routeId"), seen);
            }
            for (String kind : List.of("routeConfiguration", "routeTemplate", "rest")) {
                for (Node entry : file.all(kind)) {
                    once(file, kind, Nodes.get(entry, "id"), seen);
                }
            }
            for (Node rest : file.all("rest")) {
                for (String verb : VERBS) {
                    for (Node operation : Nodes.items(Nodes.get(rest, verb))) {
                        once(file, "operation", Nodes.get(operation, "id"), seen);
                    }
                }
            }
            for (Node beans : file.all("beans")) {
                for (Node bean : Nodes.items(beans)) {
                    once(file, "bean", Nodes.get(bean, "name"), seen);
                }
            }
        }
    }

    private void once(RouteText file, String kind, @Nullable Node id, Map<String, String> seen) {
        String name = Nodes.text(id);
        if (id == null || name.isEmpty() || Nodes.open(name)) {
            return;
        }
        String here = file.name() + ":"
                + id.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        String before = seen.putIfAbsent(kind + " " + name, here);
        if (before != null) {
            findings.add(
                    file.name(),
                    id,
                    Messages.sentence("route.name-stands-already", name, before),
                    Messages.sentence("route.give-one-them-another-name"));
        }
    }

    /** Policies and templates that do not exist. */
    void policiesAndTemplates() {
        Set<String> policies = named("routeConfiguration");
        Set<String> templates = named("routeTemplate");
        for (RouteText file : files) {
            Nodes.walk("", file.root(), (key, node) -> {
                if (key.equals("routeConfigurationId") && node instanceof ScalarNode named) {
                    for (String id : named.getValue().split(",")) {
                        exists("ポリシー", "policy", id.strip(), policies, file, node);
                    }
                } else if (key.equals("routeTemplateRef") && node instanceof ScalarNode named) {
                    exists("ひな型", "template", named.getValue(), templates, file, node);
                }
            });
        }
    }

    private Set<String> named(String kind) {
        Set<String> ids = new TreeSet<>();
        for (RouteText file : files) {
            file.all(kind).forEach(each -> ids.add(Nodes.text(each, "id")));
        }
        return ids;
    }

    private void exists(String ja, String en, String id, Set<String> known, RouteText file, Node at) {
        boolean pattern = id.contains("*");
        boolean there = pattern
                ? known.stream().anyMatch(Pattern.compile(id.replace("*", ".*")).asMatchPredicate())
                : known.contains(id);
        if (!there && !Nodes.open(id) && !id.isEmpty()) {
            String near = Spelling.near(id, known);
            findings.add(
                    file.name(),
                    at,
                    Messages.sentence("route.there-no", ja, id, en),
                    Messages.sentence("route.write-one", near));
        }
    }

    /** What is sent to a place inside the application that no route begins at. */
    void consumers() {
        Set<String> entered = new TreeSet<>();
        Set<Node> beginnings = new HashSet<>();
        for (RouteText file : files) {
            for (String kind : List.of("route", "routeTemplate")) {
                for (Node entry : file.all(kind)) {
                    Node from = from(entry);
                    if (from != null) {
                        beginnings.add(from);
                        entered.addAll(inside(from));
                        String delegate = Nodes.text(Nodes.get(from, "parameters"), "delegateUri");
                        entered.addAll(insideOf(delegate, null));
                    }
                }
            }
            for (Node from : file.all("from")) {
                beginnings.add(from);
                entered.addAll(inside(from));
            }
        }
        Set<String> templates = named("routeTemplate");
        // What is made of a template that does not exist is missing for that reason only.
        for (RouteText file : files) {
            for (Node route : file.all("templatedRoute")) {
                if (!templates.contains(Nodes.text(route, "routeTemplateRef"))) {
                    Nodes.items(Nodes.get(route, "parameters"))
                            .forEach(given -> entered.add("direct:" + Nodes.text(given, "value")));
                }
            }
        }
        for (Expanded made : Expanded.all(files)) {
            Node from = from(made.template());
            if (from != null) {
                inside(from).forEach(place -> entered.add(made.filled(place)));
            }
        }
        for (RouteText file : files) {
            Nodes.walkSteps("", file.root(), (key, node) -> {
                if (beginnings.contains(node)) {
                    return;
                }
                if (node instanceof MappingNode && Nodes.get(node, "uri") != null) {
                    inside(node).forEach(place -> taken(place, entered, file, at(node)));
                } else if (node instanceof ScalarNode written
                        && Set.of("to", "toD", "wireTap", "deadLetterUri").contains(key)) {
                    insideOf(written.getValue(), null).forEach(place -> taken(place, entered, file, node));
                }
            });
        }
    }

    private static Node at(Node endpoint) {
        Node name = Nodes.get(Nodes.get(endpoint, "parameters"), "name");
        Node uri = Nodes.get(endpoint, "uri");
        return name != null ? name : uri != null ? uri : endpoint;
    }

    private static @Nullable Node from(Node entry) {
        Node from = Nodes.get(entry, "from");
        return from != null ? from : Nodes.get(Nodes.get(entry, "route"), "from");
    }

    private static List<String> inside(Node endpoint) {
        return endpoint instanceof ScalarNode written
                ? insideOf(written.getValue(), null)
                : insideOf(Nodes.text(endpoint, "uri"), Nodes.get(endpoint, "parameters"));
    }

    /** Scheme and name of an endpoint inside the application. */
    private static List<String> insideOf(String uri, @Nullable Node parameters) {
        List<String> found = new ArrayList<>(1);
        String scheme = uri.split("[:?]", 2)[0];
        if (INSIDE.contains(scheme)) {
            String name = uri.contains(":")
                    ? uri.substring(uri.indexOf(':') + 1)
                            .replaceFirst("^//", "")
                            .replaceFirst("\\?.*", "")
                    : Nodes.text(parameters, "name");
            if (!name.isEmpty()) {
                found.add(scheme + ":" + name);
            }
        }
        return found;
    }

    private void taken(String place, Set<String> entered, RouteText file, Node at) {
        if (place.contains("{{")) {
            return;
        }
        Pattern pattern = pattern(place);
        if (entered.stream().noneMatch(pattern.asMatchPredicate())) {
            String near = Spelling.near(place, entered);
            findings.add(
                    file.name(),
                    at,
                    Messages.sentence("route.no-route-begins", place),
                    Messages.sentence("route.write-route-correct-one", near));
        }
    }

    /** A part that is known when the message is there stands for anything. */
    private static Pattern pattern(String place) {
        StringBuilder pattern = new StringBuilder();
        String[] literals = place.split("\\$\\{[^}]*}", -1);
        for (int i = 0; i < literals.length; i++) {
            pattern.append(i == 0 ? "" : ".+").append(Pattern.quote(literals[i]));
        }
        return Pattern.compile(pattern.toString());
    }

    /** Parameters that a template needs and a route made of it does not give. */
    void templateParameters() {
        for (Expanded made : Expanded.all(files)) {
            for (Node parameter : Nodes.items(Nodes.get(made.template(), "parameters"))) {
                String name = Nodes.text(parameter, "name");
                boolean needed = Nodes.get(parameter, "defaultValue") == null
                        && !Nodes.text(parameter, "required").equals("false");
                if (needed && !made.given().containsKey(name)) {
                    findings.add(
                            made.file().name(),
                            made.route(),
                            Messages.sentence("route.templates-not-given", name),
                            Messages.sentence("route.write-under-parameters"));
                }
            }
        }
    }

    /**
     * A route that a template makes.
     *
     * @param file where it is asked for
     * @param route the {@code templatedRoute}
     * @param given the parameters' values
     */
    record Expanded(RouteText file, Node route, Node template, Map<String, String> given) {

        static List<Expanded> all(List<RouteText> files) {
            Map<String, Node> templates = new HashMap<>();
            for (RouteText file : files) {
                file.all("routeTemplate").forEach(each -> templates.put(Nodes.text(each, "id"), each));
            }
            List<Expanded> all = new ArrayList<>();
            for (RouteText file : files) {
                for (Node route : file.all("templatedRoute")) {
                    Node template = templates.get(Nodes.text(route, "routeTemplateRef"));
                    if (template != null) {
                        Map<String, String> given = new HashMap<>();
                        for (Node parameter : Nodes.items(Nodes.get(route, "parameters"))) {
                            given.put(Nodes.text(parameter, "name"), Nodes.text(parameter, "value"));
                        }
                        all.add(new Expanded(file, route, template, given));
                    }
                }
            }
            return all;
        }

        /** The text with the parameters' values in it. */
        String filled(String text) {
            String filled = text;
            for (Map.Entry<String, String> parameter : given.entrySet()) {
                filled = filled.replace("{{" + parameter.getKey() + "}}", parameter.getValue());
            }
            return filled;
        }

        /** Where a parameter is given, or the route. */
        Node at(String written) {
            for (Node parameter : Nodes.items(Nodes.get(route, "parameters"))) {
                if (written.contains("{{" + Nodes.text(parameter, "name") + "}}")) {
                    for (NodeTuple entry : Nodes.entries(parameter)) {
                        if (Nodes.text(entry.getKeyNode()).equals("value")) {
                            return entry.getValueNode();
                        }
                    }
                }
            }
            return route;
        }
    }
}
