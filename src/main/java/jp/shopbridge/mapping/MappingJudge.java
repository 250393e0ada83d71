package jp.shopbridge.mapping;

import java.util.Optional;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** Says what another version would do to everything that is staged, before it is put in force. */
public interface MappingJudge {

    /**
     * The effect of a version over all shops.
     *
     * @param listings how many listings would be altered
     * @param prices how many prices of SKUs would be altered
     * @param excess why that is more than may happen without an operator's yes; null when it may
     */
    record Verdict(long listings, long prices, @Nullable Sentence excess) {

        /** A version that does nothing to anything. */
        public static final Verdict HARMLESS = new Verdict(0, 0, null);

        /** Whether the version may be put in force, by itself or because somebody agreed to exactly this. */
        public boolean passes(@Nullable Agreement agreed) {
            return excess == null || (agreed != null && agreed.listings() == listings && agreed.prices() == prices);
        }
    }

    /** An operator's yes; it names what the operator agrees to. */
    record Agreement(long listings, long prices) {}

    /**
     * Reads everything that is staged and compares; writes nothing of it.
     *
     * @return empty while another instance is judging
     */
    Optional<Verdict> judge(MappingSet next);

    /** Stops intake and publishing of every shop, for a version that cannot be kept from being in force. */
    void stop(Sentence excess);
}
