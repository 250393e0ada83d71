package jp.shopbridge.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.StateCount;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Once a day: how many products stand where, and what waits for somebody. */
@Component
public class Digest {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final BridgeSettings bridge;
    private final ListingQueries listings;
    private final Alarms alarms;
    private final AlarmConditions conditions;
    private final Outbox outbox;
    private final NoticeSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Digest(
            BridgeSettings bridge,
            ListingQueries listings,
            Alarms alarms,
            AlarmConditions conditions,
            Outbox outbox,
            NoticeSettings settings,
            TransactionTemplate transactions,
            Clock clock) {
        this.bridge = bridge;
        this.listings = listings;
        this.alarms = alarms;
        this.conditions = conditions;
        this.outbox = outbox;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How many are in a state; what is live but off sale stands beside what is on sale. */
    private static String standing(StateCount count, boolean ja) {
        long stopped = count.state() == ListingState.LIVE ? count.stoppedSelected() : 0;
        return (ja ? count.state().ja() : count.state().id())
                + ": " + (count.selected() - stopped)
                + (stopped == 0 ? "" : ja ? "、販売停止中: " + stopped : ", off sale: " + stopped);
    }

    /** Writes today's digest, once, whatever instance is asked. */
    public void write() {
        if (settings.ways().isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), JAPAN);
        boolean ja = settings.japanese();
        List<String> lines = new ArrayList<>();
        for (BridgeSettings.Shop shop : bridge.shops()) {
            List<StateCount> counts = listings.counts(shop.key());
            long all = counts.stream().mapToLong(StateCount::all).sum();
            long selected = counts.stream().mapToLong(StateCount::selected).sum();
            lines.add("[" + shop.key() + "] "
                    + (ja ? "商品 " + all + "件、連携対象 " + selected + "件" : all + " products, " + selected + " selected"));
            counts.stream()
                    .filter(count -> count.selected() > 0)
                    .forEach(count -> lines.add("  " + standing(count, ja)));
            conditions.asides(shop.key()).forEach(aside -> lines.add("  " + (ja ? aside.ja() : aside.en())));
        }
        List<String> standing = alarms.standing();
        lines.add("");
        lines.add(ja ? "要対応 " + standing.size() + "件" : standing.size() + " to act on");
        standing.forEach(line -> lines.add("- " + line));
        try {
            transactions.executeWithoutResult(status -> outbox.queue(
                    "digest:" + today,
                    (ja ? "TikTok Shop連携の概況 " : "TikTok Shop bridge, digest of ") + today,
                    String.join("\n", lines)));
        } catch (DuplicateKeyException e) {
            // Another instance wrote today's digest already, which is all we wanted.
            return;
        }
    }
}
