package jp.shopbridge.mapping;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Yaml.Scalar;
import jp.shopbridge.mapping.Yaml.Table;
import org.jspecify.annotations.Nullable;

/** The small forms of which every part of a mapping file is written: words, choices, expressions, the keys of a table. */
final class FormReader {

    private final Findings findings;

    FormReader(Findings findings) {
        this.findings = findings;
    }

    @Nullable
    Query query(Table table, String key) {
        Yaml yaml = table.get(key);
        return yaml == null ? null : expression(yaml);
    }

    @Nullable
    Query expression(Yaml yaml) {
        if (yaml instanceof Scalar scalar) {
            return Query.compile(scalar, findings);
        }
        wrong(yaml.at(), Messages.sentence("mapping.expression-expected-here-put-one"));
        return null;
    }

    Optional<String> word(Table table, String key) {
        Yaml yaml = table.get(key);
        if (yaml instanceof Scalar scalar) {
            return Optional.of(scalar.text());
        }
        if (yaml != null) {
            wrong(yaml.at(), Messages.sentence("mapping.takes-one-word", key));
        }
        return Optional.empty();
    }

    String choice(Table table, String key, String fallback, Set<String> allowed) {
        String value = word(table, key).orElse(fallback);
        if (!value.equals(fallback) && !allowed.contains(value)) {
            String words = allowed.stream().sorted().collect(Collectors.joining(", "));
            wrongType(at(table, key), Messages.sentence("mapping.not-value-write-one-2", key, value, words));
            return fallback;
        }
        return value;
    }

    static Position at(Table table, String key) {
        return table.keys().getOrDefault(key, table.at());
    }

    void checkKeys(Table table, Set<String> allowed, String where) {
        table.keys().forEach((key, at) -> {
            if (!allowed.contains(key)) {
                findings.add(
                        FindingKind.WRONG_STRUCTURE,
                        at,
                        Messages.sentence("mapping.no-meaning", key, where),
                        Messages.sentence("mapping.write-one", Spelling.near(key, allowed)));
            }
        });
    }

    void wrong(Position at, Sentence sentence) {
        findings.add(FindingKind.WRONG_STRUCTURE, at, sentence, Messages.sentence("mapping.see-docs-mapping-guide-md"));
    }

    void wrongType(Position at, Sentence sentence) {
        findings.add(FindingKind.WRONG_PARAMETER_TYPE, at, sentence, Messages.sentence("mapping.correct-value"));
    }
}
