package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping made of one document.
 *
 * @param target the new document; fields whose value was refused are left out
 * @param reasons everything that keeps it incomplete, in the order of the fields
 * @param madeOn the day in Japan it was made for; null where the day has no say
 * @param changesOn the first day on which the same document may become another; null when no day says so
 */
public record MappingOutcome(
        ObjectNode target, List<Reason> reasons, @Nullable LocalDate madeOn, @Nullable LocalDate changesOn) {

    /** Whether a rule leaves the document out; the one reason says why. */
    public boolean skipped() {
        return reasons.size() == 1 && Reason.SKIPPED.equals(reasons.get(0).code());
    }

    /** Whether nothing is missing. */
    public boolean complete() {
        return reasons.isEmpty();
    }
}
