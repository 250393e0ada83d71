package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.spreadsheet.CellDamage;
import jp.shopbridge.staging.EditWay;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ManyEdits;
import jp.shopbridge.staging.ManyOutcome;
import jp.shopbridge.staging.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a sheet back in: first everything is looked at, then, when nothing is wrong or the person wants the rest anyway,
 * it is changed in short transactions. A line is taken whole or not at all; taking the same file again changes nothing.
 */
@Component
public class SheetImport {

    private static final int MOST_FINDINGS = 1000;
    private static final int MOST_CHANGES = 200;

    private final ManyEdits edits;
    private final Categories categories;

    SheetImport(ManyEdits edits, Categories categories) {
        this.edits = edits;
        this.categories = categories;
    }

    /**
     * Imports, or with {@code dryRun} only foretells.
     *
     * @param file as it was sent
     * @param skipErrors whether lines that are right are taken although others are wrong; otherwise nothing is then
     */
    public SheetResult take(String shop, byte[] file, boolean dryRun, boolean skipErrors, String actor) {
        Sheet sheet = SheetReader.read(file);
        Run foretold = new Run(sheet, actor);
        foretold.go(shop, true);
        boolean wrong = foretold.hasErrors();
        boolean unusable = sheet.headings().isEmpty() || sheet.lines() == 0;
        if (dryRun || unusable || (wrong && !skipErrors)) {
            return foretold.result(dryRun, false);
        }
        Run done = new Run(sheet, actor);
        done.go(shop, false);
        return done.result(false, true);
    }

    private final class Run {

        private final Sheet sheet;
        private final String actor;
        private final Map<String, SheetDiff> diffs = new HashMap<>();
        private final List<SheetFinding> found = new ArrayList<>();
        private final List<SheetResult.SheetChange> changes = new ArrayList<>();
        private int changed;
        private int changedValues;
        private int lacking;
        private int completed;

        Run(Sheet sheet, String actor) {
            this.sheet = sheet;
            this.actor = actor;
            found.addAll(sheet.findings());
        }

        void go(String shop, boolean dryRun) {
            Proposal proposal = listing -> {
                String productNo = listing.key().productNo();
                SheetDiff diff =
                        SheetDiff.of(sheet, lines(productNo), listing, id -> categories.standing(shop, id), actor);
                diffs.put(productNo, diff);
                return new Proposal.Patch(diff.patch());
            };
            edits.edit(shop, sheet.byProduct().keySet(), proposal, EditWay.FROM_CSV, actor, dryRun, this::add);
        }

        private List<Sheet.Line> lines(String productNo) {
            return sheet.byProduct().getOrDefault(productNo, List.of());
        }

        private void add(ManyOutcome outcome) {
            String productNo = outcome.key().productNo();
            SheetDiff diff = diffs.get(productNo);
            Sentence refusal = outcome.sentence();
            String code = outcome.code();
            if (refusal != null && code != null) {
                Sentence whole = CellDamage.of(productNo)
                        .map(CellDamage::sentence)
                        .map(damage -> Sentence.of(
                                refusal.ja() + damage.ja() + "。", refusal.en() + " Perhaps " + damage.en() + "."))
                        .orElse(refusal);
                lines(productNo)
                        .forEach(line ->
                                found.add(sheet.at(line, Column.PRODUCT_NO, SheetFinding.Level.ERROR, code, whole)));
                return;
            }
            if (diff == null) {
                return;
            }
            found.addAll(diff.findings());
            if (!outcome.changed()) {
                return;
            }
            changed++;
            completed += outcome.completes() ? 1 : 0;
            for (ManyOutcome.Step step : outcome.steps()) {
                changedValues++;
                change(outcome, diff, step);
            }
            if (!outcome.newLacks().isEmpty()) {
                lacking++;
                outcome.newLacks().forEach(lack -> lacks(diff, productNo, lack));
            }
        }

        private void change(ManyOutcome outcome, SheetDiff diff, ManyOutcome.Step step) {
            Sheet.Line line =
                    diff.lineOf().get(List.of(step.edit().skuNo(), step.edit().field()));
            if (line != null && changes.size() < MOST_CHANGES) {
                changes.add(new SheetResult.SheetChange(
                        line.number(),
                        step.edit().field(),
                        outcome.key().productNo(),
                        step.edit().skuNo(),
                        outcome.before() == null ? "" : outcome.before().title(),
                        step.edit().value().isNull(),
                        orNull(step.before()),
                        orNull(step.after())));
            }
        }

        private static @Nullable JsonNode orNull(JsonNode value) {
            return value.isNull() ? null : value;
        }

        private void lacks(SheetDiff diff, String productNo, Lack lack) {
            String top = lack.field().replaceFirst("[.\\[].*", "");
            String last = lack.field().replaceFirst(".*\\.", "");
            String skuNo = lack.skuNo() == null ? "" : lack.skuNo();
            String field = skuNo.isEmpty() ? top : last;
            Sheet.Line line = diff.lineOf()
                    .getOrDefault(List.of(skuNo, field), lines(productNo).get(0));
            Column column = Column.named(field).orElse(Column.PRODUCT_NO);
            found.add(sheet.at(line, column, SheetFinding.Level.WARNING, lack.code(), lack.sentence()));
        }

        boolean hasErrors() {
            return found.stream().anyMatch(finding -> finding.level() == SheetFinding.Level.ERROR);
        }

        SheetResult result(boolean dryRun, boolean applied) {
            List<SheetFinding> sorted = found.stream()
                    .sorted(Comparator.comparing(SheetFinding::level).thenComparingInt(SheetFinding::line))
                    .toList();
            Set<Integer> wrong = new HashSet<>();
            sorted.stream()
                    .filter(finding -> finding.level() == SheetFinding.Level.ERROR)
                    .forEach(finding -> wrong.add(finding.line()));
            return new SheetResult(
                    dryRun,
                    applied,
                    sheet.charset(),
                    sheet.lines(),
                    sheet.byProduct().size(),
                    changed,
                    changedValues,
                    lacking,
                    completed,
                    wrong.size(),
                    sorted.size(),
                    List.copyOf(sorted.subList(0, Math.min(sorted.size(), MOST_FINDINGS))),
                    List.copyOf(changes));
        }
    }
}
