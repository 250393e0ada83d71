package jp.shopbridge.tiktok.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the contract that JSON Schema has no words for: what joins the entries of lists, and what a text holds. */
final class ContractRules {

    private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    private final JsonNode body;
    private final Report report;

    ContractRules(JsonNode body, Report report) {
        this.body = body;
        this.report = report;
    }

    /** Takes what is wrong. */
    interface Report {
        void breach(String path, JsonNode value, String rule, String text);
    }

    private record Found(String at, JsonNode value) {}

    void check(JsonNode rule) {
        switch (rule.path("kind").asText()) {
            case "same_kinds" -> sameKinds(rule);
            case "unique_combination" -> uniqueCombination(rule);
            case "images_on_one_kind" -> imagesOnOneKind(rule);
            case "images_complete" -> imagesComplete(rule);
            case "unique" -> unique(rule);
            case "unique_within" -> uniqueWithin(rule);
            case "same_length" -> sameLength(rule);
            default -> {
                // said in the schema
            }
        }
    }

    /** Numbers that stand in texts, lengths of lists in all, and pictures of a description. */
    void checkTexts(JsonNode node) {
        checkTexts(node, body, "");
    }

    private void checkTexts(JsonNode node, JsonNode value, String at) {
        node.path("fields").properties().forEach(field -> {
            if (value.hasNonNull(field.getKey())) {
                checkTexts(field.getValue(), value.path(field.getKey()), join(at, field.getKey()));
            }
        });
        if (node.has("items")) {
            int index = 0;
            int length = 0;
            for (JsonNode each : value) {
                checkTexts(node.path("items"), each, at + "[" + index++ + "]");
                length += each.asText().length();
            }
            if (node.has("max_total_chars")
                    && length > node.path("max_total_chars").asInt()) {
                report.breach(at, value, "max_total_chars", "more characters in all than are taken");
            }
        }
        if (node.has("number") && value.isTextual()) {
            checkNumber(node.path("number"), value, at);
        }
        if (node.has("max_img") && value.isTextual()) {
            checkPictures(node.path("max_img").asInt(), value, at);
        }
    }

    private void checkNumber(JsonNode bounds, JsonNode value, String at) {
        BigDecimal number;
        try {
            number = new BigDecimal(value.asText());
        } catch (NumberFormatException notOne) {
            report.breach(at, value, "number", "not a number");
            return;
        }
        if ((bounds.has("min") && number.compareTo(bounds.path("min").decimalValue()) < 0)
                || (bounds.has("max") && number.compareTo(bounds.path("max").decimalValue()) > 0)) {
            report.breach(at, value, "number", "outside of " + bounds);
        }
    }

    private void checkPictures(int most, JsonNode value, String at) {
        Matcher tags = PICTURE.matcher(value.asText());
        int count = 0;
        while (tags.find()) {
            count++;
            for (String name : List.of("src", "width", "height")) {
                if (!Pattern.compile("\\b" + name + "\\s*=\\s*[\"']?[^\"'\\s>]", Pattern.CASE_INSENSITIVE)
                        .matcher(tags.group())
                        .find()) {
                    report.breach(at, value, "picture", "picture " + count + " has no " + name);
                }
            }
        }
        if (count > most) {
            report.breach(at, value, "max_img", "more pictures than are taken");
        }
    }

    private void sameKinds(JsonNode rule) {
        List<Found> rows = reach(rule.path("at").asText());
        Map<String, String> known = namesOfIds(rows, rule);
        Set<String> first = null;
        for (Found row : rows) {
            Set<String> kinds = new TreeSet<>();
            for (JsonNode item : row.value().path(rule.path("list").asText())) {
                kinds.add(String.valueOf(which(item, rule.path("key"), known)));
            }
            if (first == null) {
                first = kinds;
            } else if (!kinds.equals(first) && (kinds.size() != first.size() || (named(kinds) && named(first)))) {
                report.breach(row.at(), row.value(), rule.path("id").asText(), "not the kinds of the first one");
            }
        }
    }

    /** An id and a name cannot be told apart from two kinds without TikTok's own list. */
    private static boolean named(Set<String> kinds) {
        return kinds.stream().noneMatch(kind -> kind.startsWith("#"));
    }

    private void uniqueCombination(JsonNode rule) {
        List<Found> rows = reach(rule.path("at").asText());
        Map<String, String> known = namesOfIds(rows, rule);
        Set<Set<String>> seen = new HashSet<>();
        for (Found row : rows) {
            Set<String> combination = new TreeSet<>();
            for (JsonNode item : row.value().path(rule.path("list").asText())) {
                combination.add(which(item, rule.path("key"), known) + " = " + which(item, rule.path("value"), known));
            }
            if (!combination.isEmpty() && !seen.add(combination)) {
                report.breach(row.at(), row.value(), rule.path("id").asText(), "a combination that stands twice");
            }
        }
    }

    private void imagesOnOneKind(JsonNode rule) {
        long kinds = pictures(rule).values().stream()
                .filter(values -> values.containsValue(true))
                .count();
        if (kinds > 1) {
            report.breach(
                    rule.path("at").asText(), body.path("skus"), rule.path("id").asText(), "pictures on several kinds");
        }
    }

    private void imagesComplete(JsonNode rule) {
        pictures(rule).forEach((kind, values) -> {
            if (values.containsValue(true) && values.containsValue(false)) {
                report.breach(
                        rule.path("at").asText(),
                        body.path("skus"),
                        rule.path("id").asText(),
                        "no picture for some value of " + kind);
            }
        });
    }

    /** Whether each value of each kind has a picture on any SKU. */
    private Map<String, Map<String, Boolean>> pictures(JsonNode rule) {
        List<Found> rows = reach(rule.path("at").asText());
        Map<String, String> known = namesOfIds(rows, rule);
        Map<String, Map<String, Boolean>> pictures = new LinkedHashMap<>();
        for (Found row : rows) {
            for (JsonNode item : row.value().path(rule.path("list").asText())) {
                String kind = String.valueOf(which(item, rule.path("key"), known));
                JsonNode names = rule.has("value")
                        ? rule.path("value")
                        : jp.shopbridge.Json.MAPPER.valueToTree(List.of("value_id", "value_name"));
                String value = String.valueOf(which(item, names, known));
                boolean shown = !item.path(rule.path("image").asText())
                        .path("uri")
                        .asText()
                        .isEmpty();
                pictures.computeIfAbsent(kind, any -> new LinkedHashMap<>()).merge(value, shown, Boolean::logicalOr);
            }
        }
        return pictures;
    }

    private void unique(JsonNode rule) {
        Set<JsonNode> seen = new HashSet<>();
        for (Found row :
                reach(rule.path("at").asText() + "." + rule.path("field").asText())) {
            if (!seen.add(row.value())) {
                report.breach(row.at(), row.value(), rule.path("id").asText(), "a value that stands twice");
            }
        }
    }

    private void uniqueWithin(JsonNode rule) {
        for (Found row : reach(rule.path("at").asText())) {
            Set<JsonNode> seen = new HashSet<>();
            for (JsonNode item : row.value().path(rule.path("list").asText())) {
                JsonNode value = item.path(rule.path("field").asText());
                if (!value.isMissingNode() && !value.isNull() && !seen.add(value)) {
                    report.breach(
                            join(row.at(), rule.path("list").asText()),
                            value,
                            rule.path("id").asText(),
                            "a value that stands twice in one list");
                }
            }
        }
    }

    private void sameLength(JsonNode rule) {
        for (Found row : reach(rule.path("at").asText())) {
            int wanted = row.value().path(rule.path("other").asText()).size();
            for (JsonNode line : row.value().path(rule.path("list").asText())) {
                if (line.path(rule.path("inner").asText()).size() != wanted) {
                    report.breach(row.at(), line, rule.path("id").asText(), "not as long as the head of the table");
                }
            }
        }
    }

    /** Everything that a path such as {@code skus[].inventory[]} names, with its place. */
    private List<Found> reach(String path) {
        List<Found> found = List.of(new Found("", body));
        for (String part : path.split("\\.")) {
            if (part.isEmpty()) {
                continue;
            }
            String name = part.replace("[]", "");
            List<Found> next = new ArrayList<>();
            for (Found holder : found) {
                JsonNode inner = holder.value().path(name);
                if (part.endsWith("[]")) {
                    int index = 0;
                    for (JsonNode each : inner) {
                        next.add(new Found(join(holder.at(), name) + "[" + index++ + "]", each));
                    }
                } else if (!inner.isMissingNode() && !inner.isNull()) {
                    next.add(new Found(join(holder.at(), name), inner));
                }
            }
            found = next;
        }
        return found;
    }

    /** Names by the ids that stand beside them, so that an entry with the name alone is known to be the same. */
    private static Map<String, String> namesOfIds(List<Found> rows, JsonNode rule) {
        Map<String, String> known = new HashMap<>();
        for (Found row : rows) {
            for (JsonNode item : row.value().path(rule.path("list").asText())) {
                for (String[] pair : new String[][] {{"id", "name"}, {"value_id", "value_name"}}) {
                    if (item.hasNonNull(pair[0]) && item.hasNonNull(pair[1])) {
                        known.put(
                                pair[0] + item.path(pair[0]).asText(),
                                item.path(pair[1]).asText());
                    }
                }
            }
        }
        return known;
    }

    /** The first of these names that an item has: the id wins, and counts as the name it stands for where that is known. */
    private static @Nullable String which(JsonNode item, JsonNode names, Map<String, String> known) {
        for (JsonNode name : names) {
            String value = item.path(name.asText()).asText();
            if (!value.isEmpty()) {
                boolean isId = name.asText().endsWith("id");
                return known.getOrDefault(name.asText() + value, isId ? "#" + value : value);
            }
        }
        return null;
    }

    private static String join(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
