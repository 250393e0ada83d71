package jp.shopbridge.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import jp.shopbridge.staging.database.EmbeddedFiles;
import jp.shopbridge.staging.database.ReopeningDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** What the nightly routes of {@code staging.camel.yaml} ask: how old is old, and where the next copy goes. */
@Component
public class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneId.of("Asia/Tokyo"));
    private static final Pattern COPY = Pattern.compile("bridge-\\d{8}-\\d{6}\\.zip");

    private final StagingSettings settings;
    private final Clock clock;
    private final DataSource database;
    private final boolean h2;

    Upkeep(StagingSettings settings, Clock clock, DataSource database, @Value("${spring.datasource.url}") String url) {
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        this.h2 = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
    }

    /**
     * The instant before which rows are old.
     *
     * @param kept how long they are kept, as settings write durations ({@code 90d})
     */
    public OffsetDateTime before(String kept) {
        Duration age = DurationStyle.detectAndParse(kept);
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }

    /** Makes the file of an H2 database as small as what is in it, while it runs; does nothing to any other. */
    public void compact() {
        if (database instanceof ReopeningDataSource embedded) {
            long before = embedded.size();
            embedded.compact();
            LOG.info(
                    "The database file has {} MB after the nightly upkeep; it had {} MB.",
                    DataSize.ofBytes(embedded.size()).toMegabytes(),
                    DataSize.ofBytes(before).toMegabytes());
        }
    }

    /** Whether copies are wanted and this database can be copied by a statement. */
    public boolean wantsBackUp() {
        return h2 && !settings.backUpDir().isBlank();
    }

    /** The file of the next copy, for its owner alone, named by the time in Japan; its folder exists afterwards. */
    public String nextBackUp() {
        try {
            Path file = Path.of(settings.backUpDir())
                    .resolve("bridge-" + STAMP.format(clock.instant()) + ".zip")
                    .toAbsolutePath();
            EmbeddedFiles.makeClosed(file);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of staging.back-up-dir cannot be made.", e);
        }
    }

    /** When the newest copy was begun; none where there is no copy, or where copies are not wanted. */
    public Optional<Instant> newestBackUp() {
        Path folder = Path.of(settings.backUpDir());
        if (!wantsBackUp() || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> COPY.matcher(name).matches())
                    .max(Comparator.naturalOrder())
                    .map(name -> STAMP.parse(name.substring("bridge-".length(), name.length() - ".zip".length())))
                    .map(Instant::from);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of staging.back-up-dir cannot be read.", e);
        }
    }

    /** Takes the oldest copies away, so that as many stay as the setting says. Other files are left alone. */
    public void backedUp(String file) {
        Path folder = Objects.requireNonNull(Path.of(file).getParent());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> copies = files.filter(
                            path -> COPY.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path old : copies.subList(Math.min(settings.backUps(), copies.size()), copies.size())) {
                Files.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The old copies in " + folder + " cannot be taken away.", e);
        }
        LOG.info("The database was copied to {}.", file);
    }
}
