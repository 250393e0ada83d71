package jp.shopbridge.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Effect;
import jp.shopbridge.staging.Effects;
import jp.shopbridge.staging.ListingRules;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stops an intake run that would alter, spoil or miss an unusually large share of a shop's catalogue: intake and publishing
 * of the shop pause with a reason until a person resumes them. What the run altered on the pages before is held from sending
 * until its last page is judged. What was stopped goes on after that and is not stopped again.
 */
@Component
public class IntakeBrake {

    static final String CODE = "INTAKE_BRAKE";

    private static final Logger LOG = LoggerFactory.getLogger(IntakeBrake.class);

    private final NamedParameterJdbcTemplate jdbc;
    private final Effects effects;
    private final ListingRules rules;
    private final Pauses pauses;
    private final BrakeLimits limits;
    private final IntakeSettings.Brake settings;
    private final Clock clock;

    IntakeBrake(
            NamedParameterJdbcTemplate jdbc,
            Effects effects,
            ListingRules rules,
            Pauses pauses,
            BrakeLimits limits,
            IntakeSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.effects = effects;
        this.rules = rules;
        this.pauses = pauses;
        this.limits = limits;
        this.settings = settings.brake();
        this.clock = clock;
    }

    /**
     * What staging these products would do to the listings that are staged already.
     *
     * @param numbers all product numbers concerned, also of products that could not be mapped
     */
    Effects.Found effect(String shop, Collection<String> numbers, List<SourceProduct> mapped) {
        Map<String, SourceProduct> after = new HashMap<>();
        mapped.forEach(product -> after.put(product.productNo(), product));
        return effects.of(
                shop, numbers, limits.steep(), staged -> new Arrived(shop, staged, after.get(staged.productNo())));
    }

    /** A staged listing as its product has just arrived; null where it could not be mapped. */
    private final class Arrived implements Effects.After {

        private final String shop;
        private final Effects.Staged staged;
        private final @Nullable SourceProduct product;

        Arrived(String shop, Effects.Staged staged, @Nullable SourceProduct product) {
            this.shop = shop;
            this.staged = staged;
            this.product = product;
        }

        @Override
        public @Nullable ListingContent mapped() {
            return product == null ? null : product.mapped();
        }

        @Override
        public boolean lacks(ListingContent effective) {
            return product != null
                    && !(staged.edits().isEmpty() ? product.lacks() : rules.lacks(shop, effective, product.snapshot()))
                            .isEmpty();
        }
    }

    /**
     * Lets a page's effect pass, or stops it before any of it is written.
     *
     * @throws BrakeEngaged when it, with the pages before, is more than is usual; the stages are paused then
     */
    void allowAltering(IntakeRun run, Effect page) {
        Stand stand = stand(run.shop(), subject(run));
        Effect whole = stand.effect().plus(page);
        if (stand.engagedBefore() || page.all().altered() == 0) {
            return;
        }
        limits.excess(run.shop(), whole, effects.size(run.shop())).ifPresent(excess -> {
            engage(
                    run.shop(),
                    subject(run),
                    run,
                    source(run.shop(), excess, stand.effect().all().altered()));
        });
    }

    /**
     * Lets listings that a full scan did not meet be marked, or stops that before any is marked.
     *
     * @throws BrakeEngaged when they are more than is usual; the stages are paused then
     */
    void allowMissing(IntakeRun run, int missing) {
        String subject = subject(run) + ":missing";
        if (missing < settings.atLeast() || stand(run.shop(), subject).engagedBefore()) {
            return;
        }
        long staged = effects.size(run.shop()).all();
        if (missing > staged * settings.missingShare()) {
            engage(run.shop(), subject, run, absence(run.shop(), missing, staged));
        }
    }

    private void engage(String shop, String subject, IntakeRun run, Sentence reason) {
        add(shop, subject, Effect.NONE, clock.instant());
        for (String stage : List.of("publishing", IntakeProducts.STAGE)) {
            pauses.pause(shop, stage, CODE, reason, "brake", null);
        }
        LOG.warn("Intake run {} is stopped: {}", run.id(), reason.en());
        throw new BrakeEngaged(reason);
    }

    /** Remembers what was altered, in the caller's transaction. */
    void count(IntakeRun run, Effect effect) {
        if (effect.all().altered() > 0) {
            add(run.shop(), subject(run), effect, null);
        }
    }

    private Stand stand(String shop, String subject) {
        return jdbc
                .query(
                        Sql.named("intake-brake-find"),
                        new MapSqlParameterSource("shop", shop).addValue("subject", subject),
                        (row, n) -> new Stand(
                                new Effect(
                                        new Effect.Tally(
                                                0,
                                                row.getLong("altered"),
                                                row.getLong("leaving"),
                                                row.getLong("repriced")),
                                        new Effect.Tally(
                                                0,
                                                row.getLong("altered_sold"),
                                                row.getLong("leaving_sold"),
                                                row.getLong("repriced_sold")),
                                        0),
                                row.getObject("engaged_at") != null))
                .stream()
                .findFirst()
                .orElse(new Stand(Effect.NONE, false));
    }

    private void add(String shop, String subject, Effect effect, @Nullable Instant engagedAt) {
        MapSqlParameterSource row = new MapSqlParameterSource("shop", shop)
                .addValue("subject", subject)
                .addValue("altered", effect.all().altered())
                .addValue("leaving", effect.all().leaving())
                .addValue("repriced", effect.all().repriced())
                .addValue("alteredSold", effect.sold().altered())
                .addValue("leavingSold", effect.sold().leaving())
                .addValue("repricedSold", effect.sold().repriced())
                .addValue("engagedAt", engagedAt == null ? null : engagedAt.atOffset(ZoneOffset.UTC));
        if (jdbc.update(Sql.named("intake-brake-add"), row) == 0) {
            jdbc.update(Sql.named("intake-brake-insert"), row);
        }
    }

    private static String subject(IntakeRun run) {
        return "run:" + run.id();
    }

    /** The numbers of a page's changed products that stand for themselves. */
    static Set<String> numbers(OpenedPage page) {
        return page.changed().stream()
                .filter(product -> product.isNamed() && !product.repeated())
                .map(ArrivedProduct::name)
                .collect(Collectors.toSet());
    }

    private record Stand(Effect effect, boolean engagedBefore) {}

    private static Sentence source(String shop, Sentence excess, long before) {
        return Messages.sentence("intake.intake-publishing-shop-paused-because", shop, excess, before);
    }

    private Sentence absence(String shop, int missing, long staged) {
        long percent = Math.round(settings.missingShare() * 100);
        return Messages.sentence("intake.intake-publishing-shop-paused-because-2", shop, staged, missing, percent);
    }
}
