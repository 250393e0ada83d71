package jp.shopbridge.sandbox.tiktok;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The formatting bans of 12052931 to 12052935, and the restricted words. */
final class TextRules {

    /** Words no attribute may contain (12052151 to 12052153). */
    static final List<String> RESTRICTED_WORDS = List.of("アダルト", "偽ブランド");

    private static final int LONGEST_RUN = 9;
    private static final Pattern HTML_ESCAPE = Pattern.compile("&(#\\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);");

    /** Emoji below U+1F000 that are drawn as pictures by default; ★ or ※ are none. */
    private static final Set<Integer> OLD_EMOJI = Set.of(
            0x231A, 0x231B, 0x23E9, 0x23EA, 0x23EB, 0x23EC, 0x23F0, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x267F,
            0x2693, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2, 0x26F3,
            0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A, 0x270B, 0x2728, 0x274C, 0x274E, 0x2753, 0x2754, 0x2755, 0x2757,
            0x2795, 0x2796, 0x2797, 0x27B0, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B55);

    private TextRules() {}

    /**
     * What is wrong with a text; empty when nothing is.
     *
     * @param lines whether line breaks and tabs are allowed, as in a description
     */
    static String offence(String text, boolean lines) {
        if (HTML_ESCAPE.matcher(text).find()) {
            return "it contains an HTML escape";
        }
        int run = 0;
        int previous = -1;
        boolean meaningful = false;
        for (int point : text.codePoints().toArray()) {
            boolean lineBreak = point == '\n' || point == '\r' || point == '\t';
            if ((point < 0x20 || point == 0x7F) && !(lines && lineBreak)) {
                return "it contains a control character";
            }
            if (isEmoji(point)) {
                return "it contains an emoji";
            }
            meaningful |= Character.isLetterOrDigit(point);
            run = point == previous ? run + 1 : 1;
            previous = point;
            if (run > LONGEST_RUN && !(lines && Character.isWhitespace(point))) {
                return "it repeats a character more than 9 times in a row";
            }
        }
        return meaningful ? "" : "it consists of symbols only";
    }

    static boolean hasRestrictedWord(String text) {
        return RESTRICTED_WORDS.stream().anyMatch(text::contains);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isEmoji(int point) {
        return (point >= 0x1F000 && point <= 0x1FAFF)
                || (point >= 0x2648 && point <= 0x2653)
                || point == 0xFE0F
                || point == 0x20E3
                || OLD_EMOJI.contains(point);
    }
}
