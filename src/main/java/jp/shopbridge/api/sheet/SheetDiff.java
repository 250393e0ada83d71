package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.Categories.Standing;
import jp.shopbridge.spreadsheet.CellDamage;
import jp.shopbridge.spreadsheet.ShiftJis;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of one product come to on the listing as it is now. A cell changes something only when it differs from
 * the value now <em>and</em> from what it held when it left; when the value changed meanwhile too, the line is refused.
 *
 * @param patch a JSON Merge Patch of the lines that are right
 * @param findings what is wrong with cells, and what somebody should look at
 * @param lineOf the line of each field that is changed, by SKU number (empty for the product) and field
 */
record SheetDiff(ObjectNode patch, List<SheetFinding> findings, Map<List<String>, Sheet.Line> lineOf) {

    /** Text columns of which every value is a number of TikTok's or of the trade. */
    private static final Set<String> NUMBERS =
            Set.of(EditableField.CATEGORY_ID.field(), EditableField.BRAND_ID.field(), EditableField.SKU_JAN.field());

    static SheetDiff of(
            Sheet sheet, List<Sheet.Line> lines, Listing listing, Function<String, Standing> categories, String actor) {
        Making making = new Making(sheet, listing, categories, actor);
        lines.forEach(making::line);
        return new SheetDiff(making.patch, List.copyOf(making.findings), making.lineOf);
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.level() == SheetFinding.Level.ERROR);
    }

    private static final class Making {

        private final Sheet sheet;
        private final Listing listing;
        private final Function<String, Standing> categories;
        private final String actor;
        private final ObjectNode patch = Json.MAPPER.createObjectNode();
        private final List<SheetFinding> findings = new ArrayList<>();
        private final Map<List<String>, Sheet.Line> lineOf = new HashMap<>();

        Making(Sheet sheet, Listing listing, Function<String, Standing> categories, String actor) {
            this.sheet = sheet;
            this.listing = listing;
            this.categories = categories;
            this.actor = actor;
        }

        void line(Sheet.Line line) {
            ListingSku sku = null;
            String skuNo = line.skuNo();
            if (skuNo != null) {
                sku = listing.effective().sku(skuNo).orElse(null);
                if (sku == null) {
                    findings.add(sheet.at(
                            line,
                            Column.SKU_NO,
                            SheetFinding.Level.ERROR,
                            "SHEET_SKU_UNKNOWN",
                            Messages.sentence("SHEET_SKU_UNKNOWN", skuNo, line.productNo())));
                    return;
                }
            }
            ObjectNode changes = Json.MAPPER.createObjectNode();
            int before = errors();
            for (Map.Entry<Column, Sheet.Heading> heading : sheet.headings().entrySet()) {
                Column column = heading.getKey();
                if (column.isEdited() && column.isFor(skuNo != null)) {
                    JsonNode wanted = wanted(line, column, sku);
                    if (wanted != null) {
                        changes.set(column.id(), wanted);
                    }
                }
            }
            if (errors() > before || changes.isEmpty()) {
                return;
            }
            changes.fieldNames()
                    .forEachRemaining(field -> lineOf.put(List.of(skuNo == null ? "" : skuNo, field), line));
            if (skuNo == null) {
                patch.setAll(changes);
            } else {
                patch.withObjectProperty("skus").set(skuNo, changes);
            }
        }

        private int errors() {
            return (int) findings.stream()
                    .filter(finding -> finding.level() == SheetFinding.Level.ERROR)
                    .count();
        }

        /** The value a cell asks for (JSON null reverts), or null when it asks for nothing. */
        private @Nullable JsonNode wanted(Sheet.Line line, Column column, @Nullable ListingSku sku) {
            JsonNode now = column.value(listing, sku);
            String nowAsCell = Cells.plain(column.form().cell(now));
            String raw = line.cells().get(column);
            Seen seen = line.seen() != null && line.seen().knows(column) ? line.seen() : null;
            if (raw == null) {
                if (seen != null && !seen.was(column, "")) {
                    warn(line, column, "SHEET_CELL_EMPTIED", Messages.sentence("SHEET_CELL_EMPTIED"));
                }
                return null;
            }
            JsonNode wanted;
            if (Cells.isRevert(raw) || Cells.isEmpty(raw)) {
                if (column.isSwitch()) {
                    error(line, column, "SHEET_CELL_UNREADABLE", column.form().requirement());
                    return null;
                }
                wanted = Cells.isRevert(raw) ? NullNode.getInstance() : TextNode.valueOf("");
                if (wanted.isNull() ? edit(line, column) == null : now.isMissingNode()) {
                    return null;
                }
            } else {
                String cell = Cells.unguarded(raw);
                if (cell.equals(nowAsCell) || (seen != null && seen.was(column, cell))) {
                    return null;
                }
                if (sheet.lossy() && isUntouched(line, column, seen, raw, nowAsCell)) {
                    return null;
                }
                if (hasLost(cell, nowAsCell)) {
                    error(line, column, "SHEET_CHARACTERS_LOST", Messages.sentence("SHEET_CHARACTERS_LOST"));
                    return null;
                }
                wanted = column.form().value(cell);
                if (!readable(line, column, cell, wanted) || wanted.equals(now)) {
                    return null;
                }
            }
            Edit edit = edit(line, column);
            boolean mine = edit != null && edit.editedBy().equals(actor);
            if (seen != null && !mine && !seen.was(column, nowAsCell)) {
                error(
                        line,
                        column,
                        "SHEET_OVERTAKEN",
                        Messages.sentence("SHEET_OVERTAKEN", SheetFinding.shortened(nowAsCell)));
                return null;
            }
            return wanted;
        }

        /** Whether saving the file as Shift_JIS explains all that is different about a cell. */
        private boolean isUntouched(Sheet.Line line, Column column, @Nullable Seen seen, String raw, String nowAsCell) {
            String cell = Cells.unguarded(raw);
            boolean now = ShiftJis.mayBe(nowAsCell, cell) || ShiftJis.mayBe(Cells.guarded(nowAsCell), raw);
            boolean before = !now
                    && seen != null
                    && !seen.was(column, nowAsCell)
                    && (seen.mayHaveBeen(column, cell) || seen.mayHaveBeen(column, raw));
            if (now && (ShiftJis.loses(nowAsCell) || questionMarks(cell) > questionMarks(nowAsCell))) {
                warn(
                        line,
                        column,
                        "SHEET_CHARACTERS_LOST",
                        Messages.sentence("SHEET_CHARACTERS_LOST.characters-shift-jis-lacks-lost"));
            }
            return now || before;
        }

        /** Whether a cell that was changed also has question marks that nobody typed. */
        private boolean hasLost(String cell, String nowAsCell) {
            return sheet.lossy() && !ShiftJis.keeps(nowAsCell) && questionMarks(cell) > questionMarks(nowAsCell);
        }

        private static long questionMarks(String text) {
            return text.chars().filter(c -> c == '?').count();
        }

        private boolean readable(Sheet.Line line, Column column, String cell, JsonNode wanted) {
            CellDamage damage =
                    column.form() == CellForm.TEXT ? CellDamage.of(cell).orElse(null) : null;
            if (damage != null && (damage.certain() || NUMBERS.contains(column.id()))) {
                error(
                        line,
                        column,
                        "SHEET_CELL_MUTILATED",
                        Messages.sentence("SHEET_CELL_MUTILATED", damage.sentence(), cell.strip()));
                return false;
            }
            if (damage != null && column.id().equals(EditableField.SKU_SELLER_SKU.field())) {
                warn(
                        line,
                        column,
                        "SHEET_CELL_MUTILATED",
                        Messages.sentence(
                                "SHEET_CELL_MUTILATED.if-so-format-cell-as", damage.sentence(), cell.strip()));
            }
            if (wanted.isMissingNode()) {
                error(line, column, "SHEET_CELL_UNREADABLE", column.form().requirement());
                return false;
            }
            Sentence complaint = EditableField.named(column.id(), line.skuNo() != null)
                    .map(field -> field.complaint(wanted))
                    .orElse(null);
            if (complaint != null) {
                error(line, column, "SHEET_CELL_UNREADABLE", complaint);
                return false;
            }
            return !column.id().equals(EditableField.CATEGORY_ID.field()) || categoryStands(line, column, cell.strip());
        }

        private boolean categoryStands(Sheet.Line line, Column column, String id) {
            Standing standing = categories.apply(id);
            Sentence sentence = standing.sentence(id);
            if (sentence == null) {
                return true;
            }
            findings.add(sheet.at(
                    line,
                    column,
                    standing.refused() ? SheetFinding.Level.ERROR : SheetFinding.Level.WARNING,
                    "SHEET_CATEGORY_" + standing.name(),
                    sentence));
            return !standing.refused();
        }

        private @Nullable Edit edit(Sheet.Line line, Column column) {
            String skuNo = line.skuNo() == null ? "" : line.skuNo();
            return listing.edits().stream()
                    .filter(edit -> edit.skuNo().equals(skuNo) && edit.field().equals(column.id()))
                    .findFirst()
                    .orElse(null);
        }

        private void warn(Sheet.Line line, Column column, String code, Sentence sentence) {
            findings.add(sheet.at(line, column, SheetFinding.Level.WARNING, code, sentence));
        }

        private void error(Sheet.Line line, Column column, String code, Sentence reason) {
            findings.add(sheet.at(line, column, SheetFinding.Level.ERROR, code, reason));
        }
    }
}
