package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.schibsted.spt.data.jslt.Function;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code between-dates(day, from, to)} in expressions: whether a day lies between two others, both included. An end that is
 * blank is open; a day that is blank, or two blank ends, say no. Asked of {@code $today} it tells when its answer changes.
 */
final class BetweenDates implements Function {

    static final String NAME = "between-dates";

    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern CALL = Pattern.compile(
            NAME + "\\s*\\(([^,()\"]*|\"[^\"]*\"),\\s*([^,()\"]*|\"[^\"]*\"),\\s*([^,()\"]*|\"[^\"]*\")\\)");

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getMinArguments() {
        return 3;
    }

    @Override
    public int getMaxArguments() {
        return 3;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
        JsonNode asked = arguments[0];
        LocalDate day = read(asked);
        LocalDate from = read(arguments[1]);
        LocalDate to = read(arguments[2]);
        if (from != null && to != null && to.isBefore(from)) {
            throw new CannotApply(backwards(from, to));
        }
        if (day == null || (from == null && to == null)) {
            return BooleanNode.FALSE;
        }
        if (asked instanceof Today today) {
            if (from != null) {
                today.changesOn(from);
            }
            if (to != null) {
                today.changesOn(to.plusDays(1));
            }
        }
        return BooleanNode.valueOf((from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to)));
    }

    /** What is wrong with the days that an expression names itself. */
    static Optional<Sentence> wrong(String code) {
        for (Matcher call = CALL.matcher(code); call.find(); ) {
            LocalDate[] days = new LocalDate[4];
            for (int i = 1; i <= 3; i++) {
                String argument = call.group(i).strip();
                if (argument.length() > 2 && argument.startsWith("\"")) {
                    String written = argument.substring(1, argument.length() - 1);
                    Optional<LocalDate> day = day(written);
                    if (day.isEmpty() && !written.isBlank()) {
                        return Optional.of(noDay(written));
                    }
                    days[i] = day.orElse(null);
                }
            }
            if (days[2] != null && days[3] != null && days[3].isBefore(days[2])) {
                return Optional.of(backwards(days[2], days[3]));
            }
        }
        return Optional.empty();
    }

    private static @Nullable LocalDate read(JsonNode node) {
        if (Values.blank(node)) {
            return null;
        }
        String written = node.asText();
        return day(written).orElseThrow(() -> new CannotApply(noDay(written)));
    }

    /** A day as people and spreadsheets write it. */
    static Optional<LocalDate> day(String written) {
        Matcher parts =
                DAY.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC).strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Sentence noDay(String written) {
        return Messages.sentence("mapping.no-day", written);
    }

    private static Sentence backwards(LocalDate from, LocalDate to) {
        return Messages.sentence("mapping.period-ends-before-it-begins", to, from);
    }
}
