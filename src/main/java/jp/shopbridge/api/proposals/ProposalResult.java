package jp.shopbridge.api.proposals;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ManyOutcome;

/** What became, or would become, of proposals that a person takes. Nothing is sent by it: that is up to 連携対象 and 連携する. */
record ProposalResult(
        @Schema(description = "Whether this only foretells; nothing was changed then.") boolean dryRun,
        @Schema(description = "Products meant.") int total,
        @Schema(description = "Products whose values are taken.") int accepted,
        @Schema(description = "Of these: were 不足項目あり and lack nothing now.") int completed,
        @Schema(description = "Of these: 連携対象, so that they are sent once they lack nothing.") int selected,
        @Schema(description = "Products whose values cannot be taken; see problems.") int refused,
        @Schema(description = "The first 100 of them.") List<Problem> problems) {

    private static final int MOST_PROBLEMS = 100;

    /** A product whose proposal cannot be taken. */
    @Schema(name = "ProposalProblem")
    record Problem(String productNo, String code, String field, Sentence reason) {}

    /** Gathers the outcomes of one request. */
    static final class Tally {

        private final List<Problem> problems = new ArrayList<>();
        private int total;
        private int refused;
        private int completed;
        private int selected;

        void add(ManyOutcome outcome) {
            total++;
            String code = outcome.code();
            Sentence sentence = outcome.sentence();
            if (code != null && sentence != null) {
                refused++;
                if (problems.size() < MOST_PROBLEMS) {
                    String field = outcome.field() == null ? "" : outcome.field();
                    problems.add(new Problem(outcome.key().productNo(), code, field, sentence));
                }
                return;
            }
            completed += outcome.completes() ? 1 : 0;
            selected += outcome.before() != null && outcome.before().selected() ? 1 : 0;
        }

        ProposalResult result(boolean dryRun) {
            return new ProposalResult(
                    dryRun, total, total - refused, completed, selected, refused, List.copyOf(problems));
        }
    }
}
