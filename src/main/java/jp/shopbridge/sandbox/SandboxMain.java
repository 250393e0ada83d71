package jp.shopbridge.sandbox;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import org.jspecify.annotations.Nullable;

/** Starts the pretend worlds alone, without the bridge, as a process of their own. */
public final class SandboxMain {

    private static final String USAGE =
            """
            Starts the pretend futureshop on loopback, until it is interrupted.

              --futureshop-port PORT      18081 unless given; 0 for a free one
              --data-dir DIRECTORY        keeps what changed over restarts; in memory unless given
              --products NUMBER           this many generated products instead of the sample catalogue
              --requests-per-second RATE  futureshop's limit, 1 unless given; 0 for none
            """;

    private SandboxMain() {}

    /**
     * Starts the worlds, prints one line with their addresses and stays until the process is told to end.
     *
     * @return 0 after an orderly end, 2 when the arguments are wrong or a port is taken; the reason is on standard error
     */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        // No window, no dock icon: the pictures are drawn in memory.
        System.setProperty("java.awt.headless", "true");
        try (Worlds worlds = start(arguments)) {
            CountDownLatch end = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(worlds::close, "sandbox-end"));
            out.println("Sandbox ready: " + worlds);
            out.flush();
            end.await();
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /**
     * Starts the worlds in this process.
     *
     * @throws IllegalArgumentException when an argument is unknown or its value is none
     * @throws UncheckedIOException when a port is taken or the directory cannot be used
     */
    public static Worlds start(String[] arguments) {
        Map<String, String> options = options(arguments);
        FutureshopSettings futureshop = FutureshopSettings.standard()
                .onPort((int) number(options, "futureshop-port", 18081))
                .withProducts((long) number(options, "products", 0))
                .withRequestsPerSecond(number(options, "requests-per-second", 1))
                .keptIn(directory(options));
        return new Worlds(new FutureshopWorld(futureshop));
    }

    /** The running worlds. */
    public record Worlds(FutureshopWorld futureshop) implements AutoCloseable {

        @Override
        public void close() {
            futureshop.close();
        }

        @Override
        public String toString() {
            return "futureshop " + futureshop.baseUrl();
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!USAGE.contains("  " + name + " ") || !name.startsWith("--")) {
                throw new IllegalArgumentException("unknown argument " + argument);
            }
            if (equals < 0 && i + 1 == arguments.length) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            options.put(name.substring(2), equals < 0 ? arguments[++i] : argument.substring(equals + 1));
        }
        return options;
    }

    private static double number(Map<String, String> options, String name, double otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?")
                || (name.endsWith("port") && Double.parseDouble(text) > 65_535)) {
            throw new IllegalArgumentException("--" + name + " needs a number, not \"" + text + "\"");
        }
        return Double.parseDouble(text);
    }

    private static @Nullable Path directory(Map<String, String> options) {
        String text = options.get("data-dir");
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("--data-dir needs a directory, not \"" + text + "\"", wrong);
        }
    }
}
