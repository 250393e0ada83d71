package jp.shopbridge.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text is recognised in what Shift_JIS has made of it, and another text is not. */
class ShiftJisTest {

    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final List<Charset> PROGRAMS =
            List.of(WINDOWS, Charset.forName("Shift_JIS"), Charset.forName("x-IBM943C"));

    @Test
    void everyCharacterOfEveryCodeIsRecognised() {
        List<String> unknown = new ArrayList<>();
        for (Charset program : PROGRAMS) {
            for (String character : characters(program)) {
                String read = new String(character.getBytes(program), WINDOWS);
                if (!read.contains("\uFFFD") && !ShiftJis.mayBe(character, read)) {
                    unknown.add(program + ": " + character + " became " + read);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Property
    void everyTextIsRecognised(@ForAll("texts") String text, @ForAll("programs") Charset program) {
        String read = new String(text.getBytes(program), WINDOWS);

        assertThat(ShiftJis.mayBe(text, read)).as("%s became %s", text, read).isTrue();
        assertThat(ShiftJis.keeps(text))
                .as(text)
                .isEqualTo(ShiftJis.core(text).equals(text.replaceAll("[?~\\\\]", "")));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> known = Arbitraries.of(characters(WINDOWS));
        Arbitrary<String> others =
                Arbitraries.of("〜", "−", "‖", "—", "¢", "£", "¬", "é", "☕", "𠮷", "か\u3099", "한", "?", "a", "-");
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, known), net.jqwik.api.Tuple.of(2, others))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Charset> programs() {
        return Arbitraries.of(WINDOWS, Charset.forName("Shift_JIS"));
    }

    @ParameterizedTest
    @CsvSource({
        "10〜20cm, 10～20cm",
        "−5℃, －5℃",
        "‖, ∥",
        "A—B, A―B",
        "5¢, 5￠",
        "£3, ￡3",
        "¬, ￢",
        "¥100, \\100",
        "Café, Cafe",
        "Café, Caf?",
        "湯のみ☕, 湯のみ?",
        "𠮷野家, ??野家",
        "2–3人用, 2-3人用",
        "«赤», 《赤》",
        "①〜②, ?〜②",
        "赤 red, ? red"
    })
    void knowsWhatProgramsMakeOfATextThatNobodyTouched(String text, String read) {
        assertThat(ShiftJis.mayBe(text, read)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"①, ②", "赤, 青", "mug, mag", "mug?, mug", "10〜20cm, 10～30cm", "湯のみ☕, 湯のみ", "湯のみ☕, 湯のみ?大", "～, －", "é, x"
    })
    void tellsWhatAPersonChanged(String text, String read) {
        assertThat(ShiftJis.mayBe(text, read)).isFalse();
    }

    @Test
    void takesALongTextOfLostCharactersWithoutLosingItself() {
        String text = "☕".repeat(5_000);

        assertThat(ShiftJis.mayBe(text, "?".repeat(5_000) + "x")).isFalse();
        assertThat(ShiftJis.loses(text)).isTrue();
        assertThat(ShiftJis.loses("10〜20 −5 ～①髙")).isFalse();
    }

    /** Every character that a code of one or two bytes stands for. */
    static List<String> characters(Charset charset) {
        List<String> all = new ArrayList<>();
        for (int first = 0x20; first < 0x100; first++) {
            add(all, new String(new byte[] {(byte) first}, charset));
            for (int second = 0x40; first > 0x80 && second < 0xFD; second++) {
                add(all, new String(new byte[] {(byte) first, (byte) second}, charset));
            }
        }
        return all.stream().distinct().toList();
    }

    private static void add(List<String> all, String character) {
        if (character.codePointCount(0, character.length()) == 1
                && !character.equals("\uFFFD")
                && !Character.isISOControl(character.codePointAt(0))) {
            all.add(character);
        }
    }
}
