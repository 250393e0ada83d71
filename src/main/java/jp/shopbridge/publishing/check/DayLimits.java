package jp.shopbridge.publishing.check;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.tiktok.HourlyCalls;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokLimits;
import jp.shopbridge.tiktok.TiktokOperation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many new products and how many reviewed edits a shop may have on one day, as Seller Center's first page tells the
 * merchant and the settings say ({@code tiktok.listings-per-day}, {@code tiktok.relistings-per-day}). What the ledger holds
 * of the day is counted, whatever instance sent it.
 */
@Component
public class DayLimits {

    private static final String LISTINGS = "PUBLISHING_NEW_PRODUCT_LIMIT";
    private static final String RELISTINGS = "PUBLISHING_RELISTING_LIMIT";

    private final BridgeSettings settings;
    private final TiktokLimits limits;
    private final TiktokAnswers answers;
    private final HourlyCalls hours;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DayLimits(
            BridgeSettings settings,
            TiktokLimits limits,
            TiktokAnswers answers,
            HourlyCalls hours,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.settings = settings;
        this.limits = limits;
        this.answers = answers;
        this.hours = hours;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * One of a shop's limits of a day.
     *
     * @param most 0 where there is none
     * @param used what of it is spent today
     */
    public record Day(int most, int used) {

        /** Whether none is left today. */
        public boolean isSpent() {
            return most > 0 && used >= most;
        }

        /** How many days after today the last of so many more can be sent; 0 is today. */
        public int daysFor(int more) {
            int later = used + more - most;
            return most == 0 || later <= 0 ? 0 : (later + most - 1) / most;
        }
    }

    /** New products of the shop today. */
    public Day listings(String shop) {
        return day(shop, true);
    }

    /** Reviewed edits of the shop today. */
    public Day relistings(String shop) {
        return day(shop, false);
    }

    /** The beginning of the day that is so many days from now. */
    public Instant startOfDayIn(int days) {
        ZoneId zone = limits.listingDay();
        return answers.today().plusDays(days).atStartOfDay(zone).toInstant();
    }

    /**
     * Lets a product begin its way.
     *
     * @param isNew whether TikTok does not have it yet
     * @throws ThrottledFailure when the day's limit is spent
     */
    public void check(String shop, boolean isNew) {
        if (most(shop, isNew) > 0) {
            Day day = day(shop, isNew);
            if (day.isSpent()) {
                throw spent(day.most(), isNew);
            }
        }
    }

    /**
     * Writes a call down within the limit of its day, so that no two are the last one.
     *
     * @throws ThrottledFailure when it would be one too many
     */
    public <T> T within(String shop, TiktokOperation operation, Supplier<T> writing) {
        boolean isNew = operation == TiktokOperation.CREATE;
        boolean counts = isNew || operation == TiktokOperation.EDIT || operation == TiktokOperation.PARTIAL_EDIT;
        if (!counts || most(shop, isNew) == 0) {
            return writing.get();
        }
        return Objects.requireNonNull(transactions.execute(status -> {
            hours.lock(shop);
            check(shop, isNew);
            return writing.get();
        }));
    }

    private Day day(String shop, boolean isNew) {
        int most = most(shop, isNew);
        if (most == 0) {
            return new Day(0, 0);
        }
        List<String> operations = isNew
                ? List.of(TiktokOperation.CREATE.id())
                : List.of(TiktokOperation.EDIT.id(), TiktokOperation.PARTIAL_EDIT.id());
        return new Day(
                most,
                jdbc.sql(Sql.named("publishing-taken-since"))
                        .param("shop", shop)
                        .param("operations", operations)
                        .param("since", startOfDayIn(0).atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single());
    }

    private int most(String shop, boolean isNew) {
        BridgeSettings.Tiktok tiktok = settings.shop(shop).tiktok();
        return isNew ? tiktok.listingsPerDay() : tiktok.relistingsPerDay();
    }

    /** Why the shop's new products wait for the next day, if they do. */
    public Optional<ListingLimit.Hold> hold(String shop) {
        Day day = listings(shop);
        return day.isSpent()
                ? Optional.of(new ListingLimit.Hold(
                        LISTINGS, clock.instant().plus(answers.untilTomorrow()), spentNew(day.most())))
                : Optional.empty();
    }

    /** Whether a product waits because of such a limit. */
    public static boolean isOfTheDay(ThrottledFailure failure) {
        return failure.code().equals(LISTINGS) || failure.code().equals(RELISTINGS);
    }

    private ThrottledFailure spent(int most, boolean isNew) {
        return new ThrottledFailure(
                isNew ? LISTINGS : RELISTINGS,
                isNew ? spentNew(most) : Messages.sentence("publishing.check.edits-day-settings-allow-reached", most),
                answers.untilTomorrow());
    }

    private static Sentence spentNew(int most) {
        return Messages.sentence("publishing.check.new-listings-day-settings-allow", most);
    }
}
