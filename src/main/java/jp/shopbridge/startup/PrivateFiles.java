package jp.shopbridge.startup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.staging.database.EmbeddedFiles;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps what lies on the disk from the machine's other users: the embedded database, its copies and the log. Folders are made
 * for their owner alone before anything is written into them, and files that exist already are closed. A folder that others
 * may enter is left as it is, for it may be meant so, and a warning says it. Where the disk knows no such permissions,
 * nothing is done.
 */
public final class PrivateFiles implements EnvironmentPostProcessor, Ordered {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Log log;

    /** Made by Spring Boot by its class name. */
    public PrivateFiles(DeferredLogFactory logs) {
        this.log = logs.getLog(PrivateFiles.class);
    }

    @Override
    public int getOrder() {
        // The configuration files have been read, and the log has not been opened yet.
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        String database = EmbeddedFiles.of(environment.getProperty("spring.datasource.url", ""));
        if (database != null) {
            Path path = Path.of(database).toAbsolutePath().normalize();
            String name = String.valueOf(path.getFileName());
            keep(path.getParent(), name, name + ".mv.db");
        }
        String copies = environment.getProperty("staging.back-up-dir", "");
        if (!copies.isBlank()) {
            keep(Path.of(copies).toAbsolutePath().normalize(), "bridge-", null);
        }
        String written = environment.getProperty("logging.file.name", "");
        String folder = environment.getProperty("logging.file.path", "");
        if (!written.isBlank() || !folder.isBlank()) {
            Path file = (written.isBlank() ? Path.of(folder, "spring.log") : Path.of(written))
                    .toAbsolutePath()
                    .normalize();
            String name = String.valueOf(file.getFileName());
            keep(file.getParent(), name, name);
        }
    }

    /**
     * Sees to one folder.
     *
     * @param beginning of the names of the files in it that are ours
     * @param first a file to make before somebody makes it for everybody; null when there is none
     */
    private void keep(@Nullable Path folder, String beginning, @Nullable String first) {
        if (folder == null) {
            return;
        }
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            } else if (!FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
                log.warn("Other users of this machine may enter " + folder + " ("
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                        + "), where secrets and merchants' data lie. Unless that is meant, close it: chmod 700 "
                        + folder);
            }
            if (first != null) {
                made(folder.resolve(first));
            }
            for (Path file : ours(folder, beginning)) {
                if (!FILE.containsAll(Files.getPosixFilePermissions(file))) {
                    Files.setPosixFilePermissions(file, FILE);
                    log.info("Others could read " + file + "; now only its owner can.");
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Whoever writes there says what is wrong with it; that others may read is what is told here.
            log.warn("Whether other users of this machine can read what lies in " + folder + " could not be seen to ("
                    + e + ").");
        }
    }

    private static void made(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        } catch (FileAlreadyExistsException e) {
            // As it should be from the second start on.
        }
    }

    private static List<Path> ours(Path folder, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(beginning))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
