package jp.shopbridge.failure;

/**
 * One statement to a person, in both languages staff read: what could not be done, for which item, because of what, and
 * what to do.
 *
 * @param ja the Japanese sentence, shown to shop staff
 * @param en the English sentence, shown to integrators and written to the log
 */
public record Sentence(String ja, String en) {

    /** Nothing to say: what a sentence has in the place of a part that does not apply. */
    public static final Sentence NOTHING = new Sentence("", "");

    /** A sentence in both languages. */
    public static Sentence of(String ja, String en) {
        return new Sentence(ja, en);
    }
}
