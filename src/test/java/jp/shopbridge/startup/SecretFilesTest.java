package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Secrets that stand in files named by the environment. */
class SecretFilesTest {

    @Test
    void countsAsIfTheVariableItselfWereSet(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "s3cret with blanks \r\n");
        Path app = Files.writeString(folder.resolve("app"), "app-secret\n");

        StandardEnvironment environment = environment(Map.of(
                "SPRING_DATASOURCE_PASSWORD_FILE",
                password.toString(),
                "BRIDGE_SHOPS_0_KEY",
                "main",
                "BRIDGE_SHOPS_0_TIKTOK_APPSECRET_FILE",
                app.toString(),
                "SPRING_PID_FILE",
                "/run/bridge.pid"));

        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("s3cret with blanks ");
        assertThat(Binder.get(environment)
                        .bind("bridge.shops[0].tiktok.app-secret", String.class)
                        .get())
                .isEqualTo("app-secret");
        assertThat(SecretFiles.complaints(environment)).isEmpty();
        assertThat(environment.getProperty("SPRING_PID")).isNull();
    }

    @Test
    void saysWhatIsWrongWithAFileAndNeverWhatIsInIt(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path two = Files.writeString(folder.resolve("two"), "hidden-one\nhidden-two\n");
        Path large = Files.writeString(folder.resolve("large"), "x".repeat(70_000));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 1});

        StandardEnvironment environment = environment(Map.of(
                "BRIDGE_A_FILE", folder.resolve("none").toString(),
                "BRIDGE_B_FILE", empty.toString(),
                "BRIDGE_C_FILE", two.toString(),
                "BRIDGE_D_FILE", large.toString(),
                "BRIDGE_E_FILE", binary.toString(),
                "BRIDGE_F", "set",
                "BRIDGE_F_FILE", empty.toString(),
                "BRIDGE_G_FILE", folder.toString()));

        assertThat(SecretFiles.complaints(environment))
                .extracting(Complaint::setting)
                .containsExactly(
                        "BRIDGE_A_FILE",
                        "BRIDGE_B_FILE",
                        "BRIDGE_C_FILE",
                        "BRIDGE_D_FILE",
                        "BRIDGE_E_FILE",
                        "BRIDGE_F_FILE",
                        "BRIDGE_G_FILE");
        assertThat(SecretFiles.complaints(environment).toString())
                .contains("there is no file", "is empty", "more than one line", "64 KB", "not UTF-8", "is set as well")
                .doesNotContain("hidden-one", "hidden-two");
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        SecretFiles.settle(environment);
        return environment;
    }
}
