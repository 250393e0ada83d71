package jp.shopbridge.staging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of one transaction, written in a few batches. */
final class ListingWrites {

    private final NamedParameterJdbcTemplate jdbc;
    final List<MapSqlParameterSource> insertedRows = new ArrayList<>();
    final List<MapSqlParameterSource> updatedRows = new ArrayList<>();
    final List<MapSqlParameterSource> insertedDocuments = new ArrayList<>();
    final List<MapSqlParameterSource> updatedDocuments = new ArrayList<>();
    final List<MapSqlParameterSource> updatedReasons = new ArrayList<>();
    final List<MapSqlParameterSource> insertedDays = new ArrayList<>();
    final List<MapSqlParameterSource> insertedSkus = new ArrayList<>();
    final List<MapSqlParameterSource> retiredSkus = new ArrayList<>();
    final List<MapSqlParameterSource> deletedEdits = new ArrayList<>();
    final List<MapSqlParameterSource> insertedEdits = new ArrayList<>();
    final List<MapSqlParameterSource> history = new ArrayList<>();

    ListingWrites(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes them.
     *
     * @throws OptimisticLockingFailureException when a row was changed although it was locked
     */
    void flush() {
        batch("listing-insert", insertedRows);
        for (int updated : batch("listing-update", updatedRows)) {
            if (updated == 0) {
                throw new OptimisticLockingFailureException("A listing was changed while it was locked.");
            }
        }
        batch("listing-gram-insert", SearchGrams.added(insertedRows));
        batch("listing-gram-delete", SearchGrams.removed(updatedRows));
        batch("listing-gram-insert", SearchGrams.added(updatedRows));
        batch("listing-document-insert", insertedDocuments);
        batch("listing-document-stage", updatedDocuments);
        batch("listing-document-reasons", updatedReasons);
        batch("listing-day-insert", insertedDays);
        batch("sku-insert", insertedSkus);
        batch("sku-retire", retiredSkus);
        batch("listing-edit-delete", deletedEdits);
        batch("listing-edit-insert", insertedEdits);
        batch("history-insert", history);
    }

    /** Writes rows by one statement; answers how many each changed. */
    int[] batch(String statement, List<MapSqlParameterSource> rows) {
        return rows.isEmpty()
                ? new int[0]
                : jdbc.batchUpdate(Sql.named(statement), rows.toArray(MapSqlParameterSource[]::new));
    }

    /** A line of a listing's history as the parameters of its statement; too long texts are cut. */
    static MapSqlParameterSource historyLine(
            ListingKey key, Instant at, String kind, String actor, Sentence sentence, @Nullable String detail) {
        return ListingKeys.of(key)
                .addValue("at", ListingRow.utc(at))
                .addValue("kind", kind)
                .addValue("actor", ListingRow.shortened(actor, 100))
                .addValue("textJa", ListingRow.shortened(sentence.ja(), 2000))
                .addValue("textEn", ListingRow.shortened(sentence.en(), 2000))
                .addValue("detail", detail == null ? null : ListingRow.shortened(detail, HistoryEntries.MOST_DETAIL));
    }
}
