package jp.shopbridge.staging.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an embedded database lies. */
public final class EmbeddedFiles {

    private static final String H2 = "jdbc:h2:";
    private static final String FILE = "file:";

    private EmbeddedFiles() {}

    /**
     * Makes an empty file that only its owner may read, for the database to write into, and its folder if there is none. Where the
     * disk knows no such permissions, only the folder is made.
     */
    public static void makeClosed(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return;
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** The path of its files without their ending ({@code .mv.db}); null for any other database. */
    public static @Nullable String of(String url) {
        if (!EmbeddedDatabase.isEmbedded(url)) {
            return null;
        }
        String path = url.substring(H2.length());
        int settings = path.indexOf(';');
        path = settings < 0 ? path : path.substring(0, settings);
        path = path.startsWith(FILE) ? path.substring(FILE.length()) : path;
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }
}
