package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML document as it was written: every scalar keeps its text ({@code no}, {@code 0490} and {@code 12:30} stay
 * these words) and every node keeps its place in the file.
 */
sealed interface Yaml {

    /** Where the node begins. */
    Position at();

    /** Text as it was written; {@code plain} when it was not quoted. */
    record Scalar(Position at, String text, boolean plain) implements Yaml {}

    /** Entries in order. */
    record Sequence(Position at, List<Yaml> items) implements Yaml {}

    /** Values by key in order; {@code keys} tells where each key stands. */
    record Table(Position at, Map<String, Yaml> entries, Map<String, Position> keys) implements Yaml {

        @Nullable
        Yaml get(String key) {
            return entries.get(key);
        }
    }

    /** Numbers as JSON writes them; everything else is text. */
    Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?");

    /** What a YAML 1.1 reader or a hurried person takes for something other than text. */
    Pattern TRAP = Pattern.compile("(?i)(y|n|yes|no|on|off)|[-+]?0\\d+|[-+]?\\d[\\d_]*(:[0-5]?\\d)+");

    int DEEPEST = 60;

    int LONGEST_SCALAR = 20_000;

    /** Reads one document; null, with findings, when it is not YAML. */
    static @Nullable Yaml read(String file, String text, Findings findings) {
        if (!Lookalikes.none(file, text, findings)) {
            return null;
        }
        try {
            Node node = new Compose(LoadSettings.builder()
                            .setLabel(file)
                            .setAllowDuplicateKeys(true)
                            .setCodePointLimit(FileSizes.LARGEST_YAML + 10)
                            .build())
                    .composeString(text)
                    .orElse(null);
            if (node == null) {
                findings.add(
                        FindingKind.UNREADABLE_FILE,
                        new Position(file, 1, 1),
                        Messages.sentence("mapping.file-empty"),
                        Messages.sentence("mapping.write-content-delete-file"));
                return null;
            }
            return convert(file, node, findings, 0);
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            unreadable(
                    file,
                    mark == null ? new Position(file, 1, 1) : position(file, mark),
                    String.valueOf(e.getProblem()),
                    findings);
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            unreadable(file, new Position(file, 1, 1), String.valueOf(e.getMessage()), findings);
        } catch (StackOverflowError e) {
            unreadable(file, new Position(file, 1, 1), "it is nested too deeply", findings);
        }
        return null;
    }

    private static void unreadable(String file, Position at, String problem, Findings findings) {
        String one = problem.lines().findFirst().orElse("");
        findings.add(
                FindingKind.UNREADABLE_FILE,
                at,
                Messages.sentence("mapping.not-yaml", one),
                Messages.sentence("mapping.check-indentation-colons-quotes-around"));
    }

    private static @Nullable Yaml convert(String file, Node node, Findings findings, int depth) {
        Position at = node.getStartMark().map(mark -> position(file, mark)).orElse(new Position(file, 1, 1));
        if (depth > DEEPEST || node.isRecursive()) {
            unreadable(file, at, "it is nested too deeply", findings);
            return null;
        }
        if (node.getAnchor().isPresent()) {
            findings.add(
                    FindingKind.WRONG_STRUCTURE,
                    at,
                    Messages.sentence("mapping.anchors-aliases-not-used-here"),
                    Messages.sentence("mapping.write-shared-part-under-definitions"));
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            if (scalar.getValue().length() > LONGEST_SCALAR) {
                FileSizes.tooLarge(
                        at,
                        Messages.sentence(
                                "mapping.value-characters-most",
                                scalar.getValue().length(),
                                LONGEST_SCALAR),
                        findings);
                return null;
            }
            return new Scalar(at, scalar.getValue(), scalar.isPlain());
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>(sequence.getValue().size());
            for (Node child : sequence.getValue()) {
                Yaml item = convert(file, child, findings, depth + 1);
                if (item != null) {
                    items.add(item);
                }
            }
            return new Sequence(at, items);
        }
        if (node instanceof MappingNode mapping) {
            return table(file, at, mapping, findings, depth);
        }
        unreadable(file, at, "it holds an unknown kind of node", findings);
        return null;
    }

    private static Yaml table(String file, Position at, MappingNode mapping, Findings findings, int depth) {
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Map<String, Position> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position keyAt = tuple.getKeyNode()
                    .getStartMark()
                    .map(mark -> position(file, mark))
                    .orElse(at);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                findings.add(
                        FindingKind.WRONG_STRUCTURE,
                        keyAt,
                        Messages.sentence("mapping.key-word"),
                        Messages.sentence("mapping.write-single-word-as-key"));
                continue;
            }
            Yaml value = convert(file, tuple.getValueNode(), findings, depth + 1);
            if (entries.containsKey(key.getValue())) {
                findings.add(
                        FindingKind.DUPLICATE_KEY,
                        keyAt,
                        Messages.sentence("mapping.key-written-twice", key.getValue()),
                        Messages.sentence("mapping.remove-one-them"));
            } else if (value != null) {
                entries.put(key.getValue(), value);
                keys.put(key.getValue(), keyAt);
            }
        }
        if (entries.size() == 1 && entries.get("limit") instanceof Scalar written && Limits.isEnd(written.text())) {
            return limit(written, findings);
        }
        return new Table(at, entries, keys);
    }

    /** The number that <code>{ limit: stock.most }</code> stands for. */
    private static Yaml limit(Scalar written, Findings findings) {
        Optional<BigDecimal> end = Limits.end(written.text());
        if (end.isEmpty()) {
            String known = Spelling.near(
                    written.text(), Limits.all().stream().map(Limit::name).toList());
            findings.add(
                    FindingKind.UNKNOWN_LIMIT,
                    written.at(),
                    Messages.sentence("mapping.there-no-limit", written.text()),
                    Messages.sentence("mapping.write-one-these-with-least", known));
        }
        return new Scalar(written.at(), end.orElse(BigDecimal.ZERO).toPlainString(), true);
    }

    private static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The node as JSON: unquoted numbers, true, false and null as JSON knows them, every other scalar as its text. */
    static JsonNode json(Yaml yaml) {
        if (yaml instanceof Sequence sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        if (yaml instanceof Table table) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            table.entries().forEach((key, value) -> object.set(key, json(value)));
            return object;
        }
        Scalar scalar = (Scalar) yaml;
        if (scalar.plain()) {
            if (NUMBER.matcher(scalar.text()).matches()) {
                return Values.number(new BigDecimal(scalar.text()));
            }
            return switch (scalar.text()) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                case "null", "~", "" -> NullNode.getInstance();
                default -> TextNode.valueOf(scalar.text());
            };
        }
        return TextNode.valueOf(scalar.text());
    }
}
