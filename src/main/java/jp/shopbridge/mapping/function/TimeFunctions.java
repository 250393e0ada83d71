package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.TEXT;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.failure.Messages;

/** Functions on dates and times; every zone is said. */
final class TimeFunctions {

    private static final String FAMILY = "time";
    private static final String ZONE = "zone of a time that carries none, and of the result";

    private TimeFunctions() {}

    static List<Function> all() {
        return List.of(instant(), unixSeconds(), formatTime());
    }

    private static Function instant() {
        return Function.named("instant", FAMILY)
                .says("Reads a date or a time, with or without an offset, as a point in time in UTC.")
                .from(TEXT, TEXT)
                .may("zone", ZONE, "Asia/Tokyo")
                .shows("\"2026-11-23T09:00:00\"", "\"2026-11-23T00:00:00Z\"")
                .shows("\"2026-11-23\"", "\"2026-11-22T15:00:00Z\"")
                .refuses("\"昨日\"")
                .does((in, a) ->
                        TextNode.valueOf(read(in.textValue(), a).toInstant().toString()));
    }

    private static Function unixSeconds() {
        return Function.named("unix-seconds", FAMILY)
                .says("A date or a time as whole seconds since 1970-01-01 UTC.")
                .from(TEXT, Kind.WHOLE)
                .may("zone", ZONE, "Asia/Tokyo")
                .shows("\"1970-01-01T09:01:00\"", "60")
                .does((in, a) ->
                        Values.number(BigDecimal.valueOf(read(in.textValue(), a).toEpochSecond())));
    }

    private static Function formatTime() {
        return Function.named("format-time", FAMILY)
                .says("Writes a date or a time in another form.")
                .from(TEXT, TEXT)
                .needs("as", TEXT, "the form, in letters such as yyyy-MM-dd HH:mm")
                .may("zone", ZONE, "Asia/Tokyo")
                .shows("\"2026-11-23T00:30:00Z\"", "\"yyyy年M月d日 HH:mm\"", "\"2026年11月23日 09:30\"")
                .does((in, a) -> {
                    ZonedDateTime time = read(in.textValue(), a);
                    try {
                        return TextNode.valueOf(time.format(DateTimeFormatter.ofPattern(a.text("as"), Locale.JAPAN)));
                    } catch (DateTimeException | IllegalArgumentException e) {
                        throw new CannotApply(
                                Messages.sentence("mapping.function.form-not-time-form-write", a.text("as")));
                    }
                });
    }

    private static ZonedDateTime read(String text, Arguments a) {
        ZoneId zone = zone(a.text("zone"));
        String clean = text.strip().replace(' ', 'T').replace('/', '-');
        try {
            if (clean.length() == 10) {
                return LocalDate.parse(clean).atStartOfDay(zone);
            }
            boolean offset = clean.endsWith("Z") || clean.indexOf('+', 10) > 0 || clean.indexOf('-', 10) > 0;
            return offset
                    ? OffsetDateTime.parse(clean).atZoneSameInstant(zone)
                    : LocalDateTime.parse(clean).atZone(zone);
        } catch (DateTimeParseException e) {
            throw new CannotApply(Messages.sentence(
                    "mapping.function.cannot-read-as-time-write", Values.excerpt(TextNode.valueOf(text))));
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new CannotApply(Messages.sentence("mapping.function.zone-not-known-write-like", name));
        }
    }
}
