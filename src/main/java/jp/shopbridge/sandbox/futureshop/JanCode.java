package jp.shopbridge.sandbox.futureshop;

/** JAN codes (GTIN-13 with a Japanese prefix) that can be traced back to the number they were made from. */
final class JanCode {

    private static final String PREFIX = "459";

    private JanCode() {}

    /** The 13-digit code of a number from 0 to 999,999,999, with a correct check digit. */
    static String of(long number) {
        String digits = Long.toString(1_000_000_000L + number);
        String twelve = PREFIX + digits.substring(1);
        return twelve + checkDigit(twelve);
    }

    /** The number a code was made from, or -1 when it was not made here. */
    static long numberOf(String code) {
        if (code.length() != 13 || !code.startsWith(PREFIX)) {
            return -1;
        }
        for (int i = 0; i < 13; i++) {
            if (code.charAt(i) < '0' || code.charAt(i) > '9') {
                return -1;
            }
        }
        return code.charAt(12) == checkDigit(code.substring(0, 12)) ? Long.parseLong(code.substring(3, 12)) : -1;
    }

    /** The check digit after these digits: weights 3 and 1 from the right. */
    static char checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
