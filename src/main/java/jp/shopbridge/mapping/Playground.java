package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with one more value at the end of its values, so that an expression and steps can be tried beside a document, with
 * everything that the mapping's own rules know. Nothing of it is kept.
 */
public final class Playground {

    private static final String NAME = "tried_here";
    private static final int LONGEST = 10_000;

    private final MappingFiles files;
    private final String file;
    private final String mapping;
    private final int first;
    private final int last;

    private Playground(MappingFiles files, String file, String mapping, int first, int last) {
        this.files = files;
        this.file = file;
        this.mapping = mapping;
        this.first = first;
        this.last = last;
    }

    /**
     * What came of it.
     *
     * @param field the value with what was looked at and each step; null when nothing was worked out
     * @param reasons why the value could not be worked out of this document
     */
    public record Tried(Explanation.@Nullable Field field, List<Reason> reasons) {}

    /**
     * The files with the value in them.
     *
     * @param expression as after {@code take}
     * @param steps as under {@code apply}, in YAML; empty for none
     * @return nothing when the text is longer than anybody writes, or the set has no such mapping
     */
    public static Optional<Playground> of(MappingSet set, String mapping, String expression, String steps) {
        String file = mapping + MappingFiles.MAPPING;
        if (expression.length() + steps.length() > LONGEST || !set.names().contains(mapping)) {
            return Optional.empty();
        }
        String path = set.files().files().keySet().stream()
                .filter(each -> each.equals(file) || each.endsWith("/" + file))
                .findFirst()
                .orElse(file);
        List<String> lines = new ArrayList<>(set.files().text(path).lines().toList());
        int place = place(path, lines);
        List<String> added = new ArrayList<>();
        if (lines.stream().noneMatch(line -> line.startsWith("values:"))) {
            added.add("values:");
        }
        added.add("  - value: " + NAME);
        added.add("    take: " + TextNode.valueOf(expression.strip()));
        if (!steps.isBlank()) {
            added.add("    apply:");
            steps.stripTrailing().indent(6).lines().forEach(added::add);
        }
        lines.addAll(place, added);
        MappingFiles changed = set.files()
                .with(new MappingFiles(
                        Map.of(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))));
        return Optional.of(new Playground(changed, path, mapping, place + 1, place + added.size()));
    }

    /** The line behind the mapping's values: where the next part begins that stands below them. */
    private static int place(String path, List<String> lines) {
        Yaml yaml = Yaml.read(path, String.join("\n", lines), new Findings());
        if (!(yaml instanceof Yaml.Table table)) {
            return lines.size();
        }
        int values =
                table.keys().containsKey("values") ? table.keys().get("values").line() : 0;
        return table.keys().entrySet().stream()
                .filter(key -> values > 0 ? key.getValue().line() > values : "fields".equals(key.getKey()))
                .mapToInt(key -> key.getValue().line() - 1)
                .min()
                .orElse(lines.size());
    }

    /** The files to be looked at before they are used. */
    public MappingFiles files() {
        return files;
    }

    /** What of these findings is about the text that was typed. */
    public List<Finding> own(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.at().file().equals(file)
                        && finding.at().line() >= first
                        && finding.at().line() <= last
                        && finding.kind() != FindingKind.UNUSED_DEFINITION)
                .toList();
    }

    /** What is wrong with the files; empty when it can be tried. */
    public List<Finding> look() {
        Findings findings = new Findings();
        findings.guard(() -> MappingSet.parse(files, findings));
        return findings.sorted();
    }

    /**
     * Works the value out.
     *
     * @throws jp.shopbridge.failure.MappingFailure when the document cannot be mapped at all, or it costs more than it may
     */
    public Tried with(JsonNode document, MappingContext context) {
        MappingSet set = MappingSet.parse(files, new Findings());
        Mapping.Explained explained = set.mapping(mapping).applyExplained(document, context);
        return new Tried(
                explained.explanation().field("$" + NAME).orElse(null),
                explained.outcome().reasons().stream()
                        .filter(reason -> reason.field().equals("$" + NAME))
                        .toList());
    }
}
