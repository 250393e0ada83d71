package jp.shopbridge.api.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A sheet that is only opened and saved as Shift_JIS corrects nothing, whatever characters are in it; over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetCharactersTest {

    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final Charset SHIFT_JIS = Charset.forName("Shift_JIS");
    private static final int IN_A_NAME = 100;

    private final ApiServer api = ApiServer.shared();

    @BeforeEach
    void stageNothing() {
        api.empty();
    }

    /** What programs write of a text. */
    private static Map<String, Function<String, byte[]>> programs() {
        Map<String, Function<String, byte[]>> programs = new LinkedHashMap<>();
        programs.put("a strict code page of Windows", text -> text.getBytes(WINDOWS));
        programs.put("a strict JIS X 0208", text -> text.getBytes(SHIFT_JIS));
        programs.put(
                "a code page with both kinds of waves", text -> shared(text).getBytes(WINDOWS));
        programs.put(
                "a code page that takes what looks alike",
                text -> withoutAccents(shared(text)).replace('–', '-').getBytes(WINDOWS));
        return programs;
    }

    private static String withoutAccents(String text) {
        return text.codePoints()
                .map(c -> c >= 0xC0 && c < 0x250
                        ? Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD)
                                .charAt(0)
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String shared(String text) {
        String[] same = {"〜～", "−－", "‖∥", "—―", "¢￠", "£￡", "¬￢"};
        String shared = text;
        for (String pair : same) {
            shared = shared.replace(pair.charAt(0), pair.charAt(1));
        }
        return shared;
    }

    @TestFactory
    Stream<DynamicTest> everyCharacterReturnsAsItLeft() {
        return programs().entrySet().stream()
                .map(program -> dynamicTest(program.getKey(), () -> {
                    stageNothing();
                    stageEveryCharacter();
                    byte[] saved = program.getValue().apply(export());

                    JsonNode result = done(post("?dry-run=true", saved));

                    assertThat(result.path("charset").asText()).isEqualTo("Shift_JIS");
                    assertThat(result.path("products").asInt()).isGreaterThan(70);
                    assertThat(result.path("changes")).isEmpty();
                    assertThat(result.path("changed").asInt()).isZero();
                    assertThat(result.path("wrongLines").asInt())
                            .as(result.toString())
                            .isZero();
                    assertThat(done(post("", saved)).path("changedValues").asInt())
                            .isZero();
                }));
    }

    private void stageEveryCharacter() {
        Set<String> all = new LinkedHashSet<>();
        for (Charset charset : List.of(WINDOWS, SHIFT_JIS)) {
            for (int first = 0x20; first < 0x100; first++) {
                add(all, charset, (byte) first);
                for (int second = 0x40; first > 0x80 && second < 0xFD; second++) {
                    add(all, charset, (byte) first, (byte) second);
                }
            }
        }
        assertThat(all).contains("〜", "～", "−", "－", "‖", "∥", "¢", "￠", "£", "￡", "¬", "￢", "①", "髙", "ｱ", "\\");
        for (String other : List.of("é", "ñ", "☕", "𠮷", "한", "か\u3099", "葛\uDB40\uDD00", "—", "–", "•", "«", "©")) {
            all.add(other);
        }
        List<String> characters = List.copyOf(all);
        for (int from = 0; from < characters.size(); from += IN_A_NAME) {
            String name = String.join("", characters.subList(from, Math.min(characters.size(), from + IN_A_NAME)));
            api.stage("c-" + from, name);
        }
    }

    private static void add(Set<String> all, Charset charset, byte... code) {
        String character = new String(code, charset);
        if (character.length() == 1
                && character.charAt(0) != '\uFFFD'
                && !Character.isISOControl(character.charAt(0))) {
            all.add(character);
        }
    }

    @Test
    void saysWhereCharactersWereLostAndLeavesTheCellAlone() {
        api.stage("p-1", "湯のみ☕");
        api.stage("p-2", "Café 10〜20cm −5℃");

        JsonNode result = done(post("", shared(export()).replace('é', 'e').getBytes(WINDOWS)));

        assertThat(result.path("changedValues").asInt()).isZero();
        assertThat(codes(result)).containsExactly("SHEET_CHARACTERS_LOST", "SHEET_CHARACTERS_LOST");
        assertThat(title("p-1")).isEqualTo("湯のみ☕");
        assertThat(title("p-2")).isEqualTo("Café 10〜20cm −5℃");
    }

    @Test
    void takesWhatAPersonChangedUnlessItHasLostCharacters() {
        api.stage("p-1", "湯のみ☕");
        api.stage("p-2", "10〜20cm");
        String file = export().replace("湯のみ☕", "大きな湯のみ☕").replace("10〜20cm", "10〜30cm");

        JsonNode result = done(post("?skip-errors=true", shared(file).getBytes(WINDOWS)));

        assertThat(result.path("changedValues").asInt()).isEqualTo(1);
        assertThat(title("p-2")).isEqualTo("10～30cm");
        assertThat(title("p-1")).isEqualTo("湯のみ☕");
        assertThat(result.at("/findings/0/code").asText()).isEqualTo("SHEET_CHARACTERS_LOST");
        assertThat(result.at("/findings/0/level").asText()).isEqualTo("error");
        assertThat(result.at("/findings/0/reason/ja").asText()).contains("CSV UTF-8");
    }

    @Test
    void takesTheOtherWaveOfAFileThatKeepsThemApart() {
        api.stage("p-2", "10〜20cm");

        JsonNode result = done(post("", export().replace("10〜20cm", "10～20cm").getBytes(StandardCharsets.UTF_8)));

        assertThat(result.path("changedValues").asInt()).isEqualTo(1);
        assertThat(title("p-2")).isEqualTo("10～20cm");
    }

    @Test
    void leavesAnUntouchedCellAloneThoughItsValueChangedMeanwhile() {
        api.stage("p-2", "10〜20cm ☕");
        byte[] saved = shared(export()).replace(",601,", ",602,").getBytes(WINDOWS);
        api.stage("p-2", "新しい名前");

        JsonNode result = done(post("", saved));

        assertThat(result.path("wrongLines").asInt()).as(result.toString()).isZero();
        assertThat(result.path("changedValues").asInt()).isEqualTo(1);
        assertThat(title("p-2")).isEqualTo("新しい名前");
    }

    @Test
    void leavesAFileAloneOfWhichOnlyQuestionMarksAreLeft() {
        api.stage("p-9", "☕ Mug — 10〜20");

        JsonNode result = done(
                post("", api.get("/api/edits.csv?lang=en").text().substring(1).getBytes(StandardCharsets.US_ASCII)));

        assertThat(result.path("changedValues").asInt()).isZero();
        assertThat(title("p-9")).isEqualTo("☕ Mug — 10〜20");
    }

    private Reply post(String query, byte[] file) {
        return api.sendBytes("POST", "/api/edits.csv" + query, file, "text/csv");
    }

    private String export() {
        return api.get("/api/edits.csv?lang=ja").text().substring(1);
    }

    private static JsonNode done(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }

    private String title(String productNo) {
        return api.get("/api/products/" + productNo).json().path("title").asText();
    }

    private static List<String> codes(JsonNode result) {
        List<String> codes = new ArrayList<>();
        result.path("findings")
                .forEach(finding -> codes.add(finding.path("code").asText()));
        return codes;
    }
}
