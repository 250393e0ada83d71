package jp.shopbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Effect;
import jp.shopbridge.staging.Effects;
import org.junit.jupiter.api.Test;

/** What is said about a version that would do too much. */
class MappingBrakeTest {

    private static final int KEPT = 2000;
    private static final int LONGEST_KEY = 63;

    private final BrakeLimits limits = new BrakeLimits(new IntakeSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            new IntakeSettings.Brake(0.5, 0.2, 0.3, 0.2, 0.2, 50, 20)));

    @Test
    void sixtyShopsBeyondEveryLimitStillEndWithWhatToDo() {
        List<MappingBrake.Excess> excesses = new ArrayList<>();
        for (int shop = 10; shop < 70; shop++) {
            excesses.add(excess("s".repeat(LONGEST_KEY - 2) + shop, 1_000_000 - Math.abs(shop - 40)));
        }

        Sentence said = MappingBrake.sentence("0123456789ab", excesses, 60_000_000, 600_000_000);

        assertThat(said.ja())
                .hasSizeLessThanOrEqualTo(KEPT)
                .endsWith("元に戻してください。")
                .contains("ほか57ショップ");
        assertThat(said.en())
                .hasSizeLessThanOrEqualTo(KEPT)
                .endsWith("if not, undo the change of the files.")
                .contains("s40: ", "s39: ", "s41: ", "And 57 more shops")
                .doesNotContain("s42: ");
    }

    @Test
    void oneShopIsNamedAlone() {
        Sentence said = MappingBrake.sentence("0123456789ab", List.of(excess("main", 100)), 100, 100);

        assertThat(said.ja()).contains("ショップ「main」").doesNotContain("ほか");
        assertThat(said.en()).contains("Shop main: ").doesNotContain("more shops");
    }

    private MappingBrake.Excess excess(String shop, long listings) {
        Effect.Tally all = new Effect.Tally(listings, listings, listings, listings);
        Effect effect = new Effect(all, all, 10 * listings);
        return new MappingBrake.Excess(
                limits.excess(shop, effect, new Effects.Size(listings, listings))
                        .orElseThrow(),
                effect);
    }
}
