package jp.shopbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Yaml.Scalar;
import jp.shopbridge.mapping.Yaml.Sequence;
import jp.shopbridge.mapping.Yaml.Table;
import org.jspecify.annotations.Nullable;

/** Reads one {@code *.tests.yaml}; samples are named by their path, short documents stand in place. */
final class CaseReader {

    static final Set<String> CASE = Set.of(
            "name",
            "given",
            "today",
            "parameters",
            "tables",
            "with",
            "expect",
            "expect-contains",
            "expect-fields",
            "lacks",
            "fails");

    /** The keys of a whole file. */
    static final Set<String> FILE = Set.of("mapping", "tables", "cases");

    /** What stands under {@code given} when a case changes a sample. */
    static final Set<String> CHANGED_SAMPLE = Set.of("from", "but", "without");

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The day of a case that names none: before every campaign, so that one that begins breaks no case that knows nothing of it. */
    static final LocalDate DAY = LocalDate.of(2000, 1, 1);

    private static final String SAMPLES = "samples/";

    private final MappingFiles files;
    private final CaseTables caseTables;
    private final Set<String> usedSamples;
    private final Findings findings;

    CaseReader(MappingFiles files, Map<String, LookupTable> tables, Set<String> usedSamples, Findings findings) {
        this.files = files;
        this.caseTables = new CaseTables(tables, findings);
        this.usedSamples = usedSamples;
        this.findings = findings;
    }

    List<MappingCase> read(String file, Yaml yaml) {
        List<MappingCase> cases = new ArrayList<>();
        if (!(yaml instanceof Table table)
                || !(table.get("mapping") instanceof Scalar mapping)
                || !(table.get("cases") instanceof Sequence sequence)) {
            wrong(yaml.at(), Messages.sentence("mapping.file-cases-mapping-cases"));
            return cases;
        }
        String expected = file.substring(file.lastIndexOf('/') + 1, file.length() - MappingFiles.TESTS.length());
        if (!expected.equals(mapping.text()) && !expected.startsWith(mapping.text() + ".")) {
            wrong(mapping.at(), Messages.sentence("mapping.name-under-mapping-not-files", mapping.text(), expected));
        }
        table.keys().forEach((key, at) -> {
            if (!FILE.contains(key)) {
                wrong(at, Messages.sentence("mapping.no-meaning-case-write-one", key, Spelling.near(key, FILE)));
            }
        });
        Map<String, LookupTable> ofAll = caseTables.read(table.get("tables"), Map.of());
        Set<String> names = new HashSet<>();
        for (Yaml item : sequence.items()) {
            if (!(item instanceof Table one) || !(one.get("name") instanceof Scalar name)) {
                wrong(item.at(), Messages.sentence("mapping.case-needs-name"));
                continue;
            }
            if (!names.add(name.text())) {
                findings.add(
                        FindingKind.DUPLICATE_CASE,
                        name.at(),
                        Messages.sentence("mapping.there-two-cases-named", name.text()),
                        Messages.sentence("mapping.give-one-them-another-name"));
            }
            MappingCase read = read(mapping.text(), name.text(), one, ofAll);
            if (read != null) {
                cases.add(read);
            }
        }
        return cases;
    }

    private @Nullable MappingCase read(String mapping, String name, Table table, Map<String, LookupTable> ofAll) {
        table.keys().forEach((key, at) -> {
            if (!CASE.contains(key)) {
                wrong(at, Messages.sentence("mapping.no-meaning-case-write-one", key, Spelling.near(key, CASE)));
            }
        });
        Yaml given = table.get("given");
        if (given == null) {
            wrong(table.at(), Messages.sentence("mapping.case-no-given"));
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        if (table.get("parameters") instanceof Table written) {
            written.entries().forEach((key, value) -> {
                if (value instanceof Scalar scalar) {
                    parameters.put(key, scalar.text());
                }
            });
        }
        Map<String, JsonNode> variables = new HashMap<>();
        if (table.get("with") instanceof Table written) {
            written.entries().forEach((key, value) -> variables.put(key, document(value)));
        }
        Yaml expect = table.get("expect");
        Yaml contains = table.get("expect-contains");
        MappingCase read = new MappingCase(
                mapping,
                name,
                table.at(),
                given(given),
                new MappingContext(parameters, variables, today(table)),
                caseTables.read(table.get("tables"), ofAll),
                expect == null ? null : given(expect),
                contains == null ? null : document(contains),
                fields(table.get("expect-fields")),
                lacks(table.get("lacks")),
                expected(table.get("fails")));
        boolean empty = read.contains() != null
                && read.contains().isContainerNode()
                && read.contains().isEmpty();
        if ((read.expect() == null
                && (read.contains() == null || empty)
                && read.fields().isEmpty()
                && read.lacks() == null
                && read.fails() == null)) {
            findings.add(
                    FindingKind.CASE_ASSERTS_NOTHING,
                    table.at(),
                    Messages.sentence("mapping.case-expects-nothing", name),
                    Messages.sentence("mapping.write-expect-expect-contains-expect"));
        }
        return read;
    }

    /** A document of a case: in place, a sample, or a sample in which only what matters is changed. */
    private JsonNode given(Yaml yaml) {
        if (!(yaml instanceof Table table)
                || !(table.get("from") instanceof Scalar from)
                || !from.text().startsWith(SAMPLES)
                || !CHANGED_SAMPLE.containsAll(table.entries().keySet())) {
            return document(yaml);
        }
        JsonNode sample = document(from);
        if (!(sample instanceof ObjectNode given)) {
            return sample;
        }
        if (table.get("but") instanceof Table but) {
            but.entries().forEach((path, value) -> {
                if (!JsonPath.of(path).merge(given, Yaml.json(value))) {
                    wrong(
                            but.keys().getOrDefault(path, value.at()),
                            Messages.sentence("mapping.sample-no-place", path));
                }
            });
        } else if (table.get("but") != null) {
            wrong(table.at(), Messages.sentence("mapping.but-takes-fields-with-their"));
        }
        Yaml without = table.get("without");
        for (Yaml path : without instanceof Sequence sequence
                ? sequence.items()
                : without == null ? List.<Yaml>of() : List.of(without)) {
            if (!(path instanceof Scalar scalar) || !JsonPath.of(scalar.text()).remove(given)) {
                wrong(path.at(), Messages.sentence("mapping.sample-no-such-field"));
            }
        }
        return given;
    }

    private Map<String, JsonNode> fields(@Nullable Yaml yaml) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (yaml instanceof Table table) {
            table.entries().forEach((path, value) -> fields.put(path, Yaml.json(value)));
        } else if (yaml != null) {
            wrong(yaml.at(), Messages.sentence("mapping.expect-fields-takes-fields-with"));
        }
        return fields;
    }

    private @Nullable List<MappingCase.Expected> lacks(@Nullable Yaml yaml) {
        if (yaml == null) {
            return null;
        }
        List<MappingCase.Expected> lacks = new ArrayList<>();
        for (Yaml item : yaml instanceof Sequence sequence ? sequence.items() : List.of(yaml)) {
            MappingCase.Expected expected = expected(item);
            if (expected != null) {
                lacks.add(expected);
            }
        }
        return lacks;
    }

    private MappingCase.@Nullable Expected expected(@Nullable Yaml yaml) {
        if (yaml == null) {
            return null;
        }
        if (yaml instanceof Scalar scalar) {
            return new MappingCase.Expected(scalar.text(), null);
        }
        if (yaml instanceof Table table
                && Set.of("at", "code").containsAll(table.entries().keySet())) {
            return new MappingCase.Expected(
                    table.get("at") instanceof Scalar at ? at.text() : null,
                    table.get("code") instanceof Scalar code ? code.text() : null);
        }
        wrong(yaml.at(), Messages.sentence("mapping.field-with-code-expected-here"));
        return null;
    }

    private LocalDate today(Table table) {
        Yaml yaml = table.get("today");
        if (yaml == null) {
            return DAY;
        }
        Optional<LocalDate> day = yaml instanceof Scalar scalar ? BetweenDates.day(scalar.text()) : Optional.empty();
        if (day.isEmpty()) {
            wrong(yaml.at(), Messages.sentence("mapping.today-is-a-day"));
        }
        return day.orElse(DAY);
    }

    /** A document in place, or the sample whose path is written. */
    private JsonNode document(Yaml yaml) {
        if (!(yaml instanceof Scalar scalar) || !scalar.text().startsWith(SAMPLES)) {
            return Yaml.json(yaml);
        }
        String path = scalar.text();
        usedSamples.add(path);
        if (!files.files().containsKey(path)) {
            findings.add(
                    FindingKind.UNKNOWN_SAMPLE,
                    scalar.at(),
                    Messages.sentence("mapping.there-no-sample", path),
                    Messages.sentence("mapping.put-file-there-correct-path"));
            return MissingNode.getInstance();
        }
        return json(path, files, findings);
    }

    /** Reads a JSON file; {@code MissingNode}, with a finding, when it is not JSON. */
    static JsonNode json(String path, MappingFiles files, Findings findings) {
        try {
            return JSON.readTree(files.text(path));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            findings.add(
                    FindingKind.UNREADABLE_FILE,
                    new Position(path, line, column),
                    Messages.sentence("mapping.not-json", e.getOriginalMessage()),
                    Messages.sentence("mapping.correct-line"));
            return MissingNode.getInstance();
        }
    }

    private void wrong(Position at, Sentence sentence) {
        findings.add(FindingKind.WRONG_STRUCTURE, at, sentence, Messages.sentence("mapping.see-docs-mapping-guide-md"));
    }
}
