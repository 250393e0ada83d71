package jp.shopbridge.api;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file as an answer, complete before its first byte travels: what fails while it is made is a problem document instead of
 * a file that looks whole and is not.
 *
 * @param content read once, to its end, and closed
 */
public record Download(String contentType, InputStream content) {

    /** Makes the content of a file; told where to write. */
    public interface Maker {
        void writeTo(OutputStream target) throws IOException;
    }

    public static Download of(String contentType, byte[] content) {
        return new Download(contentType, new ByteArrayInputStream(content));
    }

    /** One too large for the memory: made in a temporary file that is gone once it has been read. */
    public static Download made(String contentType, Maker maker) {
        try {
            Path file = Files.createTempFile("download-", ".tmp");
            try {
                try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file))) {
                    maker.writeTo(target);
                }
                return new Download(contentType, Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A download could not be made in the temporary directory.", e);
        }
    }
}
