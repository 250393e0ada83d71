package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.mapping.Yaml.Scalar;
import jp.shopbridge.mapping.Yaml.Table;
import org.jspecify.annotations.Nullable;

/** Reads {@code lookup:}, whose table stands in the file or is named by a shop's parameter. */
final class LookupReader {

    private final Map<String, LookupTable> tables;
    private final Map<String, Mapping.Parameter> parameters;
    private final Set<String> usedTables;
    private final FormReader forms;
    private final Findings findings;

    LookupReader(
            Map<String, LookupTable> tables,
            Map<String, Mapping.Parameter> parameters,
            Set<String> usedTables,
            FormReader forms,
            Findings findings) {
        this.tables = tables;
        this.parameters = parameters;
        this.usedTables = usedTables;
        this.forms = forms;
        this.findings = findings;
    }

    /** Reads what stands under {@code lookup}; null, with a finding, when it is none. */
    Rule.@Nullable Step read(Yaml yaml) {
        if (!(yaml instanceof Table table)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.lookup-needs-table"));
            return null;
        }
        forms.checkKeys(table, MappingReader.LOOKUP, "a lookup");
        String name = forms.word(table, "table").orElse("");
        String parameter = Query.wholeParameterName(name);
        Rule.TableChoice choice = parameter == null ? null : choice(parameter, FormReader.at(table, "table"));
        if (parameter != null && choice == null) {
            return null;
        }
        LookupTable found = choice == null ? table(name, FormReader.at(table, "table")) : choice.any();
        if (found == null) {
            return null;
        }
        String first = found.columns().isEmpty() ? "" : found.columns().get(0);
        String key = column(table, "key", found).orElse(first);
        Optional<String> column = column(table, "column", found);
        if (column.isEmpty() && found.columns().size() == 2) {
            column =
                    found.columns().stream().filter(other -> !other.equals(key)).findFirst();
        }
        Yaml otherwise = table.get("else");
        Rule.Otherwise what = Rule.Otherwise.MISSING;
        JsonNode value = null;
        if (otherwise instanceof Scalar scalar) {
            what = switch (scalar.text()) {
                case "missing" -> Rule.Otherwise.MISSING;
                case "keep" -> Rule.Otherwise.KEEP;
                case "refuse" -> Rule.Otherwise.REFUSE;
                default -> Rule.Otherwise.VALUE;
            };
            value = Yaml.json(otherwise);
        } else if (otherwise instanceof Table fixed && fixed.get("value") != null) {
            what = Rule.Otherwise.VALUE;
            value = Yaml.json(Objects.requireNonNull(fixed.get("value")));
        } else if (otherwise != null) {
            forms.wrong(otherwise.at(), Messages.sentence("mapping.else-missing-keep-refuse-value"));
        }
        Rule.Match match =
                switch (forms.choice(table, "match", "exact", Set.of("exact", "prefix", "path"))) {
                    case "prefix" -> Rule.Match.PREFIX;
                    case "path" -> Rule.Match.PATH;
                    default -> Rule.Match.EXACT;
                };
        if (choice != null) {
            columns(choice, found, FormReader.at(table, "table"));
        }
        return new Rule.Lookup(
                found,
                choice,
                name,
                key,
                column.orElse(null),
                match,
                what,
                value,
                forms.query(table, "when"),
                table.at());
    }

    private Optional<String> column(Table table, String key, LookupTable found) {
        Optional<String> column = forms.word(table, key);
        if (column.isPresent() && !found.columns().contains(column.get())) {
            findings.add(
                    FindingKind.UNKNOWN_COLUMN,
                    FormReader.at(table, key),
                    Messages.sentence("mapping.table-no-column", found.file(), column.get()),
                    Messages.sentence(
                            "mapping.write-one-2",
                            String.join("、", found.columns()),
                            String.join(", ", found.columns())));
        }
        return column;
    }

    /** The tables that a shop's parameter may name: those of its one-of, which therefore has to be there. */
    private Rule.@Nullable TableChoice choice(String name, Position at) {
        Mapping.Parameter parameter = parameters.get(name);
        if (parameter == null || parameter.oneOf().isEmpty()) {
            findings.add(
                    parameter == null ? FindingKind.UNKNOWN_PARAMETER : FindingKind.UNKNOWN_TABLE,
                    at,
                    Messages.sentence("mapping.table-of-a-parameter-without-choices", name),
                    Messages.sentence("mapping.name-the-tables-under-one-of", name));
            return null;
        }
        Map<String, LookupTable> named = new LinkedHashMap<>();
        for (String one : parameter.oneOf()) {
            LookupTable table = table(one, parameter.at());
            if (table != null) {
                named.put(one, table);
            }
        }
        return named.isEmpty() ? null : new Rule.TableChoice(name, Query.parameterVariable(name), named);
    }

    private @Nullable LookupTable table(String name, Position at) {
        LookupTable found = tables.get(name);
        if (found == null) {
            findings.add(
                    FindingKind.UNKNOWN_TABLE,
                    at,
                    Messages.sentence("mapping.there-no-lookup-table", name),
                    Messages.sentence("mapping.create-lookups-csv-correct-name", name));
            return null;
        }
        usedTables.add(name);
        return found;
    }

    /** The tables of a choice are read by the same columns. */
    private void columns(Rule.TableChoice choice, LookupTable first, Position at) {
        choice.tables().values().forEach(other -> {
            if (!other.columns().equals(first.columns())) {
                findings.add(
                        FindingKind.UNKNOWN_COLUMN,
                        at,
                        Messages.sentence(
                                "mapping.tables-of-a-choice-differ",
                                first.file(),
                                other.file(),
                                String.join(",", first.columns()),
                                String.join(",", other.columns())),
                        Messages.sentence("mapping.give-them-the-same-columns"));
            }
        });
    }
}
