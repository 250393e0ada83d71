package jp.shopbridge.mapping;

import java.nio.charset.StandardCharsets;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;

/** Looks at how large files are before anything reads them, so that a wrong one is refused at once and not after minutes. */
final class FileSizes {

    /** Bytes; the largest shipped mapping has some 40,000. */
    static final int LARGEST_YAML = 1_000_000;

    private static final int LARGEST_JSON = 5_000_000;
    private static final int LARGEST_CSV = 10_000_000;
    private static final int LONGEST_LINE = 20_000;

    private FileSizes() {}

    /** Whether every file may be read. */
    static boolean fit(MappingFiles files, Findings findings) {
        boolean fit = true;
        for (var file : files.files().entrySet()) {
            fit &= fits(file.getKey(), file.getValue(), findings);
        }
        return fit;
    }

    private static boolean fits(String path, byte[] bytes, Findings findings) {
        boolean yaml = path.endsWith(".yaml");
        int largest = yaml ? LARGEST_YAML : path.endsWith(".csv") ? LARGEST_CSV : LARGEST_JSON;
        if (bytes.length > largest) {
            tooLarge(
                    new Position(path, 1, 1),
                    Messages.sentence("mapping.file-bytes-most", bytes.length, largest),
                    findings);
            return false;
        }
        int line = 1;
        int from = 0;
        for (int i = 0; yaml && i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (i - from > LONGEST_LINE) {
                    int shown = new String(bytes, from, 60, StandardCharsets.UTF_8).indexOf(':');
                    tooLarge(
                            new Position(path, line, Math.max(1, shown + 1)),
                            Messages.sentence("mapping.line-bytes-most", i - from, LONGEST_LINE),
                            findings);
                    return false;
                }
                from = i + 1;
                line++;
            }
        }
        return true;
    }

    /** Notes what is too large. */
    static void tooLarge(Position at, Sentence sentence, Findings findings) {
        findings.add(FindingKind.TOO_LARGE, at, sentence, Messages.sentence("mapping.shorten-split"));
    }
}
