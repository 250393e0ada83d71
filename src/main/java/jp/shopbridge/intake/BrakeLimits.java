package jp.shopbridge.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Effect;
import jp.shopbridge.staging.Effects;
import org.springframework.stereotype.Component;

/** Says when an effect on a shop is more than may happen without a person ({@code intake.brake.*}). */
@Component
class BrakeLimits {

    private final IntakeSettings.Brake limits;

    BrakeLimits(IntakeSettings settings) {
        this.limits = settings.brake();
    }

    /** From which share of its old price on a change of a price is steep. */
    BigDecimal steep() {
        return BigDecimal.valueOf(limits.steepPrice());
    }

    /**
     * What of the effect is too much.
     *
     * @param size how many listings the shop has, and how many of them are sold or are to be
     */
    Optional<Sentence> excess(String shop, Effect effect, Effects.Size size) {
        List<Sentence> found = new ArrayList<>();
        excess(effect.all(), size.all(), "全商品", "all", found);
        if (found.isEmpty()) {
            excess(effect.sold(), size.sold(), "連携対象・出品中の商品", "selected or listed", found);
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.sentence(
                        "intake.shop",
                        shop,
                        String.join("、", found.stream().map(Sentence::ja).toList()),
                        String.join(", ", found.stream().map(Sentence::en).toList())));
    }

    private void excess(Effect.Tally tally, long of, String whichJa, String which, List<Sentence> found) {
        String ja = whichJa + of + "件中";
        String en = " of " + of + " " + which + " products";
        if (tooMany(tally.altered(), of, limits.alteredShare(), limits.atLeast())) {
            found.add(Messages.sentence(
                    "intake.would-altered-limit", ja, tally.altered(), percent(limits.alteredShare()), en));
        }
        if (tooMany(tally.leaving(), of, limits.leavingShare(), limits.severeAtLeast())) {
            found.add(Messages.sentence(
                    "intake.skus-theirs-could-not-sold", ja, tally.leaving(), percent(limits.leavingShare()), en));
        }
        if (tooMany(tally.repriced(), of, limits.repricedShare(), limits.severeAtLeast())) {
            found.add(Messages.sentence(
                    "intake.would-price-moved-more-than",
                    ja,
                    tally.repriced(),
                    percent(limits.steepPrice()),
                    percent(limits.repricedShare()),
                    en));
        }
    }

    private static boolean tooMany(long number, long of, double share, int atLeast) {
        return number >= atLeast && number > of * share;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }
}
