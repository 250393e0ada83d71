package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for one thing: what {@code words/retired.csv} lists is said in no place that people read. */
class WordsTest {

    private static final Path RETIRED = Path.of("src/test/resources/words/retired.csv");
    private static final Path PAGE = Path.of("src/main/resources/static");
    private static final Path SENTENCES = Path.of("src/main/java");
    private static final Path TABLES = Path.of("src/main/resources/tiktok");
    private static final Path MESSAGES = Path.of("src/main/resources");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    /** A word that is no longer used. */
    private record Retired(Pattern word, String now, boolean everywhere) {

        boolean isIn(String text) {
            return word.matcher(text).find();
        }
    }

    @Test
    void noRetiredWordIsSaid() throws IOException {
        List<Retired> retired = retired();
        List<String> problems = new ArrayList<>();
        for (Path file : files(PAGE, ".js", ".html")) {
            look(file, Files.readString(file), retired, problems);
        }
        List<Retired> everywhere = retired.stream().filter(Retired::everywhere).toList();
        for (Path file : files(SENTENCES, ".java")) {
            String texts = TEXT.matcher(Files.readString(file))
                    .results()
                    .map(text -> text.group(1))
                    .collect(Collectors.joining("\n"));
            look(file, texts, everywhere, problems);
        }
        for (Path file : files(TABLES, ".csv")) {
            look(file, Files.readString(file), everywhere, problems);
        }
        for (Path file : files(MESSAGES, ".properties")) {
            look(file, Files.readString(file), everywhere, problems);
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void aRetiredWordIsSeen() throws IOException {
        List<String> problems = new ArrayList<>();

        look(Path.of("a.js"), "配信エラー\n運用担当に連絡\n運用担当者に連絡\nなぜこの値?\n件を再実行しますか？\n商品(2件)", retired(), problems);

        assertThat(problems)
                .containsExactly(
                        "a.js:1 says 配信エラー; the word is 取り込み・送信エラー.",
                        "a.js:2 says 運用担当に連絡; the word is 運用担当者.",
                        "a.js:4 says なぜこの値?; the word is ？.",
                        "a.js:6 says 商品(2件); the word is （）.");
    }

    private static void look(Path file, String text, List<Retired> retired, List<String> problems) {
        String[] lines = text.split("\n", -1);
        for (int number = 0; number < lines.length; number++) {
            String line = lines[number].strip();
            for (Retired word : retired) {
                if (word.isIn(line)) {
                    problems.add(file.getFileName() + ":" + (number + 1) + " says " + line + "; the word is "
                            + word.now() + ".");
                }
            }
        }
    }

    private static List<Retired> retired() throws IOException {
        return Files.readAllLines(RETIRED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(","))
                .map(cells -> new Retired(Pattern.compile(cells[0]), cells[1], cells[2].equals("everywhere")))
                .toList();
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
