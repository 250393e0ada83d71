package jp.shopbridge.staging;

import static jp.shopbridge.staging.ListingEvent.*;
import static jp.shopbridge.staging.ListingState.*;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of states: which state follows on which event. What is not in it is refused. ARCHITECTURE.md's state
 * table is generated from here.
 */
public final class Transitions {

    private static final Map<ListingState, Map<ListingEvent, ListingState>> TABLE = new EnumMap<>(ListingState.class);

    static {
        // Anything may turn out to lack something, except while TikTok's answer is unknown or its audit runs:
        // then the truth about TikTok comes first, and the listing is looked at again afterwards.
        for (ListingState state :
                new ListingState[] {INCOMPLETE, EXCLUDED, WAITING, LIVE, REJECTED, FAILED, NO_WAREHOUSE}) {
            on(state, LACKS, INCOMPLETE);
            on(state, LEFT_OUT, EXCLUDED);
            on(state, CHANGED, WAITING);
            on(state, LINKED, WAITING);
            on(state, RELISTED, WAITING);
        }
        on(IN_REVIEW, CHANGED, IN_REVIEW);
        on(IN_REVIEW, LACKS, IN_REVIEW);
        on(IN_REVIEW, LEFT_OUT, IN_REVIEW);
        on(UNKNOWN_OUTCOME, CHANGED, UNKNOWN_OUTCOME);
        on(UNKNOWN_OUTCOME, LACKS, UNKNOWN_OUTCOME);
        on(UNKNOWN_OUTCOME, LEFT_OUT, UNKNOWN_OUTCOME);

        on(INCOMPLETE, SAME_AS_PUBLISHED, LIVE);
        on(EXCLUDED, SAME_AS_PUBLISHED, LIVE);
        on(WAITING, SAME_AS_PUBLISHED, LIVE);
        on(FAILED, SAME_AS_PUBLISHED, LIVE);
        on(NO_WAREHOUSE, SAME_AS_PUBLISHED, LIVE);
        on(LIVE, SAME_AS_PUBLISHED, LIVE);
        on(IN_REVIEW, SAME_AS_PUBLISHED, IN_REVIEW);
        on(REJECTED, SAME_AS_PUBLISHED, REJECTED);
        on(UNKNOWN_OUTCOME, SAME_AS_PUBLISHED, UNKNOWN_OUTCOME);

        // What lies at TikTok as a draft is not on sale: it waits for a person to send it for review.
        for (ListingState state : new ListingState[] {INCOMPLETE, EXCLUDED, WAITING, FAILED, NO_WAREHOUSE, LIVE}) {
            on(state, SAME_AS_DRAFT, WAITING);
        }
        on(IN_REVIEW, SAME_AS_DRAFT, IN_REVIEW);
        on(REJECTED, SAME_AS_DRAFT, REJECTED);
        on(UNKNOWN_OUTCOME, SAME_AS_DRAFT, UNKNOWN_OUTCOME);
        on(WAITING, DRAFTED, WAITING);
        on(INCOMPLETE, DRAFTED, WAITING);
        on(EXCLUDED, DRAFTED, WAITING);
        on(UNKNOWN_OUTCOME, DRAFTED, WAITING);

        on(WAITING, ACCEPTED, IN_REVIEW);
        on(WAITING, UPDATED, LIVE);
        on(WAITING, REFUSED, FAILED);
        on(WAITING, STILL_TURNED_DOWN, REJECTED);
        on(WAITING, NO_WAREHOUSE_FOUND, NO_WAREHOUSE);
        on(WAITING, HELD, WAITING);
        on(WAITING, ANSWER_LOST, UNKNOWN_OUTCOME);
        // A product may be edited into incompleteness, or left out, while its call is under way; the call's outcome is
        // still true.
        for (ListingState state : new ListingState[] {INCOMPLETE, EXCLUDED}) {
            on(state, ACCEPTED, IN_REVIEW);
            on(state, ANSWER_LOST, UNKNOWN_OUTCOME);
            on(state, REFUSED, state);
            on(state, NO_WAREHOUSE_FOUND, state);
            on(state, HELD, state);
        }

        on(UNKNOWN_OUTCOME, PROVEN_DONE, IN_REVIEW);
        on(UNKNOWN_OUTCOME, PROVEN_NOT_DONE, WAITING);

        on(IN_REVIEW, AUDIT_PASSED, LIVE);
        on(IN_REVIEW, AUDIT_FAILED, REJECTED);
        on(IN_REVIEW, AUDIT_PENDING, IN_REVIEW);
        on(LIVE, AUDIT_PASSED, LIVE);
        on(LIVE, AUDIT_FAILED, REJECTED);
        on(LIVE, AUDIT_PENDING, IN_REVIEW);
        on(REJECTED, AUDIT_PASSED, LIVE);
        on(REJECTED, AUDIT_FAILED, REJECTED);
        on(REJECTED, AUDIT_PENDING, IN_REVIEW);
        // Webhooks come late and out of order: what TikTok says of an older version changes nothing here.
        for (ListingState state :
                new ListingState[] {INCOMPLETE, EXCLUDED, WAITING, FAILED, NO_WAREHOUSE, UNKNOWN_OUTCOME}) {
            on(state, AUDIT_PASSED, state);
            on(state, AUDIT_FAILED, state);
            on(state, AUDIT_PENDING, state);
        }

        on(FAILED, RETRY, WAITING);
        on(NO_WAREHOUSE, RETRY, WAITING);
        on(REJECTED, RETRY, WAITING);
        on(WAITING, RETRY, WAITING);
    }

    private Transitions() {}

    private static void on(ListingState from, ListingEvent event, ListingState to) {
        of(from).put(event, to);
    }

    /** The state that follows, or empty when this must not happen in that state. */
    public static Optional<ListingState> next(ListingState from, ListingEvent event) {
        return Optional.ofNullable(of(from).get(event));
    }

    private static Map<ListingEvent, ListingState> of(ListingState from) {
        return TABLE.computeIfAbsent(from, state -> new EnumMap<>(ListingEvent.class));
    }

    /** The whole table, for documents and tests. */
    public static Map<ListingState, Map<ListingEvent, ListingState>> table() {
        return Collections.unmodifiableMap(TABLE);
    }
}
