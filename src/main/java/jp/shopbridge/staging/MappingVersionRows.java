package jp.shopbridge.staging;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.MappingFiles;
import jp.shopbridge.mapping.MappingJudge;
import jp.shopbridge.mapping.MappingVersions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code mapping_version}: every version that ever passed the gate, and the one in force on all instances. */
@Component
class MappingVersionRows implements MappingVersions {

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    MappingVersionRows(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void keep(String version, MappingFiles files) {
        if (files(version).isPresent()) {
            return;
        }
        try {
            jdbc.update(
                    Sql.named("mapping-version-insert"),
                    named(version)
                            .addValue("files", Json.text(files.toJson()))
                            .addValue("storedAt", ListingRow.utc(clock.instant())));
        } catch (DuplicateKeyException e) {
            // Another instance kept the same files a moment earlier, which is all we wanted.
            return;
        }
    }

    @Override
    public Optional<MappingFiles> files(String version) {
        return jdbc.queryForList(Sql.named("mapping-version-files"), named(version), String.class).stream()
                .findFirst()
                .map(text -> MappingFiles.of(Json.parseObject(text)));
    }

    @Override
    public Optional<String> inForce() {
        return jdbc
                .queryForList(Sql.named("mapping-version-in-force"), new MapSqlParameterSource(), String.class)
                .stream()
                .findFirst();
    }

    @Override
    public void activate(String version, String by) {
        MapSqlParameterSource parameters = named(version)
                .addValue("activatedAt", ListingRow.utc(clock.instant()))
                .addValue("activatedBy", ListingRow.shortened(by, 100));
        transactions.executeWithoutResult(status -> {
            jdbc.update(Sql.named("mapping-version-retire"), parameters);
            jdbc.update(Sql.named("mapping-version-activate"), parameters);
        });
    }

    @Override
    public void hold(String version, MappingJudge.Verdict verdict) {
        Sentence excess = Objects.requireNonNull(verdict.excess());
        jdbc.update(
                Sql.named("mapping-version-hold"),
                named(version)
                        .addValue("heldAt", ListingRow.utc(clock.instant()))
                        .addValue("ja", ListingRow.shortened(excess.ja(), 2000))
                        .addValue("en", ListingRow.shortened(excess.en(), 2000)));
    }

    @Override
    public Optional<Sentence> held(String version) {
        return jdbc
                .query(
                        Sql.named("mapping-version-held"),
                        named(version),
                        (row, n) -> Sentence.of(row.getString("held_ja"), row.getString("held_en")))
                .stream()
                .findFirst();
    }

    @Override
    public void letGo(String version) {
        jdbc.update(Sql.named("mapping-version-let-go"), named(version));
    }

    @Override
    public List<Kept> all() {
        return jdbc.query(
                Sql.named("mapping-versions"),
                new MapSqlParameterSource(),
                (row, n) -> new Kept(
                        row.getString("version"),
                        Objects.requireNonNull(ListingRow.instant(row, "stored_at")),
                        ListingRow.instant(row, "activated_at"),
                        row.getString("activated_by"),
                        row.getBoolean("in_force")));
    }

    private static MapSqlParameterSource named(String version) {
        return new MapSqlParameterSource("version", version);
    }
}
