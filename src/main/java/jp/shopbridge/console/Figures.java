package jp.shopbridge.console;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.staging.database.DatabaseFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the tables of all stages what health and metrics tell; never writes. */
@Component
class Figures {

    private final JdbcClient jdbc;
    private final BridgeSettings settings;
    private final Clock clock;
    private final String url;

    Figures(JdbcClient jdbc, BridgeSettings settings, Clock clock, @Value("${spring.datasource.url}") String url) {
        this.url = url;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Listings of a shop in one state, and how many of them are selected. */
    record Listings(String shop, String state, long count, long selected) {}

    /** Dead letters of a shop that nobody has closed. */
    record OpenLetters(String shop, String stage, String status, long count) {}

    /** A moment that belongs to a shop, null where there was none yet. */
    record Moment(String shop, @Nullable Instant at) {}

    /** A shop's TikTok authorization as the database has it. */
    record Authorization(
            String shop,
            String status,
            @Nullable Instant refreshExpiresAt,
            @Nullable Instant accessExpiresAt,
            @Nullable Instant refreshFailingSince) {}

    /** Asks the database something that needs its tables; throws when it does not answer. */
    void ping() {
        jdbc.sql(Sql.named("console-database-answers")).query(Long.class).single();
    }

    List<Listings> listings() {
        return jdbc.sql(Sql.named("console-listings"))
                .query((row, i) -> new Listings(
                        row.getString("shop"),
                        row.getString("state"),
                        row.getLong("listings"),
                        row.getLong("selected")))
                .list();
    }

    List<OpenLetters> openLetters() {
        return jdbc.sql(Sql.named("console-dead-letters"))
                .query((row, i) -> new OpenLetters(
                        row.getString("shop"), row.getString("stage"), row.getString("status"), row.getLong("letters")))
                .list();
    }

    /** Since when the oldest selected listing of each shop could have been sent. */
    List<Moment> oldestDue() {
        Instant now = clock.instant();
        return earliestDue().stream()
                .filter(moment -> moment.at() != null && !moment.at().isAfter(now))
                .toList();
    }

    /** When the first of each shop's waiting listings is or will be due; one look into an index each. */
    List<Moment> earliestDue() {
        return settings.shops().stream()
                .map(BridgeSettings.Shop::key)
                .flatMap(shop -> jdbc
                        .sql(Sql.named("console-oldest-due"))
                        .param("shop", shop)
                        .query((row, i) -> new Moment(shop, instant(row.getObject("due_at", OffsetDateTime.class))))
                        .list()
                        .stream())
                .toList();
    }

    /** When something of the shop last got through to TikTok, at or after this instant; null when nothing did. */
    @Nullable
    Instant sentSince(String shop, Instant from) {
        return instant(jdbc.sql(Sql.named("console-sent-since"))
                .param("shop", shop)
                .param("since", from.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .list()
                .get(0));
    }

    /** How many items of each shop stand aside until somebody decides about them. */
    Map<String, Long> parked() {
        Map<String, Long> parked = new LinkedHashMap<>();
        settings.shops()
                .forEach(shop -> parked.put(
                        shop.key(),
                        jdbc.sql(Sql.named("console-parked"))
                                .param("shop", shop.key())
                                .query(Long.class)
                                .single()));
        return parked;
    }

    /** Until when the changes of each shop are known completely. */
    List<Moment> intakeCompleteUntil() {
        return jdbc.sql(Sql.named("console-intake-progress"))
                .query((row, i) -> new Moment(
                        row.getString("shop"), instant(row.getObject("complete_until", OffsetDateTime.class))))
                .list();
    }

    List<Authorization> authorizations() {
        return jdbc.sql(Sql.named("console-authorizations"))
                .query((row, i) -> new Authorization(
                        row.getString("shop"),
                        row.getString("status"),
                        instant(row.getObject("refresh_expires_at", OffsetDateTime.class)),
                        instant(row.getObject("access_expires_at", OffsetDateTime.class)),
                        instant(row.getObject("refresh_failing_since", OffsetDateTime.class))))
                .list();
    }

    /** What the database takes up, in bytes; not a number where it is kept in memory. */
    double databaseSize() {
        if (!url.startsWith("jdbc:h2:")) {
            return jdbc.sql(Sql.named("console-database-size-postgresql"))
                    .query(Long.class)
                    .single();
        }
        return DatabaseFiles.of(url)
                .map(files -> (double) files.file().toFile().length())
                .orElse(Double.NaN);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
