package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.shopbridge.Bridge;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that is refused because somebody else has a port or a file says which one, its setting, and what to do. */
@ExtendWith(OutputCaptureExtension.class)
class TakenTest {

    @Test
    void namesThePortAndItsSetting(CapturedOutput output) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String setting : List.of("sandbox.futureshop.port", "sandbox.tiktok.port", "server.port")) {
                String said = refusal(output, "--" + setting + "=" + other.getLocalPort());

                assertThat(said)
                        .contains("Port " + other.getLocalPort() + " (" + setting + ") is taken")
                        .contains("choose another port: --" + setting + "=");
            }
        }
    }

    @Test
    void namesTheDatabaseThatAnotherProcessHasOpen(@TempDir Path folder, CapturedOutput output) {
        try (MVStore other = MVStore.open(folder.resolve("bridge.mv.db").toString())) {
            assertThat(other.isClosed()).isFalse();

            String said = refusal(output, "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("bridge"));

            assertThat(said)
                    .contains(folder.resolve("bridge") + ", is open in another process")
                    .contains("SPRING_DATASOURCE_URL");
        }
    }

    @Test
    void namesTheFileOfAPretendWorldThatAnotherProcessHasOpen(@TempDir Path folder, CapturedOutput output)
            throws IOException {
        Files.createDirectories(folder.resolve("tiktok"));
        try (MVStore other = MVStore.open(folder.resolve("tiktok/tiktok.mv.db").toString())) {
            assertThat(other.isClosed()).isFalse();

            assertThat(refusal(output, "--sandbox.data-dir=" + folder)).contains("sandbox.data-dir");
        }
    }

    private static String refusal(CapturedOutput output, String argument) {
        int before = output.getAll().length();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.jmx.enabled=false",
                "--sandbox.data-dir=",
                "--sandbox.futureshop.port=0",
                "--sandbox.tiktok.port=0",
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                        + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"));
        arguments.removeIf(given -> argument.startsWith(given.substring(0, given.indexOf('=') + 1)));
        arguments.add(argument);
        assertThatThrownBy(() -> new SpringApplicationBuilder(Bridge.class).run(arguments.toArray(String[]::new)))
                .isInstanceOf(RuntimeException.class);
        String said = output.getAll().substring(before);
        assertThat(said)
                .as("a sentence instead of a trace")
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("\tat ");
        return said;
    }
}
