package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes into a file of cases what came out instead of what was expected. Only the values that differ are exchanged, so that
 * comments, order and form of everything else stay. What is expected of a sample is written as what differs from it; the
 * sample itself is never touched. A case that fails now, or no longer fails, is left for a person.
 */
final class CaseAcceptance {

    private static final JsonNode NOTHING = NullNode.getInstance();

    private final MappingSet set;
    private final MappingFiles files;

    CaseAcceptance(MappingSet set) {
        this.set = set;
        this.files = set.files();
    }

    /**
     * A file in which cases were made to hold.
     *
     * @param path the file below the folder
     * @param text what it becomes
     * @param cases the names of the cases that were changed
     * @param left the names of those that were not, because they fail, no longer fail, or would expect nothing
     */
    record Accepted(String path, String before, String text, List<String> cases, List<String> left) {}

    /** Something in the text that is exchanged for something else; the offsets are of characters. */
    private record Exchange(int from, int to, String by) {}

    /** Every file of which a case does not hold. */
    List<Accepted> all() {
        List<Accepted> accepted = new ArrayList<>();
        for (String path : files.files().keySet()) {
            if (path.endsWith(MappingFiles.TESTS)) {
                of(path).ifPresent(accepted::add);
            }
        }
        return accepted;
    }

    private Optional<Accepted> of(String path) {
        String text = files.text(path);
        Map<String, MappingNode> nodes = nodes(path, text);
        List<Exchange> exchanges = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (MappingCase one : set.cases()) {
            Mapping mapping = set.mappingOf(one);
            MappingNode node = nodes.get(one.name());
            if (!one.at().file().equals(path)
                    || mapping == null
                    || node == null
                    || CaseRun.difference(one, mapping).isEmpty()) {
                continue;
            }
            List<Exchange> own = exchanges(text, node, one, mapping);
            if (own.isEmpty()) {
                left.add(one.name());
            } else {
                changed.add(one.name());
                exchanges.addAll(own);
            }
        }
        return changed.isEmpty() && left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Accepted(path, text, applied(text, exchanges), changed, left));
    }

    private static Map<String, MappingNode> nodes(String path, String text) {
        Map<String, MappingNode> cases = new HashMap<>();
        Node root = new Compose(LoadSettings.builder().setLabel(path).build())
                .composeString(text)
                .orElse(null);
        if (root instanceof MappingNode file && value(file, "cases") instanceof SequenceNode sequence) {
            for (Node node : sequence.getValue()) {
                if (node instanceof MappingNode one && value(one, "name") instanceof ScalarNode name) {
                    cases.put(name.getValue(), one);
                }
            }
        }
        return cases;
    }

    private List<Exchange> exchanges(String text, MappingNode node, MappingCase one, Mapping mapping) {
        List<Exchange> exchanges = new ArrayList<>();
        MappingOutcome outcome;
        try {
            outcome = mapping.apply(one.given(), one.context());
        } catch (MappingFailure e) {
            Node fails = value(node, "fails");
            if (fails != null) {
                ObjectNode now = JsonNodeFactory.instance.objectNode().put("code", e.code());
                exchanges.add(exchange(text, fails, e.at().isEmpty() ? now : now.put("at", e.at())));
            }
            return exchanges;
        }
        if (one.fails() != null) {
            return exchanges;
        }
        Node expect = value(node, "expect");
        if (expect != null && one.expect() != null) {
            JsonNode sample = sample(expect);
            if (sample != null) {
                if (!Values.same(one.expect(), outcome.target())) {
                    exchanges.add(exchange(text, expect, differing(expect, sample, outcome.target())));
                }
            } else {
                change(text, expect, one.expect(), outcome.target(), true, exchanges);
            }
        }
        Node contains = value(node, "expect-contains");
        if (one.contains() != null && part(one.contains(), outcome.target()).isEmpty()) {
            // Nothing of it is left, and a case that expects nothing is none.
            return List.of();
        }
        if (contains != null && one.contains() != null) {
            change(text, contains, one.contains(), outcome.target(), false, exchanges);
        }
        if (value(node, "expect-fields") instanceof MappingNode fields) {
            for (NodeTuple field : fields.getValue()) {
                String path = ((ScalarNode) field.getKeyNode()).getValue();
                JsonNode expected = one.fields().getOrDefault(path, NOTHING);
                JsonNode actual = JsonPath.of(path).in(outcome.target());
                if (Values.absent(actual) ? !expected.isNull() : !Values.same(expected, actual)) {
                    exchanges.add(exchange(text, field.getValueNode(), Values.absent(actual) ? NOTHING : actual));
                }
            }
        }
        lacks(text, node, one, outcome.reasons(), exchanges);
        return exchanges;
    }

    private static void lacks(
            String text, MappingNode node, MappingCase one, List<Reason> reasons, List<Exchange> exchanges) {
        List<MappingCase.Expected> expected = one.lacks() == null ? List.of() : one.lacks();
        List<Reason> others = new ArrayList<>(reasons);
        boolean all = expected.stream().allMatch(lack -> others.stream()
                .filter(reason -> lack.meets(reason.field(), reason.code()))
                .findFirst()
                .map(others::remove)
                .orElse(false));
        if (all && others.isEmpty()) {
            return;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        reasons.forEach(reason -> {
            ObjectNode lack = list.addObject();
            if (!reason.field().isEmpty()) {
                lack.put("at", reason.field());
            }
            lack.put("code", reason.code());
        });
        Node written = value(node, "lacks");
        if (written != null) {
            exchanges.add(exchange(text, written, list));
        } else {
            NodeTuple last = node.getValue().get(node.getValue().size() - 1);
            exchanges.add(added(text, node, last, "lacks", list));
        }
    }

    /** What differs from a sample, in the form in which a case says it. */
    private static ObjectNode differing(Node expect, JsonNode sample, JsonNode actual) {
        Node named = expect instanceof MappingNode table ? value(table, "from") : expect;
        String path = named instanceof ScalarNode scalar ? scalar.getValue() : "";
        ObjectNode written = JsonNodeFactory.instance.objectNode().put("from", path);
        List<EffectPreview.FieldChange> changes = new ArrayList<>();
        EffectPreview.differences("", sample, actual, changes);
        changes.stream()
                .filter(change -> !change.after().isMissingNode())
                .forEach(change -> written.withObjectProperty("but").set(change.field(), change.after()));
        changes.stream()
                .filter(change -> change.after().isMissingNode())
                .forEach(change -> written.withArrayProperty("without").add(change.field()));
        return written;
    }

    /** The sample that is expected, as it is in its file; null when the result is written in place. */
    private @Nullable JsonNode sample(Node expect) {
        Node named =
                expect instanceof MappingNode table && table.getValue().size() <= 3 ? value(table, "from") : expect;
        return named instanceof ScalarNode scalar && scalar.getValue().startsWith("samples/")
                ? CaseReader.json(scalar.getValue(), files, new Findings())
                : null;
    }

    private static void change(
            String text, Node node, JsonNode expected, JsonNode actual, boolean exact, List<Exchange> exchanges) {
        if (node instanceof MappingNode table && expected.isObject() && actual.isObject()) {
            boolean flow = table.getFlowStyle() == FlowStyle.FLOW;
            boolean gone = expected.properties().stream().anyMatch(entry -> !actual.has(entry.getKey()));
            Map<String, JsonNode> come = new LinkedHashMap<>();
            if (exact) {
                actual.properties().forEach(entry -> {
                    if (!expected.has(entry.getKey())) {
                        come.put(entry.getKey(), entry.getValue());
                    }
                });
            }
            boolean emptied = expected.properties().stream().noneMatch(entry -> actual.has(entry.getKey()));
            if ((flow && (gone || !come.isEmpty())) || emptied) {
                exchanges.add(exchange(text, node, exact ? actual : part(expected, actual)));
                return;
            }
            for (NodeTuple tuple : table.getValue()) {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                if (actual.has(key)) {
                    change(text, tuple.getValueNode(), expected.path(key), actual.get(key), exact, exchanges);
                } else {
                    exchanges.add(removed(text, tuple));
                }
            }
            NodeTuple last = table.getValue().get(table.getValue().size() - 1);
            come.forEach((key, value) -> exchanges.add(added(text, table, last, key, value)));
        } else if (node instanceof SequenceNode sequence
                && expected.isArray()
                && actual.isArray()
                && expected.size() == actual.size()) {
            for (int i = 0; i < actual.size(); i++) {
                change(text, sequence.getValue().get(i), expected.get(i), actual.get(i), exact, exchanges);
            }
        } else if (!Values.same(expected, actual)) {
            exchanges.add(exchange(text, node, exact ? actual : part(expected, actual)));
        }
    }

    /** As much of what came out as was expected of it. */
    private static JsonNode part(JsonNode expected, JsonNode actual) {
        if (!expected.isObject() || !actual.isObject()) {
            return actual;
        }
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        expected.properties().forEach(entry -> {
            if (actual.has(entry.getKey())) {
                part.set(entry.getKey(), part(entry.getValue(), actual.get(entry.getKey())));
            }
        });
        return part;
    }

    private static @Nullable Node value(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    private static Exchange exchange(String text, Node node, JsonNode by) {
        return new Exchange(offset(text, node.getStartMark()), end(text, node), FlowYaml.of(by));
    }

    /** Where a node ends; the mark of a block ends behind the comments and empty lines that follow it. */
    private static int end(String text, Node node) {
        if (node instanceof MappingNode table && table.getFlowStyle() == FlowStyle.BLOCK) {
            return end(text, table.getValue().get(table.getValue().size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK) {
            return end(text, list.getValue().get(list.getValue().size() - 1));
        }
        int end = offset(text, node.getEndMark());
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** One more entry behind the last one, on a line of its own. */
    private static Exchange added(String text, MappingNode table, NodeTuple last, String key, JsonNode value) {
        int column = table.getValue()
                .get(0)
                .getKeyNode()
                .getStartMark()
                .map(Mark::getColumn)
                .orElse(0);
        int end = endOfLine(text, end(text, last.getValueNode()));
        return new Exchange(end, end, "\n" + " ".repeat(column) + FlowYaml.key(key) + ": " + FlowYaml.of(value));
    }

    /** An entry and the line, or lines, it stands on. */
    private static Exchange removed(String text, NodeTuple tuple) {
        int start = text.lastIndexOf('\n', offset(text, tuple.getKeyNode().getStartMark())) + 1;
        int end = endOfLine(text, end(text, tuple.getValueNode()));
        return new Exchange(start, Math.min(text.length(), end + 1), "");
    }

    /** The end of the line in which something ends. */
    private static int endOfLine(String text, int end) {
        int next = text.indexOf('\n', end);
        return next < 0 ? text.length() : next;
    }

    private static int offset(String text, Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    private static String applied(String text, List<Exchange> exchanges) {
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        StringBuilder changed = new StringBuilder(text);
        exchanges.stream()
                .sorted(Comparator.comparingInt(Exchange::from).reversed())
                .forEach(exchange -> changed.replace(
                        exchange.from(), exchange.to(), exchange.by().replace("\n", end)));
        return changed.toString();
    }
}
