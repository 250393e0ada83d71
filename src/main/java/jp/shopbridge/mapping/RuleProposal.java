package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;

/**
 * What would make a person's correction the rule for every product like it: one cell of the table that decides the field.
 * Only proposed: the files are the truth, and whoever keeps them takes the changed text.
 *
 * @param file the table's path below the mappings folder
 * @param key what names the row, such as a group
 * @param column the column that is set
 * @param before the cell as it is; empty when it is empty or there is no such row
 * @param after the cell as proposed
 * @param files all files with the changed one
 * @param tried what they make; a case may say that the cell has to stay as it is
 */
public record RuleProposal(
        String file,
        String key,
        String column,
        String before,
        String after,
        MappingFiles files,
        MappingSet.Tried tried) {

    /** The table, the row and the cell that decide a field. */
    private record Cell(LookupTable table, String keyColumn, String key, String column) {}

    /**
     * Looks for the cell that decides the field.
     *
     * @param source the product as it came
     * @param field a field of the target, not one of a list's entries
     * @param value the person's value
     * @return the proposal; empty when no table decides the field, or its cell alone would not give the value
     * @throws MappingsRefused when the table could not be read with that cell
     */
    public static Optional<RuleProposal> of(
            MappingSet set, String mapping, JsonNode source, MappingContext context, String field, JsonNode value) {
        if (!value.isValueNode() || Values.blank(value)) {
            return Optional.empty();
        }
        Mapping rules = set.mapping(mapping);
        Cell cell;
        try {
            cell = cell(rules, rules.explain(source, context), field, rules.settings(context));
        } catch (MappingFailure e) {
            return Optional.empty();
        }
        if (cell == null) {
            return Optional.empty();
        }
        String before = text(cell.table().exact(cell.keyColumn(), cell.key()).path(cell.column()));
        MappingFiles files =
                set.files().with(new MappingFiles(Map.of(cell.table().file(), changed(set.files(), cell, value))));
        MappingSet.Tried tried = MappingSet.tried(files);
        JsonNode given =
                tried.set().mapping(mapping).apply(source, context).target().path(field);
        return text(given).equals(text(value))
                ? Optional.of(new RuleProposal(
                        cell.table().file(), cell.key(), cell.column(), before, text(value), files, tried))
                : Optional.empty();
    }

    /** The changed file's text. */
    public String text() {
        return LookupTable.decode(files.files().getOrDefault(file, new byte[0]));
    }

    private static String text(JsonNode value) {
        return Values.blank(value) ? "" : value.asText();
    }

    private static @Nullable Cell cell(
            Mapping rules, Explanation explanation, String field, Map<String, JsonNode> parameters) {
        for (Rule rule : rules.fields()) {
            if (rule.name().equals(field) && rule.source() instanceof Rule.Take take) {
                if (!rule.steps().isEmpty()
                        && rule.steps().get(0) instanceof Rule.Lookup lookup
                        && lookup.column() != null) {
                    return cell(lookup, lookup.column(), explanation, field, parameters);
                }
                return take.queries().stream()
                        .map(query -> ofRow(rules, explanation, query.text(), parameters))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null);
            }
        }
        return null;
    }

    /** The cell behind {@code $row.column}, where the value {@code $row} is a whole row. */
    private static Optional<Cell> ofRow(
            Mapping rules, Explanation explanation, String query, Map<String, JsonNode> parameters) {
        return rules.values().stream()
                .filter(value -> query.startsWith("$" + value.name() + ".")
                        && value.steps().size() == 1
                        && value.steps().get(0) instanceof Rule.Lookup lookup
                        && lookup.column() == null)
                .findFirst()
                .flatMap(value -> Optional.ofNullable(cell(
                        (Rule.Lookup) value.steps().get(0),
                        query.substring(value.name().length() + 2),
                        explanation,
                        "$" + value.name(),
                        parameters)));
    }

    private static @Nullable Cell cell(
            Rule.Lookup lookup,
            String column,
            Explanation explanation,
            String field,
            Map<String, JsonNode> parameters) {
        Optional<String> key = explanation.field(field).flatMap(explained -> explained.sources().stream()
                .map(Explanation.Source::value)
                .filter(value -> value.isValueNode() && !Values.blank(value))
                .map(value -> value.asText().strip())
                .findFirst());
        return key.isEmpty()
                        || lookup.match() != Rule.Match.EXACT
                        || !lookup.table().columns().contains(column)
                ? null
                : new Cell(lookup.table(parameters), lookup.key(), key.get(), column);
    }

    private static byte[] changed(MappingFiles files, Cell cell, JsonNode value) {
        byte[] bytes = files.files().getOrDefault(cell.table().file(), new byte[0]);
        return LookupTable.encode(
                LookupTable.withCell(bytes, cell.keyColumn(), cell.key(), cell.column(), text(value)), bytes);
    }
}
