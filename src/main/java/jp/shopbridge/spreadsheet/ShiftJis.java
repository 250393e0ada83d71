package jp.shopbridge.spreadsheet;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.PackedTable;
import org.apache.commons.csv.CSVRecord;

/**
 * What becomes of characters in a file that is saved as Shift_JIS and read again. Programs differ: several characters share
 * a code (〜 and ～, − and －), some are replaced by others that look like them, and the rest becomes a question mark.
 * {@code spreadsheet/shift-jis.csv} says which.
 */
public final class ShiftJis {

    private static final int MOST_WAYS = 1_000;
    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final BitSet OF_WINDOWS = characters(WINDOWS);
    private static final BitSet OF_BOTH = characters(Charset.forName("Shift_JIS"));
    private static final Map<Integer, List<String>> SAME = new HashMap<>();
    private static final Map<Integer, List<String>> LIKE = new HashMap<>();

    static {
        OF_BOTH.and(OF_WINDOWS);
        for (CSVRecord row : PackedTable.rows("/spreadsheet/shift-jis.csv")) {
            int character = Integer.parseInt(row.get("character"), 16);
            SAME.put(character, words(row.get("reads_as")));
            LIKE.put(character, words(row.get("or_like")));
        }
    }

    private ShiftJis() {}

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("SPACE") ? " " : word)
                .toList();
    }

    private static BitSet characters(Charset charset) {
        BitSet all = new BitSet();
        CharsetEncoder encoder = charset.newEncoder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            if (encoder.canEncode(c)
                    && new String(String.valueOf(c).getBytes(charset), WINDOWS).equals(String.valueOf(c))) {
                all.set(c);
            }
        }
        return all;
    }

    /** Whether every program keeps every character of the text. */
    public static boolean keeps(String text) {
        return text.codePoints().allMatch(ShiftJis::kept);
    }

    /** Whether a character has no code, so that it is lost or replaced. */
    public static boolean loses(String text) {
        return text.codePoints()
                .anyMatch(c -> !kept(c)
                        && !OF_WINDOWS.get(c)
                        && SAME.getOrDefault(c, List.of()).isEmpty());
    }

    /** Whether this may be what became of the text, in whatever program it was saved. */
    public static boolean mayBe(String text, String read) {
        if (text.equals(read)) {
            return true;
        }
        // A code page of another country leaves ASCII alone.
        boolean ofAscii = read.chars().allMatch(c -> c < 0x80);
        Set<Integer> ends = Set.of(0);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            Set<Integer> next = new LinkedHashSet<>();
            for (String form : forms(character, ofAscii)) {
                for (int end : ends) {
                    if (read.startsWith(form, end)) {
                        next.add(end + form.length());
                    }
                }
            }
            if (next.isEmpty() || next.size() > MOST_WAYS) {
                return false;
            }
            ends = next;
        }
        return ends.contains(read.length());
    }

    /** The text with each character as Windows reads its code again, for those that share one. */
    public static String asRead(String text) {
        if (keeps(text)) {
            return text;
        }
        StringBuilder read = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            List<String> same = SAME.getOrDefault(c, List.of());
            if (same.isEmpty()) {
                read.appendCodePoint(c);
            } else {
                read.append(same.get(0));
            }
        });
        return read.toString();
    }

    /** What of the text is the same before and after, whatever program it was saved in. */
    public static String core(String text) {
        return text.codePoints()
                .filter(c -> kept(c) && c != '?' && c != '\\' && c != '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean kept(int character) {
        return character < 0x80 || OF_BOTH.get(character);
    }

    private static List<String> forms(int character, boolean ofAscii) {
        String itself = Character.toString(character);
        if (kept(character)) {
            return ofAscii && character >= 0x80 ? List.of("?") : List.of(itself);
        }
        List<String> forms = new ArrayList<>(List.of(itself, "?"));
        forms.addAll(SAME.getOrDefault(character, List.of()));
        forms.addAll(LIKE.getOrDefault(character, List.of()));
        if (itself.length() > 1) {
            forms.add("??");
        }
        if (!OF_WINDOWS.get(character)) {
            String letters = Normalizer.normalize(itself, Normalizer.Form.NFKD)
                    .codePoints()
                    .filter(c -> c > ' ' && c < 0x7F)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (!letters.isEmpty()) {
                forms.add(letters);
            }
        }
        return forms;
    }
}
