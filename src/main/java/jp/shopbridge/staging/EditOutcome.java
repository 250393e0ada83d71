package jp.shopbridge.staging;

import jp.shopbridge.failure.Sentence;

/** What became of a person's edit, selection or revert. */
public sealed interface EditOutcome {

    /** It was done; the listing as it is now. */
    record Edited(Listing listing) implements EditOutcome {}

    /** There is no such listing. */
    record NoSuchListing(ListingKey key) implements EditOutcome {}

    /** Somebody else changed it since; the listing as it is now. */
    record Conflict(Listing listing) implements EditOutcome {}

    /** A value cannot be taken; nothing was changed. */
    record Invalid(String field, String code, Sentence sentence) implements EditOutcome {}
}
