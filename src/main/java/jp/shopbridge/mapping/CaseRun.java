package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.Values;

/** Tries cases and tells where a result differs from what was expected. */
final class CaseRun {

    private static final int MOST_DIFFERENCES = 12;
    private static final int LONGEST_SHOWN = 500;

    private CaseRun() {}

    /** The difference between expected and actual, one line each; nothing when the case holds. */
    static Optional<Sentence> difference(MappingCase one, Mapping mapping) {
        MappingOutcome outcome;
        try {
            outcome = mapping.apply(one.given(), one.context());
        } catch (MappingFailure e) {
            MappingCase.Expected fails = one.fails();
            if (fails != null && fails.meets(e.at(), e.code())) {
                return Optional.empty();
            }
            return Optional.of(Messages.sentence(
                    "mapping.case-failed-otherwise",
                    fails == null
                            ? Messages.sentence("mapping.no-failure-expected")
                            : Messages.sentence("mapping.failure-expected", fails),
                    e.at(),
                    e.code(),
                    e.sentence()));
        }
        MappingCase.Expected fails = one.fails();
        if (fails != null) {
            return Optional.of(Messages.sentence("mapping.expected-failure-but-target-came", fails));
        }
        List<Sentence> differences = new ArrayList<>();
        JsonNode expect = one.expect();
        if (expect != null) {
            compare("", expect, outcome.target(), true, differences);
        }
        JsonNode contains = one.contains();
        if (contains != null) {
            compare("", contains, outcome.target(), false, differences);
        }
        one.fields().forEach((path, expected) -> {
            JsonNode actual = JsonPath.of(path).in(outcome.target());
            if (actual.isMissingNode() && !expected.isNull()) {
                differences.add(Messages.sentence("mapping.expected-but-absent", path, shown(expected)));
            } else if (!expected.isNull() || !Values.absent(actual)) {
                compare(path, expected, actual, true, differences);
            }
        });
        List<MappingCase.Expected> lacks = one.lacks();
        reasons(lacks == null ? List.of() : lacks, outcome.reasons(), differences);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        if (differences.size() > MOST_DIFFERENCES) {
            int more = differences.size() - MOST_DIFFERENCES;
            differences.subList(MOST_DIFFERENCES, differences.size()).clear();
            differences.add(Messages.sentence("mapping.more", more));
        }
        return Optional.of(Sentence.of(
                differences.stream().map(Sentence::ja).collect(Collectors.joining("\n")),
                differences.stream().map(Sentence::en).collect(Collectors.joining("\n"))));
    }

    private static void reasons(List<MappingCase.Expected> lacks, List<Reason> reasons, List<Sentence> differences) {
        List<Reason> unexpected = new ArrayList<>(reasons);
        for (MappingCase.Expected lack : lacks) {
            Optional<Reason> met = unexpected.stream()
                    .filter(reason -> lack.meets(reason.field(), reason.code()))
                    .findFirst();
            if (met.isPresent()) {
                unexpected.remove(met.get());
            } else {
                differences.add(Messages.sentence("mapping.expected-reason-but-not-given", lack));
            }
        }
        unexpected.forEach(reason -> differences.add(
                Messages.sentence("mapping.unexpected-reason", reason.field(), reason.code(), reason.sentence())));
    }

    private static void compare(
            String path, JsonNode expected, JsonNode actual, boolean exact, List<Sentence> differences) {
        if (expected.isObject() && actual.isObject()) {
            for (Map.Entry<String, JsonNode> entry : expected.properties()) {
                String here = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                if (!actual.has(entry.getKey())) {
                    differences.add(Messages.sentence("mapping.expected-but-absent", here, shown(entry.getValue())));
                } else {
                    compare(here, entry.getValue(), actual.get(entry.getKey()), exact, differences);
                }
            }
            if (exact) {
                actual.properties().forEach(entry -> {
                    if (!expected.has(entry.getKey())) {
                        String here = (path.isEmpty() ? "" : path + ".") + entry.getKey();
                        differences.add(Messages.sentence("mapping.not-expected-but", here, shown(entry.getValue())));
                    }
                });
            }
            return;
        }
        if (expected.isArray() && actual.isArray()) {
            if (expected.size() != actual.size()) {
                differences.add(
                        Messages.sentence("mapping.expected-entries-but-there", path, expected.size(), actual.size()));
            }
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i), exact, differences);
            }
            return;
        }
        if (!Values.same(expected, actual)) {
            differences.add(Messages.sentence("mapping.expected-but", path, shown(expected), shown(actual)));
        }
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
