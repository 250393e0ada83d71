package jp.shopbridge.api.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import jp.shopbridge.Json;

/**
 * What spreadsheets do to cells, and what is done against it. A text that a spreadsheet would execute as a formula, or
 * rewrite as a number or a date, leaves with an apostrophe before it, which is taken off when it returns.
 */
public final class Cells {

    /** Returns a field to its mapped value. */
    private static final Set<String> REVERT = Set.of("#futureshopの値", "#元の値", "#revert");

    /** Empties a field. */
    private static final Set<String> EMPTY = Set.of("#空", "#empty");

    /** Characters that start a formula, also in the full width that Japanese spreadsheets take for the same. */
    private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

    private static final Pattern REWRITTEN = Pattern.compile(
            "0\\d+" // the leading zero goes
                    + "|\\d{12,}" // becomes 4.90123E+12
                    + "|\\d+\\.\\d*0" // the last zero goes
                    + "|\\d+(\\.\\d+)?[eE][+-]?\\d+"
                    + "|\\d{1,4}[-/]\\d{1,2}([-/]\\d{1,4})?" // becomes a date
                    + "|\\d{1,2}:\\d{2}(:\\d{2})?"
                    + "|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]?\\d{1,4}"
                    + "|\\d{1,2}[- ](?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
                    + "|(?i:true|false)");

    private Cells() {}

    /** The text as it leaves. */
    public static String guarded(String text) {
        return needsGuard(text) ? "'" + text : text;
    }

    /** The text as it was before it left. */
    static String unguarded(String cell) {
        return cell.startsWith("'") && needsGuard(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean needsGuard(String text) {
        if (text.isEmpty()) {
            return false;
        }
        String start = text.stripLeading();
        return DANGEROUS.indexOf(text.charAt(0)) >= 0
                || (!start.isEmpty() && DANGEROUS.indexOf(start.charAt(0)) >= 0)
                || (text.length() <= 40 && REWRITTEN.matcher(text).matches())
                || isRevert(text)
                || isEmpty(text)
                || (text.charAt(0) == '\'' && needsGuard(text.substring(1)));
    }

    static boolean isRevert(String cell) {
        return REVERT.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    static boolean isEmpty(String cell) {
        return EMPTY.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /** The text with every line break the same, as editors differ in them. */
    static String plain(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Full-width signs as the plain ones. Compatibility forms at large would make a 2 of a ② and of a ². */
    static String narrow(String text) {
        return text.codePoints()
                .map(sign ->
                        sign >= '！' && sign <= '～' ? sign - '！' + '!' : sign == '￥' ? '¥' : sign == '　' ? ' ' : sign)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A few characters that tell whether a cell is still as it left. */
    static String mark(String text) {
        byte[] digest = Json.digest(plain(text).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 3));
    }
}
