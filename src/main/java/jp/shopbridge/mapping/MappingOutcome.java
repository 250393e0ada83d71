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

    /** Whether nothing is missing. */
    public boolean complete() {
        return reasons.isEmpty();
    }
}
