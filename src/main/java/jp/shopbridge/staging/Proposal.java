package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jp.shopbridge.failure.Sentence;

/** What a person wants of each of many listings, decided on the listing as it is at that moment. */
@FunctionalInterface
public interface Proposal {

    /** What is wanted of this listing; asked again when a batch has to be repeated. */
    Answer about(Listing listing);

    /** A patch, or why there is none. */
    sealed interface Answer {}

    /** A JSON Merge Patch of the listing. */
    record Patch(ObjectNode patch) implements Answer {}

    /** Nothing is to be done to this listing, because of this. */
    record Refused(String field, String code, Sentence sentence) implements Answer {}
}
