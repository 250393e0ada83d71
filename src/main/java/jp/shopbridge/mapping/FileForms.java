package jp.shopbridge.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.Utf8;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the names of files and at how their texts are encoded before anything reads them, so that none is passed over
 * and no letter is lost unnoticed.
 */
final class FileForms {

    private static final String LOOKUPS = "lookups/";
    private static final String SHAPES = "shapes/";

    private FileForms() {}

    /** Whether every file takes part and can be read. */
    static boolean sound(MappingFiles files, Findings findings) {
        boolean sound = true;
        Map<String, String> mappings = new HashMap<>();
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            String path = file.getKey();
            Position at = new Position(path, 1, 1);
            Sentence remedy = overlooked(path);
            if (remedy != null) {
                findings.add(
                        FindingKind.OVERLOOKED_FILE,
                        at,
                        Messages.sentence("mapping.file-name-place-takes-no"),
                        Sentence.of(remedy.ja(), remedy.en()));
                sound = false;
                continue;
            }
            if (path.endsWith(MappingFiles.MAPPING)) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                String other = mappings.putIfAbsent(name, path);
                if (other != null) {
                    findings.add(
                            FindingKind.OVERLOOKED_FILE,
                            at,
                            Messages.sentence("mapping.mapping-same-name-stands", other),
                            Messages.sentence("mapping.give-one-them-another-name-2"));
                    sound = false;
                }
            }
            if (!path.endsWith(".csv")) {
                sound &= utf8(path, file.getValue(), findings);
            }
        }
        return sound;
    }

    /** What to do with a file that nobody would read; null when it is read. */
    private static @Nullable Sentence overlooked(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            boolean read = path.endsWith(MappingFiles.MAPPING) || path.endsWith(MappingFiles.TESTS);
            return read ? null : Messages.sentence("mapping.let-name-end-mapping-yaml");
        }
        if (name.endsWith(".csv")) {
            return (path.startsWith(LOOKUPS) || path.startsWith(SampleTables.FOLDER)) && path.endsWith(".csv")
                    ? null
                    : Messages.sentence("mapping.put-below-lookups-with-name");
        }
        return path.startsWith(SHAPES) && !path.endsWith(".schema.json")
                ? Messages.sentence("mapping.let-name-end-schema-json")
                : null;
    }

    private static boolean utf8(String path, byte[] bytes, Findings findings) {
        Optional<Utf8.Wrong> wrong = Utf8.wrong(bytes);
        wrong.ifPresent(it -> findings.add(
                FindingKind.UNREADABLE_FILE,
                new Position(path, it.line(), it.column()),
                Sentence.of(it.sentence().ja(), it.sentence().en()),
                Sentence.of(Utf8.REMEDY.ja(), Utf8.REMEDY.en())));
        return wrong.isEmpty();
    }
}
