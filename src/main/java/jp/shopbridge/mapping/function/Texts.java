package jp.shopbridge.mapping.function;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;

/** What characters are, for functions and constraints alike. */
final class Texts {

    /** Reads of one character a pattern may make per text before it counts as running away. */
    private static final int PATTERN_BUDGET = 20_000_000;

    private static final int LOOKS_A_UNIT = 16;

    /** Characters a step may make of a value; TikTok's longest field has 10,000. */
    static final int LONGEST = 1_000_000;

    static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    private Texts() {}

    static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    static Charset charset(String name) {
        return "shift_jis".equals(name) ? SHIFT_JIS : StandardCharsets.UTF_8;
    }

    /** White space in the wide sense: also the full-width space and the no-break space. */
    static boolean space(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static String squeeze(String text) {
        boolean clean = true;
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = space(c);
            if ((space && (c != ' ' || afterSpace)) || c < ' ' || c == 0x7F) {
                clean = false;
                break;
            }
            afterSpace = space;
        }
        if (clean && !afterSpace) {
            return text;
        }
        StringBuilder squeezed = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (space(c)) {
                pending = squeezed.length() > 0;
            } else if (c >= ' ' && c != 0x7F) {
                if (pending) {
                    squeezed.append(' ');
                    pending = false;
                }
                squeezed.append(c);
            }
        }
        return squeezed.toString();
    }

    static String cut(String text, int most) {
        return codePoints(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    static String cutWords(String text, int most) {
        String cut = cut(text, most);
        if (cut.length() == text.length() || space(text.codePointAt(cut.length()))) {
            return cut.stripTrailing();
        }
        int end = cut.length();
        while (end > 0 && !space(cut.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? cut : cut.substring(0, end).stripTrailing();
    }

    static String cutBytes(String text, int most, Charset charset) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            bytes += text.substring(i, next).getBytes(charset).length;
            if (bytes > most) {
                return text.substring(0, i);
            }
            i = next;
        }
        return text;
    }

    /** Full-width letters, digits and signs to half width, half-width katakana to full width; kanji stay as they are. */
    static String halfWidth(String text) {
        StringBuilder out = new StringBuilder(text.length());
        StringBuilder kana = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xFF61 && c <= 0xFF9F) {
                kana.append(c);
                continue;
            }
            flush(kana, out);
            if (c >= 0xFF01 && c <= 0xFF5E) {
                out.append((char) (c - 0xFEE0));
            } else {
                out.append(c == 0x3000 ? ' ' : c);
            }
        }
        flush(kana, out);
        return out.toString();
    }

    static String fullWidth(String text) {
        StringBuilder out = new StringBuilder(text.length());
        StringBuilder kana = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xFF61 && c <= 0xFF9F) {
                kana.append(c);
                continue;
            }
            flush(kana, out);
            if (c >= '!' && c <= '~') {
                out.append((char) (c + 0xFEE0));
            } else {
                out.append(c == ' ' ? (char) 0x3000 : c);
            }
        }
        flush(kana, out);
        return out.toString();
    }

    private static void flush(StringBuilder kana, StringBuilder out) {
        if (kana.length() > 0) {
            out.append(Normalizer.normalize(kana, Normalizer.Form.NFKC));
            kana.setLength(0);
        }
    }

    /** The longest run of one character in the text. */
    static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        int previous = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            run = c == previous ? run + 1 : 1;
            longest = Math.max(longest, run);
            previous = c;
            i += Character.charCount(c);
        }
        return longest;
    }

    /** Refuses a text that is about to become longer than any may be. */
    static void room(long length) {
        if (length > LONGEST) {
            throw new CannotApply(Messages.sentence("mapping.function.resulting-text-would-longer-than", LONGEST));
        }
    }

    /** The text as words are compared: width and letter case do not matter. */
    static String folded(String text) {
        return halfWidth(text).toLowerCase(Locale.ROOT);
    }

    /** The text with a limit on how often a pattern may look at it, so that no pattern runs for ever. */
    static CharSequence bounded(String text, Pattern pattern) {
        return new Bounded(text, pattern, new AtomicInteger(PATTERN_BUDGET), 0, text.length());
    }

    private record Bounded(String text, Pattern pattern, AtomicInteger budget, int from, int to)
            implements CharSequence {

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            int left = budget.decrementAndGet();
            if ((left & 1023) == 0) {
                Work.charge(1024 / LOOKS_A_UNIT);
            }
            if (left < 0) {
                throw new CannotApply(
                        Messages.sentence("mapping.function.pattern-does-not-finish-value", pattern.pattern()));
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text, pattern, budget, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
