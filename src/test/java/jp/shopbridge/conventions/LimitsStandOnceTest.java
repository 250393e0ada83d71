package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import org.junit.jupiter.api.Test;

/** No number of tiktok/limits.yaml stands a second time where limits are kept. The sandbox has rules of its own. */
class LimitsStandOnceTest {

    private static final Pattern IN_MAPPINGS = Pattern.compile(
            "\\b(length|total-length|bytes|count|between|pictures|first|shorten-html|images|repeats|least|most): \\[?\"?[1-9.]");
    private static final Pattern IN_SCRIPTS = Pattern.compile("(?i)\\b(least|most|longest|limit)\\b\\s*[:=]\\s*[1-9]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.#])(\\d[\\d_,]*)(?![\\w.])");

    /** Where limits are kept in Java. */
    private static final List<String> KEPT = List.of(
            "jp/shopbridge/BridgeSettings.java",
            "jp/shopbridge/api/sheet",
            "jp/shopbridge/publishing/check",
            "jp/shopbridge/publishing/pictures/ImageLimits.java",
            "jp/shopbridge/publishing/request/RemoteOnlySku.java",
            "jp/shopbridge/staging/EditableField.java",
            "jp/shopbridge/startup/LiveSettingsCheck.java");

    private final Set<String> numbers = numbers();

    /** The limits' numbers but for those that stand for anything: small ones, and a one with nothing but zeros. */
    private static Set<String> numbers() {
        Set<String> numbers = new TreeSet<>();
        for (Limit limit : Limits.all()) {
            Stream.of(limit.least(), limit.most())
                    .filter(end -> end != null && end.compareTo(BigDecimal.valueOf(20)) >= 0)
                    .map(BigDecimal::toPlainString)
                    .filter(end -> !end.matches("10*"))
                    .forEach(numbers::add);
        }
        return numbers;
    }

    @Test
    void mappingsAskLimitsByName() {
        assertThat(found(Path.of("mappings"), ".mapping.yaml", this::inMapping)).isEmpty();
    }

    @Test
    void thePageAsksForThem() {
        assertThat(found(Path.of("src/main/resources/static/js"), ".js", this::inScript))
                .isEmpty();
    }

    @Test
    void javaAsksForThem() {
        List<String> found = new ArrayList<>();
        for (String kept : KEPT) {
            Path path = Path.of("src/main/java", kept);
            List<String> here =
                    kept.endsWith(".java") ? lines(path, this::isLimit) : found(path, ".java", this::isLimit);
            found.addAll(here);
        }

        assertThat(found).isEmpty();
    }

    @Test
    void aNumberThatStandsASecondTimeIsSeen() {
        assertThat(inMapping("    require: { length: 1..255 }")).isTrue();
        assertThat(inMapping("      - first: 9")).isTrue();
        assertThat(inMapping("    require: { limit: title }")).isFalse();
        assertThat(inScript("  { field: \"stock\", limits: { least: 0, most: 99999999 } },"))
                .isTrue();
        assertThat(inScript("  \"size-chart.hint\": \"短い辺が1,024ピクセル以上\",")).isTrue();
        assertThat(isLimit("    private static final int MOST_STOCK = 99_999;")).isTrue();
        assertThat(isLimit("                titleLength <= 255,")).isTrue();
        assertThat(isLimit("    private static final int PART = 200;")).isFalse();
    }

    private boolean inMapping(String line) {
        return IN_MAPPINGS.matcher(line).find();
    }

    private boolean inScript(String line) {
        return IN_SCRIPTS.matcher(line).find()
                || numbers.stream()
                        .filter(number -> number.length() > 3)
                        .map(number -> String.format(Locale.ROOT, "%,d", new BigDecimal(number).toBigInteger()))
                        .anyMatch(line::contains);
    }

    private boolean isLimit(String line) {
        return NUMBER.matcher(line)
                .results()
                .anyMatch(number -> numbers.contains(number.group(1).replaceAll("[_,]", "")));
    }

    private static List<String> found(Path folder, String ending, Predicate<String> offends) {
        List<String> found = new ArrayList<>();
        Project.files(folder, ending).forEach(file -> found.addAll(lines(file, offends)));
        return found;
    }

    private static List<String> lines(Path file, Predicate<String> offends) {
        return Project.text(file)
                .lines()
                .filter(offends)
                .map(line -> file + ": " + line.strip() + " – ask tiktok/limits.yaml by name.")
                .toList();
    }
}
