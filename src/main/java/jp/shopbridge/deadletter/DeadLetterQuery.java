package jp.shopbridge.deadletter;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; null or empty means any.
 *
 * @param ids at most {@value #MAX_IDS}
 * @param page from 0
 * @param size 1 to 500
 */
public record DeadLetterQuery(
        String shop,
        Set<DeadLetterStatus> statuses,
        @Nullable String stage,
        @Nullable String code,
        @Nullable String productNo,
        List<Long> ids,
        int page,
        int size) {

    /** The most ids that one question may name. */
    public static final int MAX_IDS = 1000;

    /** A dead letter that still needs something. */
    public static final Set<DeadLetterStatus> OPEN = Set.of(DeadLetterStatus.PARKED, DeadLetterStatus.REPLAYING);

    /** These letters only, with all else unrestricted. */
    public static DeadLetterQuery ofIds(String shop, List<Long> ids) {
        return new DeadLetterQuery(shop, Set.of(), null, null, null, ids, 0, MAX_IDS);
    }

    /** The same letters, in these statuses. */
    public DeadLetterQuery in(DeadLetterStatus... wanted) {
        return new DeadLetterQuery(shop, Set.of(wanted), stage, code, productNo, ids, page, size);
    }

    /** The same letters, another page of them. */
    public DeadLetterQuery page(int page, int size) {
        return new DeadLetterQuery(shop, statuses, stage, code, productNo, ids, page, size);
    }
}
