package jp.shopbridge.spreadsheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file's text and what it is written in, judged by its bytes.
 *
 * @param marked whether it begins with a mark that tells its character set
 * @param text without the mark; empty when the character set is {@link Encoding#UNKNOWN}
 */
public record WrittenText(Encoding encoding, boolean marked, String text) {

    /** What a file may be written in. */
    public enum Encoding {
        /** Plain ASCII is UTF-8 as well. */
        UTF_8("UTF-8"),
        /** What spreadsheets call Unicode text; either order of bytes. */
        UTF_16("UTF-16"),
        /** As Windows has it (code page 932). */
        SHIFT_JIS("Shift_JIS"),
        /** None of these. */
        UNKNOWN("?");

        private final String label;

        Encoding(String label) {
            this.label = label;
        }

        /** The name people know it by. */
        public String label() {
            return label;
        }
    }

    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    /** Single bytes that Windows writes in code page 932 though no character has them, such as a blank that does not break. */
    private static final String SINGLE = "\u0080\u00A0\u00FD\u00FE\u00FF";

    private static final String SINGLE_READ = "\u0080\u00A0\uF8F1\uF8F2\uF8F3";

    /** Reads a file's bytes. */
    public static WrittenText of(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            String text = decoded(bytes, 3, StandardCharsets.UTF_8);
            return text == null
                    ? new WrittenText(Encoding.UNKNOWN, true, "")
                    : new WrittenText(Encoding.UTF_8, true, text);
        }
        boolean little = startsWith(bytes, 0xFF, 0xFE);
        if (little || startsWith(bytes, 0xFE, 0xFF)) {
            return utf16(bytes, 2, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        int zeros = 0;
        int zerosAtOdd = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros++;
                zerosAtOdd += i % 2;
            }
        }
        if (zeros * 16L >= bytes.length && zeros > 0 && bytes.length % 2 == 0) {
            return utf16(bytes, 0, zerosAtOdd * 2 >= zeros ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        String text = decoded(bytes, 0, StandardCharsets.UTF_8);
        if (text != null) {
            return new WrittenText(Encoding.UTF_8, false, text);
        }
        text = shiftJis(bytes);
        return text == null
                ? new WrittenText(Encoding.UNKNOWN, false, "")
                : new WrittenText(Encoding.SHIFT_JIS, false, text);
    }

    /** Whether saving it may have cost characters: Shift_JIS lacks many, and bare ASCII may be what it left of a file. */
    public boolean mayLackCharacters() {
        return encoding == Encoding.SHIFT_JIS
                || (encoding == Encoding.UTF_8 && !marked && text.chars().allMatch(c -> c < 0x80));
    }

    private static WrittenText utf16(byte[] bytes, int from, Charset charset) {
        String text = decoded(bytes, from, charset);
        return new WrittenText(Encoding.UTF_16, from > 0, text == null ? "" : text);
    }

    private static boolean startsWith(byte[] file, int... start) {
        if (file.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((file[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String decoded(byte[] file, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(file, from, file.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable String shiftJis(byte[] file) {
        CharsetDecoder decoder = WINDOWS_31J.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer text = CharBuffer.allocate(file.length + 1);
        while (true) {
            CoderResult result = decoder.decode(bytes, text, true);
            if (result.isUnderflow()) {
                return text.flip().toString();
            }
            int single = bytes.hasRemaining() ? SINGLE.indexOf(bytes.get() & 0xFF) : -1;
            if (single < 0) {
                return null;
            }
            text.put(SINGLE_READ.charAt(single));
            decoder.reset();
        }
    }
}
