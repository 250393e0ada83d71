package jp.shopbridge.sandbox;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.sandbox.tiktok.TikTokSettings;
import jp.shopbridge.sandbox.tiktok.TikTokWorld;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Starts the pretend worlds alone, without the bridge, as a process of their own. */
public final class SandboxMain {

    private static final String USAGE =
            """
            Starts the pretend futureshop and the pretend TikTok Shop on loopback, until it is interrupted.

              --futureshop-port PORT      18081 unless given; 0 for a free one
              --tiktok-port PORT          18082 unless given; 0 for a free one
              --bridge-url URL            where the bridge is reached: TikTok's consent page and webhooks go there;
                                          unless given, consent shows its code and no webhook is sent
              --data-dir DIRECTORY        keeps what changed over restarts; in memory unless given
              --products NUMBER           this many generated products instead of the sample catalogue
              --requests-per-second RATE  futureshop's limit, 1 unless given; 0 for none
              --audit-seconds SECONDS     how long TikTok reviews a product, 3 unless given
              --index-lag-seconds SECONDS how long a new product stays out of TikTok's search, 0 unless given
              --latency-millis MILLIS     how long every answer of TikTok takes at least, 0 unless given
              --reads-per-second RATE     TikTok's limit for reads per shop; none unless given
              --writes-per-second RATE    TikTok's limit for writes per shop; none unless given
              --requests-per-hour NUMBER  TikTok's limit of a development shop, really 1000; none unless given
            """;

    private static final Pattern OPTION = Pattern.compile("(?m)^  (--[a-z-]+) +([A-Z]+) +(.+)$");

    private SandboxMain() {}

    /** The same as a command among others. */
    static CommandLine usage() {
        CommandSpec spec = CommandSpec.create().name("sandbox");
        spec.usageMessage().description(USAGE.lines().findFirst().orElseThrow());
        OPTION.matcher(USAGE)
                .results()
                .forEach(option -> spec.addOption(OptionSpec.builder(option.group(1))
                        .type(String.class)
                        .paramLabel(option.group(2))
                        .description(option.group(3))
                        .build()));
        return new CommandLine(spec);
    }

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
        FutureshopWorld futureshop = new FutureshopWorld(FutureshopSettings.standard()
                .onPort((int) number(options, "futureshop-port", 18081))
                .withProducts((long) number(options, "products", 0))
                .withRequestsPerSecond(number(options, "requests-per-second", 1))
                .keptIn(directory(options, "futureshop")));
        try {
            return new Worlds(futureshop, new TikTokWorld(tiktok(options)));
        } catch (RuntimeException second) {
            futureshop.close();
            throw second;
        }
    }

    /** The running worlds. */
    public record Worlds(FutureshopWorld futureshop, TikTokWorld tiktok) implements AutoCloseable {

        @Override
        public void close() {
            tiktok.close();
            futureshop.close();
        }

        @Override
        public String toString() {
            return "futureshop " + futureshop.baseUrl() + " TikTok Shop " + tiktok.baseUrl();
        }
    }

    private static TikTokSettings tiktok(Map<String, String> options) {
        TikTokSettings.Builder settings = TikTokSettings.builder()
                .port((int) number(options, "tiktok-port", 18082))
                .dataDir(directory(options, "tiktok"))
                .auditDelay(Duration.ofMillis((long) (number(options, "audit-seconds", 3) * 1_000)))
                .indexLag(Duration.ofMillis((long) (number(options, "index-lag-seconds", 0) * 1_000)))
                .latency(Duration.ofMillis((long) number(options, "latency-millis", 0)))
                .rates(
                        (int) number(options, "reads-per-second", 0),
                        (int) number(options, "writes-per-second", 0),
                        null)
                .requestsPerHour((int) number(options, "requests-per-hour", 0));
        String bridge = options.get("bridge-url");
        if (bridge != null) {
            if (!bridge.matches("https?://[^/?#]+/?")) {
                throw new IllegalArgumentException("--bridge-url needs an address such as http://127.0.0.1:8080");
            }
            String base = bridge.endsWith("/") ? bridge.substring(0, bridge.length() - 1) : bridge;
            settings.redirectUrl(URI.create(base + "/api/authorization/callback"))
                    .webhooks(
                            URI.create(base + "/webhooks/tiktok"),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30));
        }
        return settings.build();
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

    private static @Nullable Path directory(Map<String, String> options, String world) {
        String text = options.get("data-dir");
        try {
            return text == null ? null : Path.of(text, world);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("--data-dir needs a directory, not \"" + text + "\"", wrong);
        }
    }
}
