package jp.shopbridge.deadletter;

/** What became of a person's wish to discard a dead letter. */
public sealed interface Discarding {

    /** It was discarded; the letter as it is now. */
    record Discarded(DeadLetter letter) implements Discarding {}

    /** It is being replayed or already closed, so it stays as it is. */
    record NotParked(DeadLetter letter) implements Discarding {}

    /** There is no such letter in this shop. */
    record NoSuchLetter() implements Discarding {}
}
