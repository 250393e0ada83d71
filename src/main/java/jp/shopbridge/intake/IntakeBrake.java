package jp.shopbridge.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StateCount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stops what would alter, spoil or miss an unusually large share of a shop's catalogue: intake and publishing of the shop
 * pause with a reason until a person resumes them. What was stopped goes on after that and is not stopped again.
 */
@Component
public class IntakeBrake {

    static final String CODE = "INTAKE_BRAKE";

    private static final Logger LOG = LoggerFactory.getLogger(IntakeBrake.class);
    private static final String NOTHING_LACKING = "[]";

    private final NamedParameterJdbcTemplate jdbc;
    private final Listings listings;
    private final Pauses pauses;
    private final IntakeSettings.Brake limits;
    private final Clock clock;

    IntakeBrake(
            NamedParameterJdbcTemplate jdbc, Listings listings, Pauses pauses, IntakeSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.listings = listings;
        this.pauses = pauses;
        this.limits = settings.brake();
        this.clock = clock;
    }

    /**
     * How many staged listings would be altered: their mapped values differ, something they need would be missing, or
     * they could not be mapped any more. Products that are not staged yet count for nothing.
     *
     * @param numbers all product numbers concerned, also of products that could not be mapped
     */
    int altered(String shop, Collection<String> numbers, List<SourceProduct> mapped) {
        if (numbers.isEmpty()) {
            return 0;
        }
        Map<String, SourceProduct> after = new HashMap<>();
        mapped.forEach(product -> after.put(product.productNo(), product));
        AtomicInteger altered = new AtomicInteger();
        jdbc.query(Sql.named("listing-documents"), new MapSqlParameterSource("keys", Sql.keys(shop, numbers)), row -> {
            SourceProduct product = after.get(row.getString("product_no"));
            if (product == null
                    || !row.getString("mapped").equals(Json.text(product.mapped()))
                    || (row.getString("reasons").equals(NOTHING_LACKING)
                            && !product.lacks().isEmpty())) {
                altered.incrementAndGet();
            }
        });
        return altered.get();
    }

    /**
     * Lets this many further alterations pass, or stops them before any is written.
     *
     * @throws BrakeEngaged when they, with the ones before, are more than is usual; the stages are paused then
     */
    void allowAltering(IntakeRun run, int more) {
        allow(run.shop(), subject(run), more, limits.alteredShare(), "intake run " + run.id(), Cause.SOURCE);
    }

    /** The same for listings that a new mapping alters. */
    void allowRemapping(String shop, String version, int more) {
        allow(
                shop,
                subject(version),
                more,
                limits.alteredShare(),
                "mapping " + version.substring(0, Math.min(12, version.length())),
                Cause.MAPPING);
    }

    /** The same for listings that a full scan did not meet. */
    void allowMissing(IntakeRun run, int missing) {
        allow(
                run.shop(),
                subject(run) + ":missing",
                missing,
                limits.missingShare(),
                "intake run " + run.id(),
                Cause.ABSENCE);
    }

    /** Remembers what was altered, in the caller's transaction. */
    void count(IntakeRun run, int altered) {
        add(run.shop(), subject(run), altered, null);
    }

    /** Remembers what a mapping altered, in the caller's transaction. */
    void count(String shop, String version, int altered) {
        add(shop, subject(version), altered, null);
    }

    private void allow(String shop, String subject, int more, double share, String what, Cause cause) {
        if (more == 0) {
            return;
        }
        Stand stand = stand(shop, subject);
        int altered = stand.altered() + more;
        if (stand.engagedBefore() || altered < limits.atLeast()) {
            return;
        }
        long staged = listings.counts(shop).stream().mapToLong(StateCount::all).sum();
        if (altered <= staged * share) {
            return;
        }
        Sentence reason = cause.sentence(shop, altered, staged, share);
        add(shop, subject, 0, clock.instant());
        for (String stage : List.of("publishing", IntakeProducts.STAGE)) {
            pauses.pause(shop, stage, CODE, reason, "brake", null);
        }
        LOG.warn("{} is stopped: {}", what, reason.en());
        throw new BrakeEngaged(reason);
    }

    private Stand stand(String shop, String subject) {
        return jdbc
                .query(
                        Sql.named("intake-brake-find"),
                        new MapSqlParameterSource("shop", shop).addValue("subject", subject),
                        (row, n) -> new Stand(row.getInt("altered"), row.getObject("engaged_at") != null))
                .stream()
                .findFirst()
                .orElse(new Stand(0, false));
    }

    private void add(String shop, String subject, int altered, @Nullable Instant engagedAt) {
        if (altered == 0 && engagedAt == null) {
            return;
        }
        MapSqlParameterSource row = new MapSqlParameterSource("shop", shop)
                .addValue("subject", subject)
                .addValue("altered", altered)
                .addValue("engagedAt", engagedAt == null ? null : engagedAt.atOffset(ZoneOffset.UTC));
        if (jdbc.update(Sql.named("intake-brake-add"), row) == 0) {
            jdbc.update(Sql.named("intake-brake-insert"), row);
        }
    }

    private static String subject(IntakeRun run) {
        return "run:" + run.id();
    }

    private static String subject(String version) {
        return "mapping:" + version;
    }

    /** The numbers of a page's changed products that stand for themselves. */
    static Set<String> numbers(OpenedPage page) {
        return page.changed().stream()
                .filter(product -> product.isNamed() && !product.repeated())
                .map(ArrivedProduct::name)
                .collect(Collectors.toSet());
    }

    private record Stand(int altered, boolean engagedBefore) {}

    private enum Cause {
        SOURCE("futureshopからの取り込みで商品の内容が変わる件数が多すぎるため", "a single intake run would change"),
        MAPPING("マッピングの変更で商品の内容が変わる件数が多すぎるため", "the new mapping would change"),
        ABSENCE("futureshopに見つからない商品が多すぎるため", "a single full scan would mark as missing");

        private final String ja;
        private final String en;

        Cause(String ja, String en) {
            this.ja = ja;
            this.en = en;
        }

        private Sentence sentence(String shop, int altered, long staged, double share) {
            long percent = Math.round(share * 100);
            return Sentence.of(
                    ja + "、ショップ「" + shop + "」の取り込みと送信を止めました（" + staged + "件中" + altered + "件以上、上限" + percent
                            + "%）。まだ何も書き込んでいません。意図した変更なら管理者が取り込み（intake）を再開し、結果を確認してから送信（publishing）を再開してください。意図しない変更なら元に戻してから再開してください。",
                    "Intake and publishing of shop " + shop + " are paused because " + en + " " + altered
                            + " or more of "
                            + staged + " products, over the limit of " + percent
                            + " %; nothing of it was written. If it is meant, resume intake, look at the result, then resume"
                            + " publishing; if not, undo it first.");
        }
    }
}
