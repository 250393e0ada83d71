package jp.shopbridge.staging;

/** What can happen to a listing's state. What follows is decided by {@link Transitions} alone. */
public enum ListingEvent {
    LACKS("Import, edit or preflight finds something missing."),
    LEFT_OUT("A rule of the mapping leaves it out."),
    CHANGED("The listing is complete and differs from what TikTok last accepted."),
    SAME_AS_PUBLISHED("The listing is complete and equals what TikTok last accepted and shows."),
    ACCEPTED("TikTok accepted a create or an edit for review."),
    UPDATED("TikTok took a change that needs no review (price, stock)."),
    DRAFTED("TikTok took it as a draft: nothing of it is on sale before somebody sends it for review."),
    SAME_AS_DRAFT("The listing is complete and equals the draft that TikTok holds; it is to stay a draft."),
    REFUSED("TikTok refused, or sending failed for good."),
    HELD("Nothing was sent, because a draft or a review that somebody began in Seller Center stands in the way."),
    NO_WAREHOUSE_FOUND("The TikTok shop has no usable warehouse."),
    ANSWER_LOST("The answer to a call that changes something was lost."),
    PROVEN_DONE("The resolver proved that the lost call was carried out."),
    PROVEN_NOT_DONE("The resolver proved that the lost call was not carried out."),
    AUDIT_PASSED("TikTok's audit passed."),
    AUDIT_FAILED("TikTok's audit failed, or TikTok took the product down."),
    AUDIT_PENDING("TikTok says the product is under review."),
    LINKED("A person linked the listing to a product that TikTok already had."),
    RELISTED("A person lists it anew after TikTok's product was deleted."),
    STILL_TURNED_DOWN("Nothing was sent, because it is still what TikTok's audit turned down."),
    RETRY("A person or a replay asks to send it again.");

    private final String meaning;

    ListingEvent(String meaning) {
        this.meaning = meaning;
    }

    /** One English sentence for documents. */
    public String meaning() {
        return meaning;
    }
}
