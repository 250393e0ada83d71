package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whatever a route names exists, and whatever exists to be named is. */
final class ReferenceRules {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}]+)}}");
    private static final Pattern STAGE_SETTING = Pattern.compile("(intake|publishing|review)\\..+");
    private static final Pattern BODY_FIELD = Pattern.compile(
            "\\$\\{body\\??\\.?\\[?'?\"?([A-Za-z_][A-Za-z0-9_]*)|\\$\\.{1,2}\\[?'?\"?([A-Za-z_][A-Za-z0-9_]*)");

    private static final Set<String> SCHEDULES = Set.of("timer", "quartz", "scheduler", "master");

    private static final Set<String> ROLES = Set.of("anyone", "merchant", "operator");
    private static final String API = "jp.shopbridge.api.";
    private static final Set<String> MODELS = Set.of("type", "outType", "responseModel");
    private static final Set<String> SCOPES = Set.of("read", "edit", "publish");

    private static final Set<String> WIDE_ON_PURPOSE = Set.of(
            "java.lang.Throwable",
            "java.lang.OutOfMemoryError",
            "java.io.IOException",
            "io.github.resilience4j.circuitbreaker.CallNotPermittedException",
            "jp.shopbridge.failure.Failure");

    private ReferenceRules() {}

    static List<RouteRule> all() {
        return List.of(
                new RouteRule("direct-name-is-the-route-id", ReferenceRules::directNames),
                new RouteRule("direct-target-exists", ReferenceRules::directTargets),
                new RouteRule("direct-route-is-entered", ReferenceRules::directEntries),
                new RouteRule("policy-exists", ReferenceRules::policies),
                new RouteRule("schedule-has-a-policy", ReferenceRules::schedulesWithoutPolicy),
                new RouteRule("policy-is-used", ReferenceRules::unusedPolicies),
                new RouteRule("setting-is-declared", ReferenceRules::undeclaredSettings),
                new RouteRule("setting-has-no-default-in-place", ReferenceRules::defaultsInPlace),
                new RouteRule("bean-exists", ReferenceRules::beans),
                new RouteRule("bean-method-is-written-out", ReferenceRules::beanMethods),
                new RouteRule("class-exists", ReferenceRules::classes),
                new RouteRule("clause-is-for-a-final-class", ReferenceRules::wideClauses),
                new RouteRule("mapping-exists", ReferenceRules::mappings),
                new RouteRule("statement-exists", ReferenceRules::statements),
                new RouteRule("no-shape-field-in-routes", ReferenceRules::shapeFields),
                new RouteRule("operation-is-its-route", ReferenceRules::operations),
                new RouteRule("operation-says-who-may", ReferenceRules::operationsForNobody),
                new RouteRule("resource-has-its-package", ReferenceRules::classesElsewhere));
    }

    /** The settings of the stages that neither a route nor a class uses; about no one file, so not a route rule. */
    static List<String> unusedSettings(List<RouteFile> files, Project project) {
        Set<String> used = new HashSet<>();
        for (RouteFile file : files) {
            Matcher placeholder = PLACEHOLDER.matcher(file.text());
            while (placeholder.find()) {
                used.add(placeholder.group(1));
            }
        }
        StringBuilder java = new StringBuilder();
        for (Path source : Project.files(Path.of("src/main"), "")) {
            java.append(source.toString().endsWith(".java") ? Project.text(source) : "");
        }
        List<String> problems = new ArrayList<>();
        for (String setting : project.settings()) {
            String leaf = setting.substring(setting.lastIndexOf('.') + 1);
            String stage = setting.split("\\.", 2)[0];
            boolean hasRoutes = files.stream().anyMatch(file -> file.stage().equals(stage));
            boolean inJava = java.indexOf(setting) >= 0
                    || Pattern.compile("\\b" + camel(leaf) + "\\b")
                            .matcher(java)
                            .find();
            if (STAGE_SETTING.matcher(setting).matches() && hasRoutes && !used.contains(setting) && !inJava) {
                problems.add(setting + " is declared in application.yaml, but nothing uses it. Use it or delete it.");
            }
        }
        return problems;
    }

    static String camel(String kebab) {
        StringBuilder camel = new StringBuilder();
        for (String word : kebab.split("-")) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private static List<String> directNames(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                Optional<String> name = direct(route.path("from"));
                if (name.isPresent() && !name.get().equals(route.path("id").asText())) {
                    problems.add(file.at(route) + ": it is entered as direct:" + name.get()
                            + ". Let the direct name be the route's id.");
                }
            }
        }
        return problems;
    }

    private static List<String> directTargets(List<RouteFile> files, Project project) {
        Set<String> entered = new HashSet<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                direct(route.path("from")).ifPresent(entered::add);
            }
        }
        List<String> problems = new ArrayList<>();
        eachTarget(files, (file, target) -> {
            if (entered.stream().noneMatch(target.asMatchPredicate())) {
                problems.add(file.name() + ": it sends to direct:" + target.pattern()
                        + ", but no route is entered there. Correct the name or write the route.");
            }
        });
        return problems;
    }

    private static List<String> directEntries(List<RouteFile> files, Project project) {
        List<Pattern> targets = new ArrayList<>();
        eachTarget(files, (file, target) -> targets.add(target));
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                Optional<String> name = direct(route.path("from"));
                if (name.isPresent()
                        && targets.stream()
                                .noneMatch(target -> target.matcher(name.get()).matches())) {
                    problems.add(file.at(route) + ": nothing enters it. Enter it from a route or delete it.");
                }
            }
        }
        return problems;
    }

    private static List<String> policies(List<RouteFile> files, Project project) {
        Set<String> known = policyIds(files);
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                String named = route.path("routeConfigurationId").asText();
                for (String id : named.split(",")) {
                    if (!named.isEmpty() && !known.contains(id.trim())) {
                        problems.add(
                                file.at(route) + ": the policy " + id + " does not exist. There are " + known + ".");
                    }
                }
            }
        }
        return problems;
    }

    /** Nobody waits for what a schedule does, so only its policy says that it failed. */
    private static List<String> schedulesWithoutPolicy(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                if (SCHEDULES.contains(route.path("from").path("uri").asText().split(":", 2)[0])
                        && route.path("routeConfigurationId").asText().isBlank()) {
                    problems.add(file.at(route) + ": a schedule without a policy. Write routeConfigurationId:"
                            + " policy-schedule.");
                }
            }
        }
        return problems;
    }

    private static List<String> unusedPolicies(List<RouteFile> files, Project project) {
        Set<String> unused = policyIds(files);
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                for (String id : route.path("routeConfigurationId").asText().split(",")) {
                    unused.remove(id.trim());
                }
            }
        }
        return unused.stream()
                .map(id -> "policies.camel.yaml: no route names the policy " + id + ". Name it or delete it.")
                .toList();
    }

    private static Set<String> policyIds(List<RouteFile> files) {
        Set<String> ids = new TreeSet<>();
        for (RouteFile file : files) {
            file.configurations().forEach(policy -> ids.add(policy.path("id").asText()));
        }
        return ids;
    }

    private static List<String> undeclaredSettings(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        eachPlaceholder(files, (file, setting) -> {
            String name = setting.split(":", 2)[0];
            if (!project.settings().contains(name)) {
                problems.add(file.name() + ": {{" + name + "}} has no default in application.yaml. Declare it there.");
            }
        });
        return problems;
    }

    private static List<String> defaultsInPlace(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        eachPlaceholder(files, (file, setting) -> {
            if (setting.contains(":")) {
                problems.add(file.name() + ": {{" + setting
                        + "}} carries its default in place. Move the default to application.yaml.");
            }
        });
        return problems;
    }

    private static List<String> beans(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            Set<String> declaredHere = new HashSet<>();
            for (JsonNode beans : file.all("beans")) {
                beans.forEach(bean -> declaredHere.add(bean.path("name").asText()));
            }
            eachBean(file, (name, method) -> {
                Optional<JavaClass> type = project.bean(name);
                if (type.isEmpty() && !declaredHere.contains(name)) {
                    problems.add(file.name() + ": there is no bean '" + name
                            + "'. Use the class name in lowerCamel, or declare the bean.");
                } else if (type.isPresent()
                        && !method.isEmpty()
                        && methodsOf(type.get()).noneMatch(method::equals)) {
                    problems.add(file.name() + ": the bean '" + name + "' has no method " + method
                            + " that a route can call (it has to be public in a "
                            + type.get().getSimpleName() + ").");
                }
            });
        }
        return problems;
    }

    private static Stream<String> methodsOf(JavaClass type) {
        return type.getAllMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(method -> method.getName());
    }

    private static List<String> beanMethods(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                JsonNode bean =
                        NotationRules.isStep(entry, "bean") ? entry.node().path("bean") : entry.node();
                boolean call =
                        NotationRules.isStep(entry, "bean") || entry.key().equals("method");
                if (call && bean.isObject() && bean.path("method").asText().isBlank()) {
                    problems.add(file.name() + ": the bean '" + bean.path("ref").asText()
                            + "' is called without a method. Write the method out.");
                }
            });
        }
        return problems;
    }

    private static List<String> classes(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                for (String key : List.of("beanType", "type", "exception", "unmarshalType", "resultType")) {
                    JsonNode named = entry.node().isObject()
                            ? entry.node().path(key)
                            : entry.node().path("-");
                    List<JsonNode> names = new ArrayList<>();
                    if (named.isArray()) {
                        named.forEach(names::add);
                    } else if (named.isTextual()) {
                        names.add(named);
                    }
                    for (JsonNode name : names) {
                        String type = name.asText().replace("[]", "");
                        if (type.matches("([a-z][a-z0-9]*\\.)+[A-Z][\\w$]*") && !exists(type)) {
                            problems.add(file.name() + ": the class " + type + " does not exist. Correct " + key + ".");
                        }
                    }
                }
            });
        }
        return problems;
    }

    private static boolean exists(String type) {
        return named(type).isPresent();
    }

    private static Optional<Class<?>> named(String type) {
        try {
            return Optional.of(Class.forName(type, false, ReferenceRules.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Camel takes the clause that is nearest to one of the causes; only a class that nothing extends always is. */
    private static List<String> wideClauses(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode policy : file.configurations()) {
                RouteFile.walk(policy, entry -> {
                    for (JsonNode name : entry.node().path("onException").path("exception")) {
                        boolean wide = !WIDE_ON_PURPOSE.contains(name.asText())
                                && named(name.asText())
                                        .filter(type -> !Modifier.isFinal(type.getModifiers()))
                                        .isPresent();
                        if (wide) {
                            problems.add(
                                    file.at(policy) + ": a clause for " + name.asText()
                                            + ", which others extend. Name a final class, or write java.lang.Throwable with onWhen.");
                        }
                    }
                });
            }
        }
        return problems;
    }

    private static List<String> mappings(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                String uri = entry.node().path("uri").asText();
                if (uri.equals("mapping") || uri.startsWith("mapping:")) {
                    String name = uri.equals("mapping")
                            ? entry.node().path("parameters").path("name").asText()
                            : uri.substring("mapping:".length());
                    if (!project.hasMapping(name)) {
                        problems.add(file.name() + ": there is no mappings/" + name + ".mapping.yaml. Correct the name"
                                + " or write the mapping.");
                    }
                }
            });
        }
        return problems;
    }

    private static List<String> statements(List<RouteFile> files, Project project) {
        Pattern resource = Pattern.compile("resource:classpath:([^\\s\"']+)");
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            Matcher named = resource.matcher(file.text());
            while (named.find()) {
                if (!project.hasResource(named.group(1))) {
                    problems.add(file.name() + ": there is no " + named.group(1) + ". Correct the name or write it.");
                }
            }
        }
        return problems;
    }

    private static List<String> shapeFields(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                if (!entry.node().isTextual() || Set.of("description", "note").contains(entry.key())) {
                    return;
                }
                Matcher field = BODY_FIELD.matcher(entry.node().asText());
                while (field.find()) {
                    String name = field.group(1) == null ? field.group(2) : field.group(1);
                    if (project.shapeFields().contains(name)) {
                        problems.add(file.name() + ": '" + entry.node().asText() + "' knows the field " + name
                                + ". Routes know no fields; let a mapping or a response reader hand it over.");
                    }
                }
            });
        }
        return problems;
    }

    private static List<String> operations(List<RouteFile> files, Project project) {
        Map<String, String> routes = new HashMap<>();
        for (RouteFile file : files) {
            file.routes().forEach(route -> routes.put(route.path("id").asText(), file.name()));
        }
        Map<String, String> seen = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (RouteFile.Operation operation : file.operations()) {
                String id = operation.node().path("id").asText();
                JsonNode to = operation.node().path("to");
                String target = to.isTextual()
                        ? to.asText().replaceFirst("^direct:", "")
                        : direct(to).orElse("");
                if (!id.equals(target) || !routes.containsKey(id)) {
                    problems.add(file.name() + ": " + operation.address() + " has the id '" + id + "' and goes to '"
                            + target + "'. Both have to be the id of one route.");
                }
                if (operation.node().path("description").asText().isBlank()) {
                    problems.add(file.name() + ": " + operation.address() + " has no description for the OpenAPI.");
                }
                String before = seen.put(id, operation.address());
                if (before != null) {
                    problems.add(file.name() + ": " + operation.address() + " and " + before + " share the route " + id
                            + ". Give each its own.");
                }
            }
        }
        return problems;
    }

    /** The role stands beside the operation, where whoever changes the operation sees it. */
    private static List<String> operationsForNobody(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (RouteFile.Operation operation : file.operations()) {
                JsonNode security = operation.node().path("security");
                JsonNode only = security.path(0);
                if (security.size() != 1
                        || !ROLES.contains(only.path("key").asText())
                        || (only.has("scopes")
                                && !SCOPES.contains(only.path("scopes").asText()))) {
                    problems.add(
                            file.name() + ": " + operation.address() + " does not say who may do it, but security: "
                                    + security + ". Write [{key: <one of " + ROLES + ">, scopes: <one of " + SCOPES
                                    + ", or none where no token opens it>}].");
                }
            }
        }
        return problems;
    }

    /** What a resource takes and gives stands in the package of its name, or above it when others use it too. */
    private static List<String> classesElsewhere(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            String resource = file.name().replace(".camel.yaml", "").replace("-", "");
            RouteFile.walk(file.written(), entry -> {
                String type = entry.node().asText();
                if (MODELS.contains(entry.key())
                        && type.startsWith(API)
                        && type.substring(API.length()).contains(".")
                        && !type.startsWith(API + resource + ".")) {
                    problems.add(file.name() + ": " + type + " stands in another resource's package. Move it to " + API
                            + resource + ", or above when both use it.");
                }
            });
        }
        return problems;
    }

    /** The direct endpoint's name of a node with {@code uri} and {@code parameters}, if that is what it is. */
    static Optional<String> direct(JsonNode node) {
        String uri = node.path("uri").asText();
        if (uri.equals("direct")) {
            return Optional.of(node.path("parameters").path("name").asText());
        }
        return uri.startsWith("direct:") ? Optional.of(uri.substring("direct:".length())) : Optional.empty();
    }

    private static void eachTarget(List<RouteFile> files, BiConsumer<RouteFile, Pattern> visitor) {
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                JsonNode node = entry.node();
                if (!entry.key().equals("from")) {
                    direct(node).map(ReferenceRules::pattern).ifPresent(target -> visitor.accept(file, target));
                }
                for (String key : List.of("deadLetterUri", "to")) {
                    if (node.isObject() && node.path(key).asText().startsWith("direct:")) {
                        visitor.accept(file, pattern(node.path(key).asText().substring("direct:".length())));
                    }
                }
            });
        }
    }

    // A dynamic part (${…}) stands for anything.
    private static Pattern pattern(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String literal : name.split("\\$\\{[^}]*}", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "[a-z0-9-]+").append(literal.replace(".", "\\."));
        }
        return Pattern.compile(name.startsWith("${") ? "[a-z0-9-]+" + pattern : pattern.toString());
    }

    private static void eachPlaceholder(List<RouteFile> files, BiConsumer<RouteFile, String> visitor) {
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                if (entry.node().isTextual()) {
                    Matcher placeholder = PLACEHOLDER.matcher(entry.node().asText());
                    while (placeholder.find()) {
                        visitor.accept(file, placeholder.group(1));
                    }
                }
            });
        }
    }

    private static void eachBean(RouteFile file, BiConsumer<String, String> visitor) {
        RouteFile.walk(file.root(), entry -> {
            JsonNode node = entry.node();
            JsonNode call = NotationRules.isStep(entry, "bean") ? node.path("bean") : node;
            if ((NotationRules.isStep(entry, "bean") || entry.key().equals("method"))
                    && call.path("ref").isTextual()) {
                String method = call.path("method").asText();
                visitor.accept(call.path("ref").asText(), method.replaceFirst("\\(.*", ""));
            }
            if (node.isTextual() && node.asText().matches("#(bean:)?[a-z][A-Za-z0-9]*")) {
                visitor.accept(node.asText().replaceFirst("#(bean:)?", ""), "");
            }
            if (node.isTextual()) {
                Matcher inSimple = Pattern.compile("\\$\\{bean:([a-z][A-Za-z0-9]*)(?:\\.|\\?method=|::)([A-Za-z0-9]+)")
                        .matcher(node.asText());
                while (inSimple.find()) {
                    visitor.accept(inSimple.group(1), inSimple.group(2));
                }
            }
        });
    }
}
