package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;

/**
 * How much one document may cost on its way through one mapping. What is done is counted, not timed, so that the same
 * document has the same outcome on a busy machine and on an idle one. One unit stands for one visited node, 4 characters of a text, or
 * 16 looks of a regular expression; the most there may be is around a second of one core and some tens of megabytes.
 */
public final class Work {

    /** Units for one document; the largest of the samples needs some 3,000. */
    public static final long MOST = 6_000_000;

    /** Units for one run of one expression, which bounds what it may hold in memory. */
    public static final long MOST_OF_EXPRESSION = 250_000;

    /** Units of an entry of a list that is made, which takes some 300 bytes. */
    public static final long OF_AN_ENTRY = 50;

    /** Units of a field that is written. */
    public static final long OF_A_FIELD = 10;

    private static final int CHARACTERS_A_UNIT = 4;
    private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

    private long left = MOST;
    private long ofExpression = MOST_OF_EXPRESSION;

    private Work() {}

    /** More was to be done for one document than is allowed; ends that document. */
    public static final class Exceeded extends RuntimeException {

        private Exceeded() {
            super("One document costs more than " + MOST + " units of work.", null, false, false);
        }
    }

    /** A piece of work that is counted. */
    @FunctionalInterface
    public interface Counted<T> {
        /** Does it. */
        T run();
    }

    /** Does something with a count of its own, on this thread. */
    public static <T> T counted(Counted<T> work) {
        Work before = CURRENT.get();
        CURRENT.set(new Work());
        try {
            return work.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** Counts these units. @throws Exceeded when there are too many */
    public static void charge(long units) {
        Work work = CURRENT.get();
        if (work != null) {
            work.left -= units;
            if (work.left < 0) {
                throw new Exceeded();
            }
        }
    }

    /** Counts a value as it goes through a step. @throws Exceeded when there is too much */
    public static void charge(JsonNode value) {
        charge(1L + (value.isTextual() ? value.textValue().length() / CHARACTERS_A_UNIT : value.size()));
    }

    /** An expression begins, which may not use up the document's work alone. */
    public static void expressionBegins() {
        Work work = CURRENT.get();
        if (work != null) {
            work.ofExpression = MOST_OF_EXPRESSION;
        }
    }

    /**
     * Counts every node of a value, once for each time it is to be looked at.
     *
     * @throws CannotApply when this is more than one expression may do
     * @throws Exceeded when it is more than the document may cost
     */
    public static void chargeExpression(JsonNode value, long times) {
        Work work = CURRENT.get();
        long most = work == null ? MOST_OF_EXPRESSION : work.ofExpression;
        long units = Math.max(1, times) * size(value, most / Math.max(1, times) + 1, 0);
        if (units > most) {
            throw new CannotApply(
                    Messages.sentence("mapping.function.does-more-than-one-expression", MOST_OF_EXPRESSION));
        }
        if (work != null) {
            work.ofExpression -= units;
        }
        charge(units);
    }

    /** The nodes of a value and its texts' length in units; stops counting above the limit. */
    private static long size(JsonNode value, long limit, int depth) {
        if (value.isTextual()) {
            return 1L + value.textValue().length() / CHARACTERS_A_UNIT;
        }
        if (depth > 1000) {
            return limit + 1;
        }
        long size = 1;
        for (JsonNode item : value) {
            size += size(item, limit - size, depth + 1);
            if (size > limit) {
                return size;
            }
        }
        return size;
    }
}
