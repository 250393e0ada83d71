package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code $today}: the day in Japan for which a document is mapped, as a text like 2026-12-01. It notes what was asked of
 * it, and so knows the first day on which the same document may become another; used by one evaluation.
 */
final class Today extends TextNode {

    /** The name under which expressions read it. */
    static final String NAME = "today";

    /** Where a day begins and ends. */
    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final LocalDate day;
    private @Nullable LocalDate changesOn;

    Today(LocalDate day) {
        super(day.toString());
        this.day = day;
    }

    /** Notes that the day was read by an expression of which nobody knows when its result changes: tomorrow, perhaps. */
    static void readAsItIs(Map<String, JsonNode> variables) {
        if (variables.get(NAME) instanceof Today today) {
            today.changesOn(today.day.plusDays(1));
        }
    }

    /** Notes that what was asked is answered otherwise from this day on; a day that has come counts for nothing. */
    void changesOn(LocalDate next) {
        LocalDate known = changesOn;
        if (next.isAfter(day) && (known == null || next.isBefore(known))) {
            changesOn = next;
        }
    }

    LocalDate day() {
        return day;
    }

    /** The first day on which the document may become another. */
    Optional<LocalDate> changesOn() {
        return Optional.ofNullable(changesOn);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
