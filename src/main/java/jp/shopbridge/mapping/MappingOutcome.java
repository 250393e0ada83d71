package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a mapping made of one document.
 *
 * @param target the new document; fields whose value was refused are left out
 * @param reasons everything that keeps it incomplete, in the order of the fields
 */
public record MappingOutcome(ObjectNode target, List<Reason> reasons) {

    /** Whether a rule leaves the document out; the one reason says why. */
    public boolean skipped() {
        return reasons.size() == 1 && Reason.SKIPPED.equals(reasons.get(0).code());
    }

    /** Whether nothing is missing. */
    public boolean complete() {
        return reasons.isEmpty();
    }
}
