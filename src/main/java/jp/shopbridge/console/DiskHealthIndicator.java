package jp.shopbridge.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jp.shopbridge.staging.DatabaseFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * {@code disk}: the place the embedded database writes to is writable and has room. With a database elsewhere there is
 * nothing on this machine to fill up, and it is always up.
 */
@Component
class DiskHealthIndicator implements HealthIndicator {

    private static final DataSize LEAST = DataSize.ofMegabytes(200);

    private final String url;
    private final DataSize least;

    @Autowired
    DiskHealthIndicator(@Value("${spring.datasource.url}") String url) {
        this(url, LEAST);
    }

    DiskHealthIndicator(String url, DataSize least) {
        this.url = url;
        this.least = least;
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
                return down(directory, "is not writable", "Give the user of this process the right to write there.");
            }
            if (free < least.toBytes()) {
                return down(
                        directory,
                        "has " + DataSize.ofBytes(free).toMegabytes() + " MB left",
                        "Free at least " + least.toMegabytes()
                                + " MB; nothing is lost meanwhile, items stay claimable.");
            }
            return Health.up()
                    .withDetail("freeMegabytes", DataSize.ofBytes(free).toMegabytes())
                    .build();
        } catch (IOException e) {
            return down(directory, "cannot be looked at", "Check that the disk is there.");
        }
    }

    private static Health down(Path directory, String what, String remedy) {
        return Health.down()
                .withDetail("reason", "The database's directory " + directory + " " + what + ".")
                .withDetail("remedy", remedy)
                .build();
    }
}
