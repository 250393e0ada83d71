package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.shopbridge.Bridge;
import org.junit.jupiter.api.Test;

/** A process that was started as the bridge reads no serialized objects, whoever offers them. */
class SerializedObjectsTest {

    @Test
    void areReadByNobody() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AsTheBridge.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("refused: filter status: REJECTED");
    }

    /** Runs the application's own start with a command that ends at once, and looks while it ends. */
    static final class AsTheBridge {

        private AsTheBridge() {}

        /** The start of the process. */
        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(AsTheBridge::read));
            Bridge.main(new String[] {"lint", "--help"});
        }

        private static void read() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<>(List.of("any object")));
                out.flush();
                Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
                System.out.println("read: " + read);
            } catch (InvalidClassException refused) {
                System.out.println("refused: " + refused.getMessage());
            } catch (IOException | ClassNotFoundException other) {
                System.out.println("failed: " + other);
            }
        }
    }
}
