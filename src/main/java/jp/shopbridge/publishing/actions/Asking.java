package jp.shopbridge.publishing.actions;

import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;

/**
 * One product that TikTok is asked about, and what it proposed so far. Every answer makes another one; nothing of the product
 * is changed.
 *
 * @param listing the listing as it was when the first question was asked
 * @param categoryId its category, or the proposed one; empty as long as there is none
 * @param fields what is proposed
 * @param unanswered the attributes its category requires and nothing is proposed for, by name
 * @param note what could not be asked and why; null when all could
 */
public record Asking(
        Listing listing,
        String categoryId,
        List<ProposedField> fields,
        List<String> unanswered,
        @Nullable Sentence note) {

    /** The listing's name. */
    public ListingKey key() {
        return listing.key();
    }

    /** Whether it has no category yet, not even a proposed one. */
    public boolean isWithoutCategory() {
        return categoryId.isEmpty();
    }

    FieldProposal nothing() {
        return FieldProposal.nothing(listing, categoryId);
    }

    Asking inCategory(String id) {
        return new Asking(listing, id, fields, unanswered, note);
    }

    // A step that is repeated after a lost answer proposes the same again.
    Asking with(ProposedField field) {
        List<ProposedField> more = new ArrayList<>(fields);
        more.removeIf(
                each -> each.field().equals(field.field()) && each.attributeId().equals(field.attributeId()));
        more.add(field);
        return new Asking(listing, categoryId, List.copyOf(more), unanswered, note);
    }

    Asking lacking(List<String> attributes) {
        return new Asking(listing, categoryId, fields, List.copyOf(attributes), note);
    }

    Asking noting(Sentence sentence) {
        return new Asking(listing, categoryId, fields, unanswered, sentence);
    }

    /** The listing's name; never its content. */
    @Override
    public String toString() {
        return "Asking[" + key() + "]";
    }
}
