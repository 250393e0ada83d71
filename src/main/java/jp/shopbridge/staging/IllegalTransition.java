package jp.shopbridge.staging;

/** Something that must not happen to a listing in its state; see {@link Transitions}. */
public final class IllegalTransition extends RuntimeException {

    private final ListingKey key;
    private final ListingState state;
    private final ListingEvent event;

    IllegalTransition(ListingKey key, ListingState state, ListingEvent event) {
        super(
                "The listing " + key + " is " + state.id() + ", where " + event
                        + " must not happen; nothing was changed. Look at its history, and try again once its state has moved.");
        this.key = key;
        this.state = state;
        this.event = event;
    }

    /** The listing. */
    public ListingKey key() {
        return key;
    }

    /** The state it is in. */
    public ListingState state() {
        return state;
    }

    /** What was refused. */
    public ListingEvent event() {
        return event;
    }
}
