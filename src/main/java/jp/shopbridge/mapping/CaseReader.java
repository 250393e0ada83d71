package jp.shopbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Spelling;
import jp.shopbridge.mapping.Yaml.Scalar;
import jp.shopbridge.mapping.Yaml.Sequence;
import jp.shopbridge.mapping.Yaml.Table;
import org.jspecify.annotations.Nullable;

/** Reads one {@code *.tests.yaml}; samples are named by their path, short documents stand in place. */
final class CaseReader {

    static final Set<String> CASE = Set.of(
            "name", "given", "parameters", "with", "expect", "expect-contains", "expect-fields", "lacks", "fails");

    /** What stands under {@code given} when a case changes a sample. */
    static final Set<String> CHANGED_SAMPLE = Set.of("from", "but", "without");

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String SAMPLES = "samples/";

    private final MappingFiles files;
    private final Set<String> usedSamples;
    private final Findings findings;

    CaseReader(MappingFiles files, Set<String> usedSamples, Findings findings) {
        this.files = files;
        this.usedSamples = usedSamples;
        this.findings = findings;
    }

    List<MappingCase> read(String file, Yaml yaml) {
        List<MappingCase> cases = new ArrayList<>();
        if (!(yaml instanceof Table table)
                || !(table.get("mapping") instanceof Scalar mapping)
                || !(table.get("cases") instanceof Sequence sequence)) {
            wrong(yaml.at(), "mapping: と cases: が必要です", "a file of cases has mapping: and cases:");
            return cases;
        }
        String expected = file.substring(file.lastIndexOf('/') + 1, file.length() - MappingFiles.TESTS.length());
        if (!mapping.text().equals(expected)) {
            wrong(
                    mapping.at(),
                    "mapping: の名前「" + mapping.text() + "」がファイル名「" + expected + "」と違います",
                    "the name '" + mapping.text() + "' under mapping: is not the file's name '" + expected + "'");
        }
        Set<String> names = new HashSet<>();
        for (Yaml item : sequence.items()) {
            if (!(item instanceof Table one) || !(one.get("name") instanceof Scalar name)) {
                wrong(item.at(), "事例には name: が必要です", "a case needs name:");
                continue;
            }
            if (!names.add(name.text())) {
                findings.add(
                        FindingKind.DUPLICATE_CASE,
                        name.at(),
                        "事例「" + name.text() + "」が2つあります",
                        "there are two cases named '" + name.text() + "'",
                        "名前を変えてください",
                        "Give one of them another name");
            }
            MappingCase read = read(mapping.text(), name.text(), one);
            if (read != null) {
                cases.add(read);
            }
        }
        return cases;
    }

    private @Nullable MappingCase read(String mapping, String name, Table table) {
        table.keys().forEach((key, at) -> {
            if (!CASE.contains(key)) {
                wrong(
                        at,
                        "「" + key + ":」は事例では使えません。候補：" + Spelling.near(key, CASE),
                        "'" + key + ":' has no meaning in a case; write one of: " + Spelling.near(key, CASE));
            }
        });
        Yaml given = table.get("given");
        if (given == null) {
            wrong(table.at(), "事例に given: がありません", "the case has no given:");
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
                new MappingContext(parameters, variables),
                expect == null ? null : document(expect),
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
                    "事例「" + name + "」は何も確かめていません",
                    "the case '" + name + "' expects nothing",
                    "expect、expect-contains、expect-fields、lacks、fails のどれかを書いてください",
                    "Write expect, expect-contains, expect-fields, lacks or fails");
        }
        return read;
    }

    /** The document of a case: in place, a sample, or a sample in which only what matters is changed. */
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
                            "サンプルに「" + path + "」を書く場所がありません",
                            "the sample has no place for '" + path + "'");
                }
            });
        } else if (table.get("but") != null) {
            wrong(table.at(), "but: には項目と値を書きます", "but: takes fields with their values");
        }
        Yaml without = table.get("without");
        for (Yaml path : without instanceof Sequence sequence
                ? sequence.items()
                : without == null ? List.<Yaml>of() : List.of(without)) {
            if (!(path instanceof Scalar scalar) || !JsonPath.of(scalar.text()).remove(given)) {
                wrong(path.at(), "サンプルにその項目はありません", "the sample has no such field");
            }
        }
        return given;
    }

    private Map<String, JsonNode> fields(@Nullable Yaml yaml) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (yaml instanceof Table table) {
            table.entries().forEach((path, value) -> fields.put(path, Yaml.json(value)));
        } else if (yaml != null) {
            wrong(
                    yaml.at(),
                    "expect-fields: には「skus[0].price: 1980」のように項目と値を書きます",
                    "expect-fields: takes fields with their values, such as skus[0].price: 1980");
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
        wrong(yaml.at(), "ここには項目名か at: と code: を書きます", "a field or at: with code: is expected here");
        return null;
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
                    "サンプル「" + path + "」がありません",
                    "there is no sample '" + path + "'",
                    "ファイルを置くか、パスを直してください",
                    "Put the file there or correct the path");
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
                    "JSONとして読めません",
                    "this is not JSON: " + e.getOriginalMessage(),
                    "この行を直してください",
                    "Correct this line");
            return MissingNode.getInstance();
        }
    }

    private void wrong(Position at, String ja, String en) {
        findings.add(
                FindingKind.WRONG_STRUCTURE,
                at,
                ja,
                en,
                "docs/mapping-guide.md の書き方を確かめてください",
                "See docs/mapping-guide.md for the form");
    }
}
