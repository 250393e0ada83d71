package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;

/** One way to write each thing, and limits to how much stands in one route. */
final class NotationRules {

    private static final int NESTING = 3;
    /** The waits between them double, and each is a thread that does nothing else: a fourth would wait half a minute. */
    private static final int REDELIVERIES = 3;

    private static final Set<String> LANGUAGES = Set.of(
            "simple",
            "constant",
            "method",
            "jsonpath",
            "jq",
            "header",
            "exchangeProperty",
            "variable",
            "tokenize",
            "ref",
            "xpath",
            "datasonnet",
            "groovy",
            "js",
            "ognl",
            "mvel",
            "python",
            "spel",
            "java",
            "wasm",
            "csimple");
    private static final Set<String> PROGRAMS =
            Set.of("groovy", "js", "ognl", "mvel", "python", "spel", "java", "script", "joor");
    private static final Set<String> EXPRESSION_STEPS = Set.of(
            "setBody",
            "setHeader",
            "setVariable",
            "setProperty",
            "filter",
            "split",
            "loop",
            "when",
            "transform",
            "delay",
            "throttle",
            "idempotentConsumer",
            "validate",
            "recipientList",
            "routingSlip",
            "aggregate",
            "enrich",
            "pollEnrich",
            "resequence",
            "sort");
    private static final Set<String> PLAIN_TEXT = Set.of("description", "note", "message", "id");
    private static final Pattern SQL = Pattern.compile(
            "(?is)\\b(select\\s.+\\sfrom\\s|insert\\s+into\\s|update\\s+\\w+\\s+set\\s|delete\\s+from\\s|merge\\s+into\\s)");
    private static final Pattern LOGGED_PAYLOAD = Pattern.compile(
            "\\$\\{(body|bodyAs|header|headers|messageAs|exchange\\b|in\\.|mandatoryBodyAs|prettyBody)");
    private static final Pattern HAND_MADE_JSON = Pattern.compile("(?s)\\s*[\\[{]\\s*[\"'].*");

    /** What the first lines of a file that offends on purpose say of it. */
    private static final Pattern DIRECTIVE = Pattern.compile(" (breaks|stage): ");

    private NotationRules() {}

    static List<RouteRule> all() {
        return List.of(
                new RouteRule("shape-is-camels", NotationRules::shape),
                new RouteRule("comments-are-notes", NotationRules::comments),
                new RouteRule("notation-is-canonical", NotationRules::canonical),
                new RouteRule("uri-has-no-question-mark", NotationRules::questionMarks),
                new RouteRule("one-log-per-route", NotationRules::logs),
                new RouteRule("log-prints-no-payload", NotationRules::payloads),
                new RouteRule("nesting-is-three-deep", NotationRules::nesting),
                new RouteRule("errors-are-met-in-policies", NotationRules::errorHandling),
                new RouteRule("policies-ask-for-the-route", NotationRules::routesInPolicies),
                new RouteRule("try-has-a-note", NotationRules::tries),
                new RouteRule("redeliveries-are-few", NotationRules::redeliveries),
                new RouteRule("no-program-in-yaml", NotationRules::programs),
                new RouteRule("no-sql-in-yaml", NotationRules::sql),
                new RouteRule("no-hand-made-json", NotationRules::handMadeJson),
                new RouteRule("expression-is-one-line", NotationRules::oneLine),
                new RouteRule("own-values-are-variables", NotationRules::exchangeProperties),
                new RouteRule("address-is-not-the-callers", NotationRules::dynamicAddresses));
    }

    private static List<String> shape(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            Schema.CAMEL
                    .validate(file.written())
                    .forEach(message -> problems.add(file.name() + ": " + message.getMessage()));
        }
        return problems;
    }

    /** Kaoto keeps {@code note:} when it writes a file, and loses every comment. */
    private static List<String> comments(List<RouteFile> files, Project project) {
        LoadSettings settings = LoadSettings.builder().setParseComments(true).build();
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (Event event : new Parse(settings).parseString(file.text())) {
                if (event instanceof CommentEvent comment
                        && comment.getCommentType() != CommentType.BLANK_LINE
                        && !DIRECTIVE.matcher(comment.getValue()).lookingAt()) {
                    problems.add(file.name() + ": the comment '"
                            + comment.getValue().strip() + "' is lost when Kaoto saves the file. Write it as a note:.");
                }
            }
        }
        return problems;
    }

    private static List<String> canonical(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode entry : file.root()) {
                if (entry.has("from")) {
                    problems.add(file.name() + ": a top-level from. Wrap it in a route with an id.");
                }
            }
            for (JsonNode route : routesAndPolicies(file)) {
                RouteFile.walk(route, entry -> {
                    if (entry.key().equals("steps") && entry.node().isObject()) {
                        for (Map.Entry<String, JsonNode> step : entry.node().properties()) {
                            if (!step.getValue().isObject() && !step.getValue().isArray()) {
                                problems.add(file.at(route) + ": the step " + step.getKey()
                                        + " is written in short. Write its options below it.");
                            }
                        }
                    }
                    for (String language : shortened(entry)) {
                        problems.add(file.at(route) + ": " + language + " stands in short form under " + entry.key()
                                + ". Write expression: " + language + ": expression: …");
                    }
                });
            }
        }
        return problems;
    }

    private static Set<String> shortened(RouteFile.Entry entry) {
        Set<String> found = new TreeSet<>();
        if (!entry.node().isObject()
                || entry.key().equals("parameters")
                || entry.key().equals("redeliveryPolicy")) {
            return found;
        }
        boolean step = EXPRESSION_STEPS.contains(entry.key());
        boolean holder = entry.key().equals("expression")
                || entry.key().equals("onWhen")
                || entry.key().equals("handled")
                || entry.key().equals("continued");
        for (Map.Entry<String, JsonNode> field : entry.node().properties()) {
            boolean language = LANGUAGES.contains(field.getKey());
            if (language && (step || (holder && !field.getValue().isObject()))) {
                found.add(field.getKey());
            }
        }
        return found;
    }

    private static List<String> questionMarks(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                String uri = entry.node().path("uri").asText();
                if (uri.contains("?")) {
                    problems.add(file.name() + ": the uri '" + uri + "' carries options. Put them under parameters.");
                }
            });
        }
        return problems;
    }

    private static List<String> logs(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                int[] count = {0};
                RouteFile.walk(route, entry -> count[0] += isStep(entry, "log") ? 1 : 0);
                if (count[0] > 1) {
                    problems.add(file.at(route) + ": " + count[0] + " log steps. Keep the one that tells the story.");
                }
            }
        }
        return problems;
    }

    private static List<String> payloads(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                if (entry.key().equals("log")
                        && LOGGED_PAYLOAD
                                .matcher(entry.node().path("message").asText())
                                .find()) {
                    problems.add(file.name() + ": the log '"
                            + entry.node().path("message").asText()
                            + "' prints a body or a header. Print ids and counts from variables.");
                }
            });
        }
        return problems;
    }

    private static List<String> nesting(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                int[] deepest = {0};
                RouteFile.walk(route, entry -> deepest[0] = Math.max(deepest[0], entry.depth()));
                // The route's own list of steps is not nested in anything.
                if (deepest[0] - 1 > NESTING) {
                    problems.add(file.at(route) + ": steps are nested " + (deepest[0] - 1) + " deep, " + NESTING
                            + " are allowed. Make the innermost part a route of its own.");
                }
            }
        }
        return problems;
    }

    private static List<String> errorHandling(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            if (file.stage().equals("policies")) {
                continue;
            }
            RouteFile.walk(file.root(), entry -> {
                for (String key : List.of("onException", "errorHandler", "onCompletion", "routeConfiguration")) {
                    if (entry.node().isObject() && entry.node().has(key)) {
                        problems.add(file.name() + ": " + key
                                + " stands in a stage's file. Move it to policies.camel.yaml and name the policy.");
                    }
                }
            });
        }
        return problems;
    }

    /** A policy serves several routes, so it asks which of them failed. */
    private static List<String> routesInPolicies(List<RouteFile> files, Project project) {
        Set<String> ids = new TreeSet<>();
        for (RouteFile file : files) {
            file.routes().forEach(route -> ids.add("'" + route.path("id").asText() + "'"));
        }
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode policy : file.configurations()) {
                RouteFile.walk(policy, entry -> {
                    String text = entry.node().asText();
                    ids.stream()
                            .filter(text::contains)
                            .forEach(id -> problems.add(file.at(policy) + ": '" + text + "' names the route " + id
                                    + ". Write ${routeId}, so that it holds for each route."));
                });
            }
        }
        return problems;
    }

    private static List<String> tries(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                RouteFile.walk(route, entry -> {
                    if (isStep(entry, "doTry")
                            && entry.node().path("doTry").path("note").asText().isBlank()) {
                        problems.add(file.at(route)
                                + ": a doTry without a note. Say which expected refusal is part of the story.");
                    }
                });
            }
        }
        return problems;
    }

    private static List<String> redeliveries(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                JsonNode most = entry.node().path("maximumRedeliveries");
                if (!most.isMissingNode() && (!most.isInt() || most.asInt() < 0 || most.asInt() > REDELIVERIES)) {
                    problems.add(file.name() + ": maximumRedeliveries is " + most + ". Write a number from 0 to "
                            + REDELIVERIES + "; longer waits are rows with a due time.");
                }
            });
        }
        return problems;
    }

    private static List<String> programs(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : routesAndPolicies(file)) {
                RouteFile.walk(route, entry -> {
                    if (entry.key().equals("parameters") || !entry.node().isObject()) {
                        return;
                    }
                    for (Iterator<String> keys = entry.node().fieldNames(); keys.hasNext(); ) {
                        String key = keys.next();
                        if (PROGRAMS.contains(key)) {
                            problems.add(file.at(route) + ": " + key
                                    + " is a program inside YAML. Make it a bean method whose name is the question.");
                        }
                    }
                });
            }
        }
        return problems;
    }

    private static List<String> sql(List<RouteFile> files, Project project) {
        return texts(files, SQL, "holds SQL. Put the statement in a file under sql/ and name it by resource:.");
    }

    private static List<String> handMadeJson(List<RouteFile> files, Project project) {
        return texts(files, HAND_MADE_JSON, "is JSON made by hand. Use a mapping or a record.");
    }

    private static List<String> texts(List<RouteFile> files, Pattern refused, String remedy) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                if (entry.node().isTextual()
                        && !PLAIN_TEXT.contains(entry.key())
                        && refused.matcher(entry.node().asText()).find()) {
                    problems.add(file.name() + ": " + entry.key() + ": " + entry.node() + " " + remedy);
                }
            });
        }
        return problems;
    }

    private static List<String> oneLine(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                String text = entry.node().asText();
                boolean twoConditions = text.contains(" && ") || text.contains(" || ");
                if (entry.key().equals("expression")
                        && entry.node().isTextual()
                        && (text.contains("\n") || text.length() > 120 || twoConditions)) {
                    problems.add(file.name() + ": the expression '" + text
                            + "' is more than one line with one operator. Make it a bean method.");
                }
            });
        }
        return problems;
    }

    private static List<String> exchangeProperties(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                if (isStep(entry, "setProperty")) {
                    problems.add(file.name() + ": setProperty "
                            + entry.node().path("setProperty").path("name").asText()
                            + ". Exchange properties are Camel's; use setVariable.");
                }
            });
        }
        return problems;
    }

    private static List<String> dynamicAddresses(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                String uri = entry.node().path("toD").path("uri").asText()
                        + entry.node().path("toD").path("parameters");
                if (isStep(entry, "toD") && (uri.contains("${header") || uri.contains("${body"))) {
                    problems.add(file.name() + ": toD goes where a message says (" + uri
                            + "). Choose among static endpoints instead.");
                }
            });
        }
        return problems;
    }

    /** Whether this node is a step of this kind (and not, say, a parameter of that name). */
    static boolean isStep(RouteFile.Entry entry, String kind) {
        return entry.key().equals("steps")
                && entry.node().isObject()
                && entry.node().has(kind);
    }

    static List<JsonNode> routesAndPolicies(RouteFile file) {
        List<JsonNode> nodes = new ArrayList<>(file.routes());
        nodes.addAll(file.configurations());
        return nodes;
    }

    private static final class Schema {

        static final JsonSchema CAMEL = read();

        private static JsonSchema read() {
            InputStream schema = Schema.class.getResourceAsStream("/schema/camelYamlDsl.json");
            if (schema == null) {
                throw new IllegalStateException("The camel-yaml-dsl jar has lost schema/camelYamlDsl.json.");
            }
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        }
    }
}
