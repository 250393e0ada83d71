package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How routes, policies, steps, schedules and variables are named and described. */
final class NamingRules {

    private static final Pattern GENERATED = Pattern.compile("[A-Za-z]+-?\\d{1,4}");
    private static final Pattern KEBAB_PAIR = Pattern.compile("[a-z]+(-[a-z0-9]+)+");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern KEBAB = Pattern.compile("[a-z]+(-[a-z0-9]+)*");
    private static final Set<String> STAGES =
            Set.of("intake", "mapping", "staging", "publishing", "review", "dead-letter", "notice", "api");
    /** The files that hold the one way to each world outside. */
    private static final Set<String> DOORS = Set.of("futureshop", "tiktok");

    private static final Map<String, String> SCHEDULES =
            Map.of("timer", "timerName", "scheduler", "name", "quartz", "triggerName");
    private static final List<String> KEY_ORDER = List.of(
            "id", "group", "description", "note", "routeConfigurationId", "autoStartup", "startupOrder", "from");

    private NamingRules() {}

    static List<RouteRule> all() {
        return List.of(
                new RouteRule("file-is-a-stage", NamingRules::filesAreStages),
                new RouteRule("route-id-is-stage-verb-object", NamingRules::routeIds),
                new RouteRule("route-id-is-unique", NamingRules::routeIdsOnce),
                new RouteRule("group-is-the-stage", NamingRules::groups),
                new RouteRule("description-is-a-sentence", NamingRules::descriptions),
                new RouteRule("keys-stand-in-reading-order", NamingRules::keyOrder),
                new RouteRule("policy-id-says-the-situation", NamingRules::policyIds),
                new RouteRule("step-id-is-not-generated", NamingRules::stepIds),
                new RouteRule("schedule-is-named-as-its-route", NamingRules::schedules),
                new RouteRule("variable-is-lower-camel", NamingRules::variables));
    }

    private static List<String> filesAreStages(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            if (file.stage().equals("policies")) {
                if (!file.routes().isEmpty()) {
                    problems.add(file.name() + " holds a route. Policies only; move the route to its stage's file.");
                }
            } else if (!STAGES.contains(file.stage()) && !DOORS.contains(file.stage())) {
                problems.add(file.name() + " is named after no stage and no door. Use one of " + STAGES + " or " + DOORS
                        + ".");
            }
        }
        return problems;
    }

    private static List<String> routeIds(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                String id = route.path("id").asText();
                Pattern what = DOORS.contains(file.stage()) ? KEBAB : KEBAB_PAIR;
                if (!id.startsWith(file.stage() + "-")
                        || !what.matcher(id.substring(file.stage().length() + 1))
                                .matches()) {
                    problems.add(file.at(route) + ": the id '" + id + "' is not " + file.stage()
                            + "-<verb>-<object>, as in " + file.stage() + "-stage-product.");
                }
            }
        }
        return problems;
    }

    private static List<String> routeIdsOnce(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                String before = seen.put(route.path("id").asText(), file.name());
                if (before != null) {
                    problems.add(file.at(route) + ": the id is taken in " + before + ". Name one of them otherwise.");
                }
            }
        }
        return problems;
    }

    private static List<String> groups(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                if (!route.path("group").asText().equals(file.stage())) {
                    problems.add(file.at(route) + ": the group is '"
                            + route.path("group").asText() + "'. Write group: " + file.stage() + ".");
                }
            }
        }
        return problems;
    }

    private static List<String> descriptions(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RouteFile file : files) {
            List<JsonNode> described = new ArrayList<>(file.routes());
            described.addAll(file.configurations());
            for (JsonNode node : described) {
                String text = node.path("description").asText();
                if (text.isBlank()
                        || !text.endsWith(".")
                        || !Character.isUpperCase(text.charAt(0))
                        || text.split("\\.\\s").length > 1
                        || text.split("\\s+").length < 3) {
                    problems.add(file.at(node) + ": the description '" + text
                            + "' is not one sentence with a capital and a full stop that says the effect.");
                } else if (!seen.add(text)) {
                    problems.add(file.at(node) + ": another route has the same description. Say what differs.");
                }
            }
        }
        return problems;
    }

    private static List<String> keyOrder(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                List<String> keys = new ArrayList<>();
                route.fieldNames().forEachRemaining(keys::add);
                keys.retainAll(KEY_ORDER);
                List<String> ordered = new ArrayList<>(KEY_ORDER);
                ordered.retainAll(keys);
                if (!keys.equals(ordered)) {
                    problems.add(file.at(route) + ": the keys stand as " + keys + ". Write them as " + ordered + ".");
                }
            }
        }
        return problems;
    }

    private static List<String> policyIds(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode policy : file.configurations()) {
                String id = policy.path("id").asText();
                if (!id.startsWith("policy-") || !KEBAB_PAIR.matcher(id).matches()) {
                    problems.add(file.name() + ": the policy id '" + id + "' is not policy-<situation>.");
                }
            }
        }
        return problems;
    }

    private static List<String> stepIds(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                JsonNode id = entry.node().path("id");
                boolean named = id.isTextual() && !entry.key().equals("parameters");
                if (named
                        && (GENERATED.matcher(id.asText()).matches()
                                || !KEBAB_PAIR.matcher(id.asText()).matches())) {
                    problems.add(file.name() + ": the id '" + id.asText()
                            + "' is generated or not <verb>-<object>. Name it for its effect or leave it out.");
                }
            });
        }
        return problems;
    }

    private static List<String> schedules(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.routes()) {
                JsonNode from = route.path("from");
                String key = SCHEDULES.get(from.path("uri").asText());
                String id = route.path("id").asText();
                if (key != null && !from.path("parameters").path(key).asText().equals(id)) {
                    problems.add(file.at(route) + ": the schedule's " + key + " is '"
                            + from.path("parameters").path(key).asText() + "'. Write " + key + ": " + id + ".");
                }
            }
        }
        return problems;
    }

    private static List<String> variables(List<RouteFile> files, Project project) {
        List<String> problems = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), entry -> {
                if (entry.key().equals("setVariable")
                        && !VARIABLE.matcher(entry.node().path("name").asText()).matches()) {
                    problems.add(file.name() + ": the variable '"
                            + entry.node().path("name").asText() + "' is not a lowerCamelCase noun.");
                }
            });
        }
        return problems;
    }
}
