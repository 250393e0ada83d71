package jp.shopbridge.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Spelling;
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
                        "対応表「" + name + "」はどこでも使われていません",
                        "the lookup table '" + name + "' is not used",
                        "使うか、消してください",
                        "Use it or remove it");
            }
        });
        for (String path : files.files().keySet()) {
            boolean table = path.startsWith(SampleTables.FOLDER);
            if (path.startsWith("samples/") && !table && !usedSamples.contains(path)) {
                findings.add(
                        FindingKind.UNUSED_SAMPLE,
                        new Position(path, 1, 1),
                        "サンプル「" + path + "」を使う事例がありません",
                        "no case uses the sample '" + path + "'",
                        "事例を書くか、消してください",
                        "Write a case for it or remove it");
            }
        }
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
                        "マッピング「" + name + "」に、うまくいかない場合の事例がありません",
                        "the mapping '" + name + "' has no case in which something is missing or fails",
                        "fails: か lacks: のある事例を書いてください",
                        "Write a case with fails: or lacks:");
            }
        });
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
                        "事例のパラメータ「" + parameter + "」はマッピングにありません",
                        "the mapping has no parameter '" + parameter + "' that the case sets",
                        "次のどれかに直してください："
                                + Spelling.near(parameter, mapping.parameters().keySet()),
                        "Write one of: "
                                + Spelling.near(parameter, mapping.parameters().keySet()));
            }
        }
        for (String variable : one.context().variables().keySet()) {
            if (!mapping.variables().contains(variable)) {
                findings.add(
                        FindingKind.UNKNOWN_VARIABLE,
                        one.at(),
                        "事例の値「" + variable + "」はマッピングの variables: にありません",
                        "the mapping declares no variable '" + variable + "' that the case sets",
                        "次のどれかに直してください：" + Spelling.near(variable, mapping.variables()),
                        "Write one of: " + Spelling.near(variable, mapping.variables()));
            }
        }
    }
}
