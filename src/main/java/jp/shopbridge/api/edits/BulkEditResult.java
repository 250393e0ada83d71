package jp.shopbridge.api.edits;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.api.Problem;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.ManyOutcome;
import org.jspecify.annotations.Nullable;

/** What a correction of many products does, or would do. */
record BulkEditResult(
        @Schema(description = "Whether this only foretells; nothing was changed then.") boolean dryRun,
        @Schema(description = "When it was foretold or done; a preview's is what unchangedSince takes.") Instant asOf,
        @Schema(description = "Products meant: changed + unchanged + refused.") int total,
        @Schema(description = "Products that change.") int changed,
        @Schema(description = "Products that are as wanted already.") int unchanged,
        @Schema(description = "Products that cannot be changed; see problems.") int refused,
        @Schema(description = "Changed products that lack something they did not lack before; see problems.")
                int lacking,
        @Schema(description = "Changed products that were 不足項目あり and now lack nothing.") int completed,
        @Schema(description = "The first 100 changes.") List<Change> changes,
        @Schema(description = "The first 1000 products that are refused or lack something new.")
                List<Problem> problems) {

    private static final int MOST_CHANGES = 100;
    private static final int MOST_PROBLEMS = 1000;

    /** One field of one product; null stands for nothing. */
    @Schema(name = "BulkEditChange")
    record Change(
            String productNo,
            String title,
            @Schema(description = "The SKU, or empty for the product's own field.") String skuNo,
            String field,
            @Schema(description = "Whether it returns to the mapped value.") boolean reverts,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** A product that is refused, or is changed and lacks something. */
    @Schema(name = "BulkEditProblem")
    record Problem(
            String productNo,
            @Schema(description = "Empty when there is no such product.") String title,
            @Schema(description = "true: not changed. false: changed, and this is missing now that was not before.")
                    boolean refused,
            String code,
            String field,
            Sentence reason) {}

    /** Gathers the outcomes of one request. */
    static final class Tally {

        private final List<Change> changes = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int total;
        private int changed;
        private int refused;
        private int lacking;
        private int completed;

        void add(ManyOutcome outcome) {
            total++;
            ListingStatus before = outcome.before();
            String title = before == null ? "" : before.title();
            String productNo = outcome.key().productNo();
            if (outcome.code() != null && outcome.sentence() != null) {
                refused++;
                String field = outcome.field() == null ? "" : outcome.field();
                problem(new Problem(productNo, title, true, outcome.code(), field, outcome.sentence()));
            } else if (outcome.changed()) {
                changed++;
                completed += outcome.completes() ? 1 : 0;
                for (ManyOutcome.Step step : outcome.steps()) {
                    change(productNo, title, step);
                }
                if (!outcome.newLacks().isEmpty()) {
                    lacking++;
                    Lack lack = outcome.newLacks().get(0);
                    problem(new Problem(productNo, title, false, lack.code(), lack.field(), lack.sentence()));
                }
            }
        }

        private void change(String productNo, String title, ManyOutcome.Step step) {
            if (changes.size() < MOST_CHANGES) {
                Edit edit = step.edit();
                changes.add(new Change(
                        productNo,
                        title,
                        edit.skuNo(),
                        edit.field(),
                        edit.value().isNull(),
                        step.before().isNull() ? null : step.before(),
                        step.after().isNull() ? null : step.after()));
            }
        }

        private void problem(Problem problem) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        }

        BulkEditResult result(boolean dryRun, Instant asOf) {
            return new BulkEditResult(
                    dryRun,
                    asOf,
                    total,
                    changed,
                    total - changed - refused,
                    refused,
                    lacking,
                    completed,
                    List.copyOf(changes),
                    List.copyOf(problems));
        }
    }
}
