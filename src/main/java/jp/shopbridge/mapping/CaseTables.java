package jp.shopbridge.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.mapping.Yaml.Scalar;
import jp.shopbridge.mapping.Yaml.Sequence;
import jp.shopbridge.mapping.Yaml.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables that cases bring themselves: {@code tables:} with rows by the columns' names, or a text as in a file. They
 * stand in the place of the folder's tables of their names, so that a shop's rows change no case.
 */
final class CaseTables {

    private final Map<String, LookupTable> folder;
    private final Findings findings;

    CaseTables(Map<String, LookupTable> folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /** The tables written there, over others. */
    Map<String, LookupTable> read(@Nullable Yaml yaml, Map<String, LookupTable> over) {
        Map<String, LookupTable> tables = new HashMap<>(over);
        if (yaml instanceof Table named) {
            named.entries().forEach((name, rows) -> {
                LookupTable replaced = folder.get(name);
                if (replaced == null) {
                    findings.add(
                            FindingKind.UNKNOWN_TABLE,
                            named.keys().getOrDefault(name, rows.at()),
                            Messages.sentence("mapping.there-no-lookup-table", name),
                            Messages.sentence("mapping.write-one", Spelling.near(name, folder.keySet())));
                } else {
                    tables.put(name, table(name, replaced, rows));
                }
            });
        } else if (yaml != null) {
            wrong(yaml);
        }
        return tables;
    }

    private LookupTable table(String name, LookupTable replaced, Yaml yaml) {
        if (yaml instanceof Scalar text) {
            return LookupTable.read("lookups/" + name + ".csv", text.text().getBytes(StandardCharsets.UTF_8), findings);
        }
        Set<String> columns = new LinkedHashSet<>(replaced.columns());
        List<Map<String, String>> rows = new ArrayList<>();
        for (Yaml item : yaml instanceof Sequence sequence ? sequence.items() : List.of(yaml)) {
            if (!(item instanceof Table row)) {
                wrong(item);
                continue;
            }
            Map<String, String> cells = new LinkedHashMap<>();
            columns.forEach(column -> cells.put(column, ""));
            row.entries().forEach((column, value) -> {
                if (!columns.contains(column) || !(value instanceof Scalar cell)) {
                    findings.add(
                            FindingKind.UNKNOWN_COLUMN,
                            row.keys().getOrDefault(column, value.at()),
                            Messages.sentence("mapping.table-no-column", replaced.file(), column),
                            Messages.sentence(
                                    "mapping.write-one-2", String.join("、", columns), String.join(", ", columns)));
                } else {
                    cells.put(column, cell.text());
                }
            });
            rows.add(cells);
        }
        return LookupTable.of("lookups/" + name + ".csv", List.copyOf(columns), rows);
    }

    private void wrong(Yaml yaml) {
        findings.add(
                FindingKind.WRONG_STRUCTURE,
                yaml.at(),
                Messages.sentence("mapping.tables-of-a-case-are-rows"),
                Messages.sentence("mapping.see-docs-mapping-guide-md"));
    }
}
