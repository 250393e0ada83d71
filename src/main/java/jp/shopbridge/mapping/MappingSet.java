package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** All mappings of one version, compiled; immutable. */
public final class MappingSet {

    private static final int SHORT = 12;

    private final MappingFiles files;
    private final String version;
    private final Map<String, Mapping> mappings;
    private final CaseMappings forCases;
    private final Map<String, Set<String>> tables;
    private final List<EmptyTable> empty;
    private final List<MappingCase> cases;
    private final List<Finding> warnings;

    private MappingSet(
            MappingFiles files,
            Map<String, Mapping> mappings,
            CaseMappings forCases,
            Map<String, Set<String>> tables,
            List<EmptyTable> empty,
            List<MappingCase> cases,
            List<Finding> warnings) {
        this.files = files;
        this.version = files.version();
        this.mappings = Map.copyOf(mappings);
        this.forCases = forCases;
        this.tables = Map.copyOf(tables);
        this.empty = List.copyOf(empty);
        this.cases = List.copyOf(cases);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Parses, lints and tries files.
     *
     * @throws MappingsRefused when anything is wrong, or a case does not hold
     */
    static MappingSet of(MappingFiles files) {
        Findings findings = new Findings();
        MappingSet set = parse(files, findings);
        if (!findings.hasErrors()) {
            set.runCases(findings);
        }
        if (findings.hasErrors()) {
            throw new MappingsRefused(findings.sorted());
        }
        return new MappingSet(files, set.mappings, set.forCases, set.tables, set.empty, set.cases, findings.sorted());
    }

    /**
     * Files that are looked at before they are used.
     *
     * @param set what they make; not for use as long as there are errors among the findings
     * @param findings everything that was found, in the order of the files
     */
    public record Tried(MappingSet set, List<Finding> findings) {

        /** Whether the files could be put in force. */
        public boolean usable() {
            return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR);
        }
    }

    /**
     * Parses, lints and tries files; cases that do not hold are told and do not hinder.
     *
     * @throws MappingsRefused when anything else is wrong
     */
    static Tried tried(MappingFiles files) {
        Findings findings = new Findings();
        MappingSet set = parse(files, findings);
        if (findings.hasErrors()) {
            throw new MappingsRefused(findings.sorted());
        }
        set.runCases(findings);
        return new Tried(set, findings.sorted());
    }

    /** Parses and lints only; what could not be understood is missing from the result. */
    static MappingSet parse(MappingFiles files, Findings findings) {
        if (!FileSizes.fit(files, findings) || !FileForms.sound(files, findings)) {
            return new MappingSet(files, Map.of(), CaseMappings.none(files), Map.of(), List.of(), List.of(), List.of());
        }
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Map<String, LookupTable> tables = new LinkedHashMap<>();
        Map<String, LookupTable> samples = new LinkedHashMap<>();
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        List<MappingCase> cases = new ArrayList<>();
        Map<String, Set<String>> tablesOf = new HashMap<>();
        Set<String> usedTables = new HashSet<>();
        Set<String> usedSamples = new LinkedHashSet<>();
        files.files().keySet().forEach(path -> {
            findings.comesTo(new Position(path, 1, 1));
            if (path.startsWith("shapes/") && path.endsWith(".schema.json")) {
                JsonNode schema = CaseReader.json(path, files, findings);
                shapes.put(name(path, ".schema.json"), Shape.of(schema));
            } else if (path.startsWith("lookups/") && path.endsWith(".csv")) {
                tables.put(name(path, ".csv"), LookupTable.read(path, bytes(files, path), findings));
            } else if (path.startsWith(SampleTables.FOLDER) && path.endsWith(".csv")) {
                samples.put(
                        path.substring(SampleTables.FOLDER.length(), path.length() - ".csv".length()),
                        LookupTable.read(path, bytes(files, path), findings));
            }
        });
        Map<String, LookupTable> both = new HashMap<>(samples);
        both.putAll(tables);
        for (String path : files.files().keySet()) {
            findings.comesTo(new Position(path, 1, 1));
            if (path.endsWith(MappingFiles.MAPPING)) {
                Yaml yaml = Yaml.read(path, files.text(path), findings);
                Set<String> used = new HashSet<>();
                Mapping mapping =
                        yaml == null ? null : new MappingReader(path, shapes, tables, used, findings).read(yaml);
                usedTables.addAll(used);
                if (mapping != null) {
                    tablesOf.put(mapping.name(), Set.copyOf(used));
                    mappings.put(mapping.name(), mapping);
                }
            } else if (path.endsWith(MappingFiles.TESTS)) {
                Yaml yaml = Yaml.read(path, files.text(path), findings);
                if (yaml != null) {
                    Linter.traps(yaml, findings);
                    cases.addAll(new CaseReader(files, both, usedSamples, findings).read(path, yaml));
                }
            }
        }
        if (files.files().keySet().stream().noneMatch(path -> path.endsWith(MappingFiles.MAPPING))) {
            findings.add(
                    FindingKind.UNREADABLE_FILE,
                    new Position(".", 1, 1),
                    Messages.sentence("mapping.there-no-mapping-2"),
                    Messages.sentence("mapping.put-mapping-yaml-into-folder"));
        }
        FileLinter.run(files, mappings, cases, tables, usedTables, usedSamples, findings);
        CaseMappings forCases = CaseMappings.of(files, shapes, tables, samples, mappings);
        return new MappingSet(files, mappings, forCases, tablesOf, empty(tables, samples), cases, List.of());
    }

    private static List<EmptyTable> empty(Map<String, LookupTable> tables, Map<String, LookupTable> samples) {
        return tables.entrySet().stream()
                .filter(table ->
                        samples.containsKey(table.getKey()) && !table.getValue().isFilled())
                .map(table -> new EmptyTable(
                        table.getValue().file(), List.copyOf(table.getValue().columns())))
                .toList();
    }

    /** A table that nobody has filled, though products cannot do without its rows: its path, and the names of its columns. */
    public record EmptyTable(String file, List<String> columns) {}

    /** The tables that only held samples. */
    public List<EmptyTable> emptyTables() {
        return empty;
    }

    private static String name(String path, String ending) {
        return path.substring(path.indexOf('/') + 1, path.length() - ending.length());
    }

    private static byte[] bytes(MappingFiles files, String path) {
        byte[] bytes = files.files().get(path);
        return bytes == null ? new byte[0] : bytes;
    }

    /** Tries every case and notes the ones that do not hold. */
    void runCases(Findings findings) {
        for (MappingCase one : cases) {
            findings.comesTo(one.at());
            Mapping mapping = forCases.of(one);
            Optional<Sentence> difference = mapping == null
                    ? Optional.of(Messages.sentence("mapping.there-no-mapping", one.mapping()))
                    : CaseRun.difference(one, mapping);
            difference.ifPresent(text -> findings.add(
                    FindingKind.FAILED_CASE,
                    one.at(),
                    Messages.sentence("mapping.case-does-not-hold", one.name(), text),
                    Messages.sentence("mapping.correct-mapping-case")));
        }
    }

    /** SHA-256 over the files that decide a result, in hexadecimal. */
    public String version() {
        return version;
    }

    /** The first characters of the version, for people. */
    public String shortVersion() {
        return version.substring(0, SHORT);
    }

    /** The names of all mappings. */
    public Set<String> names() {
        return mappings.keySet();
    }

    /** The mapping of that name, or a failure naming the ones there are. */
    public Mapping mapping(String name) {
        Mapping mapping = mappings.get(name);
        if (mapping == null) {
            throw new MisconfiguredFailure(
                    "MAPPING_UNKNOWN", Messages.sentence("MAPPING_UNKNOWN", name, mappings.keySet()));
        }
        return mapping;
    }

    /** A hash over what decides what one mapping makes; equal in two sets when it makes the same of everything. */
    public String version(String mapping) {
        return files.version(mapping, tables.getOrDefault(mapping, Set.of()));
    }

    /** The files this version is made of. */
    public MappingFiles files() {
        return files;
    }

    /** What was found and does not hinder. */
    public List<Finding> warnings() {
        return warnings;
    }

    /** How many cases were tried and hold. */
    public int caseCount() {
        return cases.size();
    }

    /** The mapping that a case is tried with, knowing the tables that the case brings. */
    @Nullable
    Mapping mappingOf(MappingCase one) {
        return forCases.of(one);
    }

    List<MappingCase> cases() {
        return cases;
    }
}
