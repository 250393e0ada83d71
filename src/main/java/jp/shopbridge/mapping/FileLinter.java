package jp.shopbridge.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;

/** Looks at the folder as a whole: what is there and used by nobody. */
final class FileLinter {

    private FileLinter() {}

    static void run(
            MappingFiles files,
            Map<String, Mapping> mappings,
            List<MappingCase> cases,
            Map<String, LookupTable> tables,
            Set<String> usedTables,
            Set<String> usedSamples,
            Findings findings) {
        tables.forEach((name, table) -> {
            if (!usedTables.contains(name)) {
                findings.add(
                        FindingKind.UNUSED_LOOKUP,
                        new Position(table.file(), 1, 1),
                        Messages.sentence("mapping.lookup-table-not-used", name),
                        Messages.sentence("mapping.use-remove"));
            }
        });
        for (String path : files.files().keySet()) {
            boolean table = path.startsWith(SampleTables.FOLDER);
            if (path.startsWith("samples/") && !table && !usedSamples.contains(path)) {
                findings.add(
                        FindingKind.UNUSED_SAMPLE,
                        new Position(path, 1, 1),
                        Messages.sentence("mapping.no-case-uses-sample", path),
                        Messages.sentence("mapping.write-case-remove"));
            }
        }
        mappings.values().forEach(mapping -> day(mapping, mappings.values(), findings));
        cases.forEach(one -> context(one, mappings.get(one.mapping()), findings));
        mappings.forEach((name, mapping) -> {
            boolean failing = cases.stream()
                    .filter(one -> one.mapping().equals(name))
                    .anyMatch(one -> one.fails() != null
                            || (one.lacks() != null && !one.lacks().isEmpty()));
            if (!failing) {
                findings.add(
                        FindingKind.NO_FAILING_CASE,
                        mapping.at(),
                        Messages.sentence("mapping.mapping-no-case-which-something", name),
                        Messages.sentence("mapping.write-case-with-fails-lacks"));
            }
        });
    }

    /** The day counts where products become listings, because only that is done again when a day says otherwise. */
    private static void day(Mapping mapping, Collection<Mapping> all, Findings findings) {
        if (all.stream().anyMatch(other -> other.to().equals(mapping.from()))) {
            mapping.dayReadAt()
                    .ifPresent(at -> findings.add(
                            FindingKind.UNKNOWN_VARIABLE,
                            at,
                            Messages.sentence("mapping.day-only-where-products-are-read"),
                            Messages.sentence("mapping.read-the-days-field-here")));
        }
    }

    private static void context(MappingCase one, @Nullable Mapping mapping, Findings findings) {
        if (mapping == null) {
            return;
        }
        for (String parameter : one.context().parameters().keySet()) {
            if (!mapping.parameters().containsKey(parameter)) {
                findings.add(
                        FindingKind.UNKNOWN_PARAMETER,
                        one.at(),
                        Messages.sentence("mapping.mapping-no-parameter-case-sets", parameter),
                        Messages.sentence(
                                "mapping.write-one",
                                Spelling.near(parameter, mapping.parameters().keySet())));
            }
        }
        for (String variable : one.context().variables().keySet()) {
            if (!mapping.variables().contains(variable)) {
                findings.add(
                        FindingKind.UNKNOWN_VARIABLE,
                        one.at(),
                        Messages.sentence("mapping.mapping-declares-no-variable-case", variable),
                        Messages.sentence("mapping.write-one", Spelling.near(variable, mapping.variables())));
            }
        }
    }
}
