package jp.shopbridge.spreadsheet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;

/**
 * A cell of which a spreadsheet has made something else than was entered.
 *
 * @param certain whether nobody enters such a thing himself
 * @param sentence what happened, and what it was likely before
 */
public record CellDamage(boolean certain, Sentence sentence) {

    private static final Pattern SCIENTIFIC = Pattern.compile("(\\d)(?:\\.(\\d+))?[eE]\\+(\\d{1,3})");
    /** The exponent from which spreadsheets write whole numbers so by themselves. */
    private static final int SHORTENED_FROM = 11;

    private static final Pattern SMALL = Pattern.compile("\\d(?:\\.\\d+)?[eE]-\\d{1,3}");
    private static final Pattern ERROR =
            Pattern.compile("#(?:NAME\\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|#{3,}");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:,\\d{3})+");
    private static final Pattern LAST_DIGITS = Pattern.compile("(\\d{15})0+");
    private static final Pattern DATE = Pattern.compile("\\d{4}/(\\d{1,2})/(\\d{1,2})|(\\d{1,2})月(\\d{1,2})日");
    private static final String MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final Pattern MONTH_NAME = Pattern.compile(MONTH + "-\\d{1,4}|\\d{1,2}-" + MONTH + "(?:-\\d{2,4})?");

    /** What has become of this cell, if anything has. */
    public static Optional<CellDamage> of(String cell) {
        String text = cell.strip();
        if (text.length() < 3 || text.length() > 40) {
            return Optional.empty();
        }
        Matcher scientific = SCIENTIFIC.matcher(text);
        if (scientific.matches()) {
            return Optional.of(scientific(scientific));
        }
        if (ERROR.matcher(text).matches()) {
            return damage(
                    true,
                    "表計算ソフトのエラー表示です。元の値は残っていません",
                    "it is what a spreadsheet shows for an error or a narrow column; nothing is left of the value");
        }
        if (THOUSANDS.matcher(text).matches()) {
            String plain = text.replace(",", "");
            return damage(
                    false,
                    "表計算ソフトが桁区切りのコンマを入れたようです。元の値はおそらく「" + plain + "」です",
                    "a spreadsheet put separators into a number that was likely " + plain);
        }
        Matcher digits = LAST_DIGITS.matcher(text);
        if (digits.matches() && !text.chars().allMatch(c -> c == '0')) {
            return damage(
                    false,
                    "表計算ソフトが16桁目からを0にしたようです。元の値はおそらく「" + digits.group(1) + "」で始まる" + text.length() + "桁の番号です",
                    "a spreadsheet made zeros of the digits after the 15th; it was likely a number of " + text.length()
                            + " digits that begins with " + digits.group(1));
        }
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            int group = date.group(1) == null ? 3 : 1;
            String month = date.group(group);
            String day = date.group(group + 1);
            return damage(
                    false,
                    "表計算ソフトが日付に書き換えたようです。元の値はおそらく「" + month + "-" + day + "」か「" + month + "/" + day + "」です",
                    "a spreadsheet made a date of what was likely " + month + "-" + day + " or " + month + "/" + day);
        }
        if (MONTH_NAME.matcher(text).matches()) {
            return damage(
                    false,
                    "表計算ソフトが日付に書き換えたようです。元の値はおそらく月と日の数字です（例 11-29）",
                    "a spreadsheet made a date of it; it was likely the numbers of month and day, such as 11-29");
        }
        if (SMALL.matcher(text).matches()) {
            return damage(
                    false,
                    "表計算ソフトが指数の表記に書き換えたようです。元の値はおそらく「" + text.replaceFirst("\\.\\d+", "") + "」のような英数字です",
                    "a spreadsheet took it for a number; it was likely letters and digits such as "
                            + text.replaceFirst("\\.\\d+", ""));
        }
        return Optional.empty();
    }

    private static CellDamage scientific(Matcher number) {
        String decimals = number.group(2) == null ? "" : number.group(2).replaceFirst("0+$", "");
        int exponent = Integer.parseInt(number.group(3));
        if (exponent < SHORTENED_FROM) {
            String before = number.group(1) + (decimals.isEmpty() ? "" : "." + decimals) + "E" + exponent;
            return new CellDamage(
                    true, Messages.sentence("spreadsheet.spreadsheet-took-number-likely-letters", before));
        }
        String known = number.group(1) + decimals;
        return new CellDamage(
                true, Messages.sentence("spreadsheet.spreadsheet-shortened-long-number-likely", known, exponent + 1));
    }

    private static Optional<CellDamage> damage(boolean certain, String ja, String en) {
        return Optional.of(new CellDamage(certain, Sentence.of(ja, en)));
    }
}
