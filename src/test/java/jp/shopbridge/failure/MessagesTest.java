package jp.shopbridge.failure;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path FILES = Path.of("src/main/resources");
    private static final Pattern OF = Pattern.compile("Sentence\\s*\\.of\\(");
    private static final Pattern JAPANESE = Pattern.compile("\"[^\"]*[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
    private static final Pattern SAID = Pattern.compile("Messages\\s*\\.sentence\\(\\s*\"([^\"]+)\"");

    /** Put together from parts of which some are absent, or of words of one language; every other one stands in the files. */
    private static final Set<String> ASSEMBLED = Set.of(
            "ArrivalChange",
            "Calls",
            "Causing",
            "Constraints",
            "JsonBody",
            "MappingBrake",
            "MappingReader",
            "ProductsApi",
            "RefusedParts",
            "StatusApi");

    @Test
    void saysAnArgumentInTheLanguageAroundIt() {
        Sentence who = Sentence.of("連携", "publishing");
        Sentence sentence = Messages.sentence("API_PUBLISHING_PAUSED", who);

        assertThat(sentence.ja()).endsWith("理由: 連携");
        assertThat(sentence.en()).endsWith("publishing");
    }

    @Test
    void writesNumbersWithoutSeparatorsAndWhatIsAbsentAsSuch() {
        assertThat(Messages.sentence("SHEET_CELL_TOO_LONG", 123456, null).ja()).contains("123456", "null");
    }

    @Test
    void theFilesHaveTheSameKeys() throws IOException {
        assertThat(read("en").keySet()).isEqualTo(read("ja").keySet());
    }

    @Test
    void everyPatternCanBeReadAndIsNotEmpty() throws IOException {
        for (String language : Set.of("ja", "en")) {
            read(language).forEach((key, pattern) -> {
                assertThat(new MessageFormat(pattern, Locale.ROOT).format(new Object[0]))
                        .as(key)
                        .isNotEmpty();
                assertThat(pattern.replace("''", ""))
                        .as(key + ": a lone apostrophe")
                        .doesNotContainPattern("[^{}]'[^{}]");
            });
        }
    }

    @Test
    void everySentenceThatIsSaidIsThereAndEveryOneThereIsSaid() throws IOException {
        Set<String> named = new TreeSet<>();
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                all.append(source);
                Matcher said = SAID.matcher(source);
                while (said.find()) {
                    named.add(said.group(1));
                }
            }
        }
        Set<String> known = read("ja").keySet();

        Set<String> families = named.stream().filter(each -> each.endsWith(".")).collect(toCollection(TreeSet::new));
        named.removeAll(families);
        assertThat(named).allMatch(known::contains, "stands in the files");
        assertThat(families).allMatch(family -> known.stream().anyMatch(key -> key.startsWith(family)), "has members");
        assertThat(known)
                .allMatch(
                        key -> all.indexOf("\"" + key + "\"") >= 0
                                || families.stream().anyMatch(key::startsWith),
                        "is said somewhere");
    }

    @Test
    void noOtherSentenceStandsInTheCode() throws IOException {
        Set<String> saying = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .filter(each -> !each.startsWith(SOURCES.resolve("jp/shopbridge/sandbox")))
                    .toList()) {
                if (saysJapanese(Files.readString(file))) {
                    saying.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }

        assertThat(saysJapanese("Sentence.of(more > 0 ? \"ほか\" : \"\", \"\")")).isTrue();
        assertThat(saysJapanese("Sentence.of(row.ja(), row.en()); label(\"ほか\");"))
                .isFalse();
        assertThat(saying).isEqualTo(new TreeSet<>(ASSEMBLED));
    }

    private static boolean saysJapanese(String source) {
        Matcher of = OF.matcher(source);
        while (of.find()) {
            int depth = 1;
            int at = of.end();
            while (depth > 0 && at < source.length()) {
                char each = source.charAt(at++);
                depth += each == '(' ? 1 : each == ')' ? -1 : 0;
            }
            if (JAPANESE.matcher(source.substring(of.end(), at)).find()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theFilesAreInOrder() throws IOException {
        for (String language : Set.of("ja", "en")) {
            var keys = Files.readAllLines(FILES.resolve("messages_" + language + ".properties")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
            assertThat(keys)
                    .isEqualTo(keys.stream().collect(toCollection(TreeSet::new)).stream()
                            .toList());
        }
    }

    private static Map<String, String> read(String language) throws IOException {
        Properties read = new Properties();
        try (Reader file = Files.newBufferedReader(FILES.resolve("messages_" + language + ".properties"))) {
            read.load(file);
        }
        Map<String, String> sorted = new TreeMap<>();
        read.forEach((key, value) -> sorted.put((String) key, (String) value));
        return sorted;
    }
}
