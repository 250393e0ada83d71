package jp.shopbridge.staging;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Works out what other mapped values would do to staged listings, edits and stock on top as always; reads only. What is
 * compared is what is stored, so that the answer holds whatever made it.
 */
@Component
public class Effects {

    private static final int PAGE = 250;
    private static final String NOTHING_LACKING = "[]";

    private final NamedParameterJdbcTemplate jdbc;

    Effects(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A staged listing, read.
     *
     * @param snapshot futureshop's product as it was stored (JSON text)
     * @param complete whether it lacks nothing now
     * @param sold whether it is at TikTok or selected to be
     */
    public record Staged(
            String productNo,
            String snapshot,
            String mapped,
            boolean complete,
            boolean sold,
            RequestRules.Standing standing,
            List<Edit> edits) {

        /** What counts with these mapped values. */
        public ListingContent effective(ListingContent values) {
            return Effective.of(values, edits, standing.skus());
        }
    }

    /** The mapped values that a listing would have. */
    public interface After {

        /** The values; null when it could not be mapped any more. */
        @Nullable
        ListingContent mapped();

        /** Whether a listing with this content would lack something. */
        boolean lacks(ListingContent effective);

        /** What would become of the requests made of a content, where other rules would make them; empty where not. */
        default Optional<RequestChange> request(Staged staged, ListingContent before, ListingContent now) {
            return Optional.empty();
        }
    }

    /**
     * A request that other rules would make.
     *
     * @param altered whether it would be another
     * @param lacks whether it would lack something that it does not lack now, or could not be made
     * @param before its prices now, each under a name of its own
     * @param now its prices then, under the same names
     */
    public record RequestChange(boolean altered, boolean lacks, Map<String, Yen> before, Map<String, Yen> now) {}

    /** Says what values a staged listing would have. */
    public interface Change {
        /** The values; must be safe for use by several threads. */
        After of(Staged staged);
    }

    /**
     * An effect with the numbers of the listings that would be altered.
     *
     * @param altered their product numbers
     */
    public record Found(Effect effect, List<String> altered) {}

    /** The effect on these listings; those that are not staged yet count for nothing. */
    public Found of(String shop, Collection<String> productNos, BigDecimal steep, Change change) {
        List<One> ones = staged(shop, productNos).parallelStream()
                .map(staged -> one(staged, steep, change))
                .toList();
        Effect effect = ones.stream().map(One::effect).reduce(Effect.NONE, Effect::plus);
        return new Found(
                effect,
                ones.stream()
                        .filter(one -> one.effect.all().altered() > 0)
                        .map(One::productNo)
                        .toList());
    }

    /**
     * The effect on all listings of a shop, read a page at a time.
     *
     * @param steep from which share of its old price on a change of a price is counted, such as 0.3
     * @param eachPage called before every page
     */
    public Effect ofShop(String shop, BigDecimal steep, Change change, Runnable eachPage) {
        Effect sum = Effect.NONE;
        String last = "";
        while (true) {
            eachPage.run();
            List<String> numbers = jdbc.queryForList(
                    Sql.named("listing-numbers-after"),
                    new MapSqlParameterSource("shop", shop)
                            .addValue("after", last)
                            .addValue("size", PAGE),
                    String.class);
            if (numbers.isEmpty()) {
                return sum;
            }
            sum = sum.plus(of(shop, numbers, steep, change).effect());
            last = numbers.get(numbers.size() - 1);
        }
    }

    /** How many listings of a shop there are, and how many of them are at TikTok or selected to be. */
    public Size size(String shop) {
        return jdbc.query(
                        Sql.named("listing-size"),
                        new MapSqlParameterSource("shop", shop),
                        (row, n) -> new Size(row.getLong("all_of_them"), row.getLong("sold")))
                .get(0);
    }

    /** Numbers of listings. */
    public record Size(long all, long sold) {}

    private List<Staged> staged(String shop, Collection<String> productNos) {
        if (productNos.isEmpty()) {
            return List.of();
        }
        MapSqlParameterSource named = new MapSqlParameterSource("keys", Sql.keys(shop, productNos));
        Map<String, List<Edit>> edits = ListingParts.edits(jdbc, named);
        Map<String, List<Sku>> skus = ListingParts.skus(jdbc, named);
        return jdbc.query(Sql.named("listing-effects"), named, (row, n) -> {
            String number = row.getString("product_no");
            String remoteId = row.getString("remote_product_id");
            return new Staged(
                    number,
                    row.getString("snapshot"),
                    row.getString("mapped"),
                    row.getString("reasons").equals(NOTHING_LACKING),
                    row.getBoolean("selected") || remoteId != null,
                    new RequestRules.Standing(
                            remoteId, row.getBoolean("send_as_draft"), skus.getOrDefault(number, List.of())),
                    edits.getOrDefault(number, List.of()));
        });
    }

    private record One(String productNo, Effect effect) {}

    private static One one(Staged staged, BigDecimal steep, Change change) {
        After after = change.of(staged);
        ListingContent mapped = after.mapped();
        if (mapped == null) {
            return counted(staged, true, true, false, 0);
        }
        ListingContent was = staged.effective(ListingContent.of(Json.parseObject(staged.mapped())));
        ListingContent will = staged.effective(mapped);
        Optional<RequestChange> request = after.request(staged, was, will);
        boolean lacks = staged.complete()
                && (after.lacks(will) || request.filter(RequestChange::lacks).isPresent());
        Map<String, Yen> before = was.prices();
        Map<String, Yen> now = will.prices();
        boolean lost = staged.complete() && !now.keySet().containsAll(before.keySet());
        Moved own = moved(before, now, steep);
        // What the requests' rules do to the prices counts where the listing's own price stays.
        Moved moved = own.prices > 0
                ? own
                : request.map(made -> moved(made.before(), made.now(), steep)).orElse(own);
        boolean altered = lacks
                || lost
                || request.filter(RequestChange::altered).isPresent()
                || !was.hash().equals(will.hash());
        return counted(staged, altered, lacks || lost, moved.steeply, moved.prices);
    }

    private static One counted(Staged staged, boolean altered, boolean leaving, boolean repriced, long prices) {
        Effect.Tally tally =
                new Effect.Tally(1, altered ? 1 : 0, leaving && staged.complete() ? 1 : 0, repriced ? 1 : 0);
        return new One(staged.productNo(), new Effect(tally, staged.sold() ? tally : Effect.Tally.NONE, prices));
    }

    private record Moved(long prices, boolean steeply) {}

    private static Moved moved(Map<String, Yen> before, Map<String, Yen> now, BigDecimal steep) {
        long altered = 0;
        boolean steeply = false;
        for (Map.Entry<String, Yen> price : before.entrySet()) {
            Yen then = now.get(price.getKey());
            if (then == null || then.equals(price.getValue())) {
                continue;
            }
            altered++;
            BigDecimal old = price.getValue().amount();
            BigDecimal difference = then.amount().subtract(old).abs();
            steeply |= difference.compareTo(old.abs().multiply(steep)) > 0;
        }
        return new Moved(altered, steeply);
    }
}
