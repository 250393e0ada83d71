package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.Bridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

/** A start with wrong route files is refused before anything is opened, by file and line. */
@ExtendWith(OutputCaptureExtension.class)
class RouteGateTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aStartIsRefusedByWhatCamelWouldNotNotice(CapturedOutput output) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        copy(routes);
        replace(routes.resolve("intake.camel.yaml"), "policy-schedule", "policy-schedul");
        replace(routes.resolve("policies.camel.yaml"), "(${routeId}, ${exception})", "(${routeId})");
        Files.move(routes.resolve("review.camel.yaml"), routes.resolve("review.camel.yml"));

        String said = refusal(output, routes);

        assertThat(said)
                .contains("intake.camel.yaml:6:27: error there is no policy 'policy-schedul'")
                .contains("error 'toItsNextTime' takes 2 arguments, and 1 are written")
                .contains("review.camel.yaml:1:1: error this file is missing")
                .contains("ポリシー「policy-schedul」がありません")
                .contains("lint --routes")
                .doesNotContain("conventions/");
    }

    @Test
    void aStartWithAnEmptyFolderDoesNotTakeThePackedRoutesSilently(CapturedOutput output) throws IOException {
        Path beside = Files.createDirectories(folder.resolve("beside"));
        Files.createDirectories(beside.resolve("routes"));
        Files.createDirectories(beside.resolve("mappings"));
        MockEnvironment environment = new MockEnvironment();
        BesideTheJar.settle(environment, beside);

        assertThat(environment.getProperty("bridge.routes-dir")).isEqualTo("file:" + beside.resolve("routes"));
        assertThat(environment.getProperty("bridge.mappings-dir"))
                .isEqualTo(beside.resolve("mappings").toString());
        assertThat(refusal(output, beside.resolve("routes"))).contains("error the folder holds no route file");
    }

    @Test
    void withoutFoldersBesideTheJarThePackedOnesAreUsed() {
        StandardEnvironment environment = new StandardEnvironment();
        BesideTheJar.settle(environment, folder);

        assertThat(environment.getProperty("bridge.routes-dir")).isNull();
        assertThat(environment.getProperty("bridge.mappings-dir")).isNull();
    }

    private String refusal(CapturedOutput output, Path routes) {
        int before = output.getAll().length();
        List<String> arguments = List.of(
                "--server.port=0",
                "--spring.jmx.enabled=false",
                "--sandbox.enabled=false",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("database"),
                "--bridge.routes-dir=" + routes);
        assertThatThrownBy(() -> new SpringApplicationBuilder(Bridge.class).run(arguments.toArray(String[]::new)))
                .isInstanceOf(RouteFilesRefused.class);
        String said = output.getAll().substring(before);
        assertThat(said)
                .as("sentences instead of a trace")
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("database.mv.db"))
                .as("nothing was opened before")
                .isEmptyFile();
        return said;
    }

    private static void copy(Path routes) throws IOException {
        Path shipped = Path.of("routes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = routes.resolve(shipped.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void replace(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        int at = text.indexOf(before);
        assertThat(at).as("%s holds %s", file, before).isNotNegative();
        Files.writeString(file, text.substring(0, at) + after + text.substring(at + before.length()));
    }
}
