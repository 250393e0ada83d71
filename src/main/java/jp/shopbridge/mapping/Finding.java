package jp.shopbridge.mapping;

import jp.shopbridge.failure.Sentence;

/**
 * Something in the mapping files that is wrong or doubtful.
 *
 * @param kind which mistake it is
 * @param at where it stands
 * @param sentence what is wrong there
 * @param remedy what to do about it
 */
public record Finding(FindingKind kind, Position at, Sentence sentence, Sentence remedy) {

    /** How much a finding weighs. */
    public enum Level {
        /** The files are refused. */
        ERROR,
        /** The files are accepted, and somebody should look. */
        WARNING
    }

    /** How much this finding weighs. */
    public Level level() {
        return kind.level();
    }

    /** One line for a terminal or a log. */
    public String line() {
        return at + ": " + level().name().toLowerCase(java.util.Locale.ROOT) + " [" + kind.id() + "] " + sentence.en()
                + ". " + remedy.en() + ".";
    }
}
