package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DownloadTest {

    @Test
    void isWholeAndLeavesNoFile() throws IOException {
        long before = files();

        Download download = Download.made("text/csv", target -> target.write(new byte[100_000]));

        try (InputStream content = download.content()) {
            assertThat(content.readAllBytes()).hasSize(100_000);
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void failsBeforeAnythingTravelsAndLeavesNoFile() {
        long before = files();

        assertThatThrownBy(() -> Download.made("text/csv", target -> {
                    target.write(new byte[100_000]);
                    throw new IllegalStateException("the database is gone");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(files()).isEqualTo(before);
    }

    private static long files() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("download-"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
