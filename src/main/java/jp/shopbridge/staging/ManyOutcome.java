package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of many listings.
 *
 * @param before the listing as it was, null when there is none
 * @param steps what was changed
 * @param after its state now; null when there is no such listing
 * @param newLacks what it lacks now and did not lack before
 * @param complete whether it lacks nothing now
 * @param code why it was refused, null when it was not
 * @param field the field the refusal is about
 * @param sentence the refusal for people
 */
public record ManyOutcome(
        ListingKey key,
        @Nullable ListingStatus before,
        List<Step> steps,
        @Nullable ListingState after,
        List<Lack> newLacks,
        boolean complete,
        boolean changed,
        @Nullable String code,
        @Nullable String field,
        @Nullable Sentence sentence) {

    /**
     * One change of one field.
     *
     * @param edit what was wanted; JSON null reverts
     * @param before the effective value before, JSON null when there was none
     * @param after the effective value now, JSON null when there is none
     */
    public record Step(Edit edit, JsonNode before, JsonNode after) {}

    static ManyOutcome changed(Listing before, List<Step> steps, ListingState after, List<Lack> lacks) {
        List<Lack> added = lacks.stream()
                .filter(lack -> before.lacks().stream().noneMatch(known -> sameRequirement(known, lack)))
                .toList();
        return new ManyOutcome(
                before.key(), before.status(), steps, after, added, lacks.isEmpty(), true, null, null, null);
    }

    private static boolean sameRequirement(Lack one, Lack other) {
        return one.code().equals(other.code())
                && one.field().equals(other.field())
                && Objects.equals(one.skuNo(), other.skuNo());
    }

    static ManyOutcome unchanged(Listing before) {
        return standing(before, null, null, null);
    }

    static ManyOutcome refused(Listing before, String field, String code, Sentence sentence) {
        return standing(before, code, field, sentence);
    }

    private static ManyOutcome standing(
            Listing before, @Nullable String code, @Nullable String field, @Nullable Sentence sentence) {
        return new ManyOutcome(
                before.key(),
                before.status(),
                List.of(),
                before.status().state(),
                List.of(),
                before.lacks().isEmpty(),
                false,
                code,
                field,
                sentence);
    }

    static ManyOutcome noSuchListing(ListingKey key) {
        return new ManyOutcome(
                key,
                null,
                List.of(),
                null,
                List.of(),
                false,
                false,
                "EDIT_PRODUCT_UNKNOWN",
                "productNo",
                Messages.sentence("EDIT_PRODUCT_UNKNOWN", key.productNo(), key));
    }

    /** The same listing, not saved after all. */
    public static ManyOutcome notSaved(ListingKey key, Sentence sentence) {
        return new ManyOutcome(
                key, null, List.of(), null, List.of(), false, false, "EDIT_NOT_SAVED", "productNo", sentence);
    }

    /** Whether nothing was done because something stood in the way. */
    public boolean isRefused() {
        return code != null;
    }

    /** Whether the change completes what was 不足項目あり. */
    public boolean completes() {
        return changed && complete && before != null && before.state() == ListingState.INCOMPLETE;
    }
}
