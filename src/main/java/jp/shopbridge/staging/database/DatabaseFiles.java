package jp.shopbridge.staging.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the embedded database writes.
 *
 * @param file its one file, which need not exist yet
 * @param directory the nearest directory above it that exists; H2 makes missing ones itself
 */
public record DatabaseFiles(Path file, Path directory) {

    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:)?((?!mem:|tcp:|ssl:)[^;]+).*");

    /** The files behind a JDBC address; none when the database is elsewhere or in memory. */
    public static Optional<DatabaseFiles> of(String url) {
        Matcher address = H2_FILE.matcher(url);
        if (!address.matches()) {
            return Optional.empty();
        }
        Path file = Path.of(address.group(1) + ".mv.db").toAbsolutePath().normalize();
        Path directory = file.getParent();
        while (directory != null && !Files.isDirectory(directory) && directory.getParent() != null) {
            directory = directory.getParent();
        }
        return Optional.of(new DatabaseFiles(file, directory == null ? Path.of("/") : directory));
    }

    /** How many bytes this process may still write there. */
    public long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }
}
