package jp.shopbridge.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Instance;
import jp.shopbridge.Json;
import jp.shopbridge.cluster.Leases;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Mapping;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingJudge;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.staging.Effect;
import jp.shopbridge.staging.Effects;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.RequestRules;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works out what a version of the mappings would do to every staged listing of every shop before it is put in force, and
 * keeps one that would do too much from being put in force by itself. One instance judges at a time.
 */
@Component
class MappingBrake implements MappingJudge {

    private static final Logger LOG = LoggerFactory.getLogger(MappingBrake.class);
    private static final String LEASE = "mapping-judge";
    private static final Duration LEASED = Duration.ofMinutes(2);
    // With what stands around them three fit into the 2000 characters that are kept and shown, however long their keys.
    private static final int SHOPS_NAMED = 3;
    private static final Comparator<Excess> WORST_FIRST = Comparator.comparingLong(
                    (Excess excess) -> excess.effect().all().leaving())
            .thenComparingLong(excess -> excess.effect().all().repriced())
            .thenComparingLong(excess -> excess.effect().all().altered())
            .reversed();

    private final Effects effects;
    private final ShopMappings mappings;
    private final RequestRules requests;
    private final BrakeLimits limits;
    private final Leases leases;
    private final Instance instance;
    private final BridgeSettings bridge;
    private final Pauses pauses;

    MappingBrake(
            Effects effects,
            ShopMappings mappings,
            RequestRules requests,
            BrakeLimits limits,
            Leases leases,
            Instance instance,
            BridgeSettings bridge,
            Pauses pauses) {
        this.effects = effects;
        this.mappings = mappings;
        this.requests = requests;
        this.limits = limits;
        this.leases = leases;
        this.instance = instance;
        this.bridge = bridge;
        this.pauses = pauses;
    }

    @Override
    public Optional<Verdict> judge(MappingSet next) {
        if (!leases.hold(LEASE, instance.name(), LEASED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(judged(next));
        } finally {
            leases.release(LEASE, instance.name());
        }
    }

    private Verdict judged(MappingSet next) {
        long begun = System.nanoTime();
        long listings = 0;
        long prices = 0;
        List<Excess> excesses = new ArrayList<>();
        for (BridgeSettings.Shop shop : bridge.shops()) {
            Effect effect = effects.ofShop(
                    shop.key(),
                    limits.steep(),
                    staged -> new Mapped(shop.key(), mappings.inForce(), next, staged),
                    () -> leases.hold(LEASE, instance.name(), LEASED));
            listings += effect.all().altered();
            prices += effect.prices();
            limits.excess(
                            shop.key(),
                            effect,
                            new Effects.Size(
                                    effect.all().listings(), effect.sold().listings()))
                    .ifPresent(said -> excesses.add(new Excess(said, effect)));
        }
        LOG.info(
                "Mapping version {} would alter {} listings and {} prices, as worked out in {} ms.",
                next.shortVersion(),
                listings,
                prices,
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        return new Verdict(
                listings,
                prices,
                excesses.isEmpty() ? null : sentence(next.shortVersion(), excesses, listings, prices));
    }

    /** What would be too much for one shop, in words and in numbers. */
    record Excess(Sentence said, Effect effect) {}

    /** Names the shops it is worst for and counts the others; ends with what to do, however many they are. */
    static Sentence sentence(String version, List<Excess> excesses, long listings, long prices) {
        List<Sentence> named = excesses.stream()
                .sorted(WORST_FIRST)
                .limit(SHOPS_NAMED)
                .map(Excess::said)
                .toList();
        int more = excesses.size() - named.size();
        return Sentence.of(
                "変換ルールの版 " + version + " は影響が大きいため、まだ使っていません。何も書き込まず、何も送信していません。"
                        + String.join("", named.stream().map(Sentence::ja).toList())
                        + (more == 0 ? "" : "ほか" + more + "ショップでも上限を超えます。")
                        + "全体で商品" + listings + "件・価格" + prices + "件が変わります。意図した変更なら、運用担当者がこの件数を確認して（商品"
                        + listings + "件、価格" + prices + "件）この版に切り替えてください。意図しない変更ならファイルを元に戻してください。",
                "The mapping version " + version
                        + " is not used, because it would do a lot; nothing was written and nothing was sent. "
                        + String.join(" ", named.stream().map(Sentence::en).toList())
                        + (more == 0 ? "" : " And " + more + " more shops are beyond a limit.")
                        + " Altogether " + listings + " listings and " + prices
                        + " prices would be altered. If that is meant, an operator puts the version in force and"
                        + " agrees to "
                        + listings + " listings and " + prices + " prices; if not, undo the change of the files.");
    }

    @Override
    public void stop(Sentence excess) {
        for (BridgeSettings.Shop shop : bridge.shops()) {
            for (String stage : List.of("publishing", IntakeProducts.STAGE)) {
                pauses.pause(shop.key(), stage, IntakeBrake.CODE, excess, "brake", null);
            }
        }
    }

    /** A staged listing as another version would map it. */
    private final class Mapped implements Effects.After {

        private final String shop;
        private final MappingSet before;
        private final MappingSet next;
        private final Mapping.@Nullable Made made;

        Mapped(String shop, MappingSet before, MappingSet next, Effects.Staged staged) {
            this.shop = shop;
            this.before = before;
            this.next = next;
            this.made = mapped(staged);
        }

        private Mapping.@Nullable Made mapped(Effects.Staged staged) {
            try {
                return next.mapping(ShopMappings.TO_LISTING)
                        .make(Json.parse(staged.snapshot()), mappings.context(shop));
            } catch (MappingFailure cannot) {
                return null;
            }
        }

        @Override
        public @Nullable ListingContent mapped() {
            return made == null ? null : ListingContent.of(made.outcome().target());
        }

        @Override
        public boolean lacks(ListingContent effective) {
            return made != null && !made.check(effective.document()).isEmpty();
        }

        @Override
        public Optional<Effects.RequestChange> request(Effects.Staged staged, ListingContent was, ListingContent now) {
            String name = requests.mapping();
            if (before.version(name).equals(next.version(name))) {
                return Optional.empty();
            }
            // The same content through both, so that what the listing's own change does is not counted twice.
            MappingContext known = new MappingContext(
                    mappings.context(shop).parameters(), requests.foreseen(shop, now, staged.standing()));
            MappingOutcome made = made(before.mapping(name), now, known);
            MappingOutcome would = made(next.mapping(name), now, known);
            JsonNode old = made == null ? Json.MAPPER.createObjectNode() : made.target();
            JsonNode another = would == null ? Json.MAPPER.createObjectNode() : would.target();
            return Optional.of(new Effects.RequestChange(
                    !old.equals(another),
                    (made != null && would == null)
                            || (made != null
                                    && would != null
                                    && made.reasons().isEmpty()
                                    && !would.reasons().isEmpty()),
                    requests.prices(old),
                    requests.prices(another)));
        }

        private static @Nullable MappingOutcome made(Mapping mapping, ListingContent content, MappingContext known) {
            try {
                return mapping.apply(content.document(), known);
            } catch (MappingFailure cannot) {
                return null;
            }
        }
    }
}
