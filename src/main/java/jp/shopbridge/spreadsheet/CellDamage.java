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
            return damage(true, Messages.sentence("spreadsheet.what-spreadsheet-shows-error-narrow"));
        }
        if (THOUSANDS.matcher(text).matches()) {
            String plain = text.replace(",", "");
            return damage(false, Messages.sentence("spreadsheet.spreadsheet-put-separators-into-number", plain));
        }
        Matcher digits = LAST_DIGITS.matcher(text);
        if (digits.matches() && !text.chars().allMatch(c -> c == '0')) {
            return damage(
                    false,
                    Messages.sentence(
                            "spreadsheet.spreadsheet-made-zeros-digits-after", digits.group(1), text.length()));
        }
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            int group = date.group(1) == null ? 3 : 1;
            String month = date.group(group);
            String day = date.group(group + 1);
            return damage(false, Messages.sentence("spreadsheet.spreadsheet-made-date-what-likely", month, day));
        }
        if (MONTH_NAME.matcher(text).matches()) {
            return damage(false, Messages.sentence("spreadsheet.spreadsheet-made-date-likely-numbers"));
        }
        if (SMALL.matcher(text).matches()) {
            return damage(
                    false,
                    Messages.sentence(
                            "spreadsheet.spreadsheet-took-number-likely-letters-2", text.replaceFirst("\\.\\d+", "")));
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

    private static Optional<CellDamage> damage(boolean certain, Sentence sentence) {
        return Optional.of(new CellDamage(certain, sentence));
    }
}
