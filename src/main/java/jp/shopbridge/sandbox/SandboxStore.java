package jp.shopbridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Opens the ordered maps in which a world keeps its state, on disk or in memory. */
public final class SandboxStore {

    private SandboxStore() {}

    /**
     * Opens a store; the caller closes it. With a directory it lives in {@code <directory>/<name>.mv.db}, is written within a
     * second of each change (at once with {@link MVStore#commit()}), and is locked against a second process; without one it
     * is gone when closed.
     *
     * @throws UncheckedIOException when the directory cannot be used or another process uses it; the message names it
     */
    public static MVStore open(@Nullable Path directory, String name) {
        MVStore.Builder builder = new MVStore.Builder().cacheSize(8);
        if (directory == null) {
            return builder.open();
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            throw new UncheckedIOException("the sandbox cannot keep its state in " + directory, refused);
        }
        try {
            return builder.fileName(directory.resolve(name + ".mv.db").toString())
                    .open();
        } catch (MVStoreException refused) {
            throw new UncheckedIOException(
                    "the sandbox cannot keep its state in " + directory + "; does another process use it?",
                    new IOException(refused));
        }
    }
}
