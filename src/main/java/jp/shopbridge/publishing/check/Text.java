package jp.shopbridge.publishing.check;

/** What TikTok's formatting rules (12052931 and its like) ask of a text. */
final class Text {

    private static final int MOST_REPEATS = 9;

    private Text() {}

    static boolean hasEmoji(String text) {
        return text.codePoints()
                .anyMatch(c -> (c >= 0x1F000 && c <= 0x1FAFF)
                        || (c >= 0x2600
                                && c <= 0x27BF
                                && Character.getType(c) == Character.OTHER_SYMBOL
                                && isPicture(c))
                        || c == 0xFE0F);
    }

    // Plain dingbats such as ★ and ♪ are common in Japanese titles and are no emoji.
    private static boolean isPicture(int c) {
        return c == 0x2614
                || c == 0x2615
                || (c >= 0x2648 && c <= 0x2653)
                || c == 0x26A1
                || c == 0x2705
                || c == 0x2728
                || c == 0x274C
                || c == 0x2757
                || (c >= 0x2753 && c <= 0x2755)
                || (c >= 0x2795 && c <= 0x2797)
                || c == 0x27B0;
    }

    static boolean hasControl(String text) {
        return text.codePoints().anyMatch(c -> c < 0x20 || c == 0x7F);
    }

    static boolean repeats(String text) {
        int run = 0;
        int last = -1;
        for (int c : text.codePoints().toArray()) {
            run = c == last ? run + 1 : 1;
            last = c;
            if (run > MOST_REPEATS) {
                return true;
            }
        }
        return false;
    }

    static boolean hasLetter(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Whether the last digit of a JAN or EAN code is the one the others ask for. */
    static boolean checkDigitFits(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length() - 1; i++) {
            int weight = (digits.length() - 1 - i) % 2 == 1 ? 3 : 1;
            sum += (digits.charAt(i) - '0') * weight;
        }
        return (10 - sum % 10) % 10 == digits.charAt(digits.length() - 1) - '0';
    }
}
