package jp.shopbridge.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jp.shopbridge.staging.database.DatabaseFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * {@code disk}: the place the embedded database writes to is writable and has room. Down when what is left
 * may be gone before somebody comes. With a database elsewhere there is
 * nothing on this machine to fill up, and it is always up.
 */
@Component
class DiskHealthIndicator implements HealthIndicator {

    private final String url;
    private final HealthSettings.Room room;

    @Autowired
    DiskHealthIndicator(@Value("${spring.datasource.url}") String url, HealthSettings limits) {
        this(url, limits.disk());
    }

    DiskHealthIndicator(String url, HealthSettings.Room room) {
        this.url = url;
        this.room = room;
    }

    @Override
    public Health health() {
        Optional<DatabaseFiles> files = DatabaseFiles.of(url);
        if (files.isEmpty()) {
            return Health.up().build();
        }
        Path directory = files.get().directory();
        try {
            long free = files.get().free();
            if (!Files.isWritable(directory)) {
                return unwell(
                        Status.DOWN,
                        directory,
                        "is not writable",
                        "Give the user of this process the right to write there.");
            }
            if (free < room.degraded().toBytes()) {
                return unwell(
                        free < room.down().toBytes() ? Status.DOWN : Degraded.STATUS,
                        directory,
                        "has " + DataSize.ofBytes(free).toMegabytes() + " MB left",
                        "Free at least " + room.degraded().toMegabytes()
                                + " MB; nothing is lost meanwhile, items stay claimable.");
            }
            return Health.up()
                    .withDetail("freeMegabytes", DataSize.ofBytes(free).toMegabytes())
                    .build();
        } catch (IOException e) {
            return unwell(Status.DOWN, directory, "cannot be looked at", "Check that the disk is there.");
        }
    }

    private static Health unwell(Status status, Path directory, String what, String remedy) {
        return Health.status(status)
                .withDetail("reason", "The database's directory " + directory + " " + what + ".")
                .withDetail("remedy", remedy)
                .build();
    }
}
