package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.PackedBridge;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process with 512 MB that ends at its first lack of memory, at work for half an hour while one fault after the other is
 * done to it. Nobody restarts it; afterwards every edit that was answered for is there, TikTok Shop has each product once, and
 * heap, threads, descriptors, log and database have not grown from the first half to the second. Run by hand:
 * {@code -Dsoak.minutes=3 -Dsoak.database=postgres} for another length and database.
 */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
@Tag("storm")
class SoakIT {

    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 30));
    private static final boolean POSTGRES = "postgres".equals(System.getProperty("soak.database"));
    private static final int PRODUCTS = Integer.getInteger("soak.products", 300);
    private static final int SELECTED = 120;
    private static final int VICTIMS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DISK = "384m";

    private final Random random = new Random(20261130);
    /** What was answered for, by product, and what may have been taken although no answer came. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> uncertain = new ConcurrentHashMap<>();
    private final AtomicInteger edits = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Sample> samples = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private PackedBridge bridge;

    private @Nullable EmbeddedPostgres postgres;
    private boolean mounted;
    private int postgresPort;

    /** What the process holds at one time, after a full collection. */
    private record Sample(
            long second, double heapMb, double threads, double descriptors, double logKb, double databaseMb) {}

    @AfterEach
    void end() throws Exception {
        if (bridge != null) {
            bridge.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (mounted) {
            run("umount", "-l", disk().toString());
        }
    }

    @Test
    void outlivesEveryFaultLosesNothingAndDoesNotGrow() throws Exception {
        bridge = new PackedBridge(PRODUCTS, settings());
        long pid = bridge.process().pid();
        List<String> numbers = bridge.waiting(SELECTED + VICTIMS);
        assertThat(numbers).hasSize(SELECTED + VICTIMS);
        List<String> victims = numbers.subList(0, VICTIMS);
        List<String> selected = numbers.subList(VICTIMS, numbers.size());
        selected.forEach(bridge::prepare);
        AtomicBoolean working = new AtomicBoolean(true);
        ExecutorService staff = Executors.newFixedThreadPool(4);
        Instant begun = Instant.now();
        try (SoakFaults faults = new SoakFaults(bridge, victims)) {
            staff.execute(() -> whileWorking(working, () -> select(selected)));
            staff.execute(() -> whileWorking(working, () -> edit(selected)));
            staff.execute(() -> whileWorking(working, () -> look(selected)));
            staff.execute(() -> whileWorking(working, () -> changeAtFutureshop(selected)));
            soak(begun, faults);
            working.set(false);
            staff.shutdown();
            assertThat(staff.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
            faults.clear();
        }

        assertThat(bridge.process().isAlive()).as("alive").isTrue();
        assertThat(bridge.process().pid()).as("never restarted").isEqualTo(pid);
        settle(selected);
        print();
        List<String> lost = lost();
        assertThat(lost).as("edits that were answered for").isEmpty();
        assertThat(lies(selected)).isEmpty();
        assertThat(bridge.get("/actuator/health/liveness").path("status").asText())
                .isEqualTo("UP");
        assertThat(grown()).isEmpty();
    }

    // ---- the faults, in turn ----

    private void soak(Instant begun, SoakFaults faults) throws Exception {
        Map<String, SoakFaults.Fault> all = new LinkedHashMap<>(faults.all());
        databaseFault(all);
        long rounds = Math.max(1, LENGTH.toMinutes() / 6);
        long step = Math.max(3, LENGTH.toSeconds() / (all.size() * rounds * 3));
        boolean once = false;
        Duration between = Duration.ofSeconds(Math.min(30, Math.max(5, LENGTH.toSeconds() / 20)));
        Instant sampled = Instant.EPOCH;
        while (!once || Duration.between(begun, Instant.now()).compareTo(LENGTH) < 0) {
            for (Map.Entry<String, SoakFaults.Fault> fault : all.entrySet()) {
                if (once && Duration.between(begun, Instant.now()).compareTo(LENGTH) >= 0) {
                    break;
                }
                say("fault: " + fault.getKey());
                AutoCloseable over = retried(fault.getValue());
                pause(step);
                over.close();
                pause(step);
                assertThat(bridge.process().isAlive())
                        .as("alive after: " + fault.getKey())
                        .isTrue();
                if (Duration.between(sampled, Instant.now()).compareTo(between) >= 0) {
                    sampled = Instant.now();
                    sample(begun);
                }
            }
            if (!once) {
                // The first round warms up: pools, caches and the log of what happens for the first time.
                say("the first round is over; growth is judged from here");
                samples.clear();
            }
            once = true;
        }
    }

    /** A fault may begin while the application still has to get over the one before. */
    private static AutoCloseable retried(SoakFaults.Fault fault) {
        AutoCloseable[] over = {() -> {}};
        Awaitility.await("a fault begins")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> {
                    over[0] = fault.begin();
                    return true;
                });
        AutoCloseable end = over[0];
        return () -> Awaitility.await("a fault ends")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> {
                    end.close();
                    return true;
                });
    }

    private void databaseFault(Map<String, SoakFaults.Fault> all) {
        if (POSTGRES) {
            all.put("PostgreSQL is away", () -> {
                Objects.requireNonNull(postgres).close();
                return () -> postgres = startPostgres();
            });
        } else if (mounted) {
            all.put("the disk is full", () -> SoakFaults.fillDisk(disk()));
        } else {
            say("no small disk can be mounted here, so none is filled");
        }
    }

    // ---- the work that goes on meanwhile ----

    private static void whileWorking(AtomicBoolean working, Runnable work) {
        while (working.get()) {
            try {
                work.run();
            } catch (UncheckedIOException | IllegalArgumentException refusal) {
                // It is refused while a fault lasts; what was answered for is what counts.
                pause(1);
            }
        }
    }

    private void select(List<String> selected) {
        int from = random.nextInt(selected.size());
        bridge.select(selected.subList(from, Math.min(selected.size(), from + 6)));
        pause(2);
    }

    private void edit(List<String> selected) {
        String number = selected.get(random.nextInt(selected.size()));
        String title = "商品 " + number + " 第" + edits.incrementAndGet() + "版";
        try {
            bridge.send(
                    "PATCH",
                    "/api/products/" + number,
                    Json.text(Json.MAPPER.createObjectNode().put("title", title)));
            uncertain.remove(number);
            acknowledged.put(number, title);
        } catch (UncheckedIOException noAnswer) {
            refused.incrementAndGet();
            uncertain.computeIfAbsent(number, any -> new TreeSet<>()).add(title);
            throw noAnswer;
        }
        pause(1);
    }

    private void look(List<String> selected) {
        bridge.get("/api/status");
        bridge.get("/api/products?size=100");
        bridge.get("/api/products/" + selected.get(random.nextInt(selected.size())));
        pause(1);
    }

    private void changeAtFutureshop(List<String> selected) {
        String number = selected.get(random.nextInt(selected.size()));
        bridge.control(
                "PATCH",
                bridge.futureshop("/control/products/" + number),
                Json.text(Json.MAPPER.createObjectNode().put("goodsComment", "changed " + Instant.now())));
        bridge.send("POST", "/api/intake/runs", null);
        pause(5);
    }

    // ---- afterwards ----

    private void settle(List<String> selected) {
        say("the faults are over; " + edits.get() + " edits, " + refused.get() + " without an answer");
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> {
                    bridge.select(selected);
                    // Degraded is ready: the small disk has little left by design.
                    return bridge.get("/actuator/health/readiness")
                            .path("status")
                            .asText()
                            .matches("UP|DEGRADED");
                });
        Awaitility.await("everything comes to rest")
                .atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofSeconds(3))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> {
                    bridge.send("POST", "/api/dead-letters/replay", "{\"filter\":{\"stage\":\"publishing\"}}");
                    return ours(item -> item.path("selected").asBoolean()).values().stream()
                            .allMatch(item -> Set.of("live", "incomplete")
                                    .contains(item.path("state").asText()));
                });
    }

    private List<String> lost() {
        List<String> lost = new ArrayList<>();
        acknowledged.forEach((number, title) -> {
            String there = bridge.get("/api/products/" + number).path("title").asText();
            if (!there.equals(title)
                    && !uncertain.getOrDefault(number, Set.of()).contains(there)) {
                lost.add(number + " is called " + there + " instead of " + title);
            }
        });
        return lost;
    }

    private List<String> lies(List<String> selected) {
        Map<String, JsonNode> ours = ours(item -> true);
        Map<String, List<JsonNode>> theirs = new HashMap<>();
        bridge.control("GET", bridge.tiktok("/control/products"), null)
                .path("products")
                .forEach(product -> theirs.computeIfAbsent(
                                product.path("external_product_id").asText(), any -> new ArrayList<>())
                        .add(product));
        List<String> lies = new ArrayList<>();
        for (String number : selected) {
            String lie = StormIT.lie(Objects.requireNonNull(ours.get(number)), theirs.getOrDefault(number, List.of()));
            if (!lie.isEmpty()) {
                lies.add(number + ": " + lie);
            }
        }
        say("at TikTok Shop: " + theirs.size() + " products");
        return lies;
    }

    private Map<String, JsonNode> ours(Predicate<JsonNode> wanted) {
        Map<String, JsonNode> ours = new HashMap<>();
        for (int page = 0; ; page++) {
            JsonNode items = bridge.get("/api/products?size=200&page=" + page).path("items");
            if (items.isEmpty()) {
                return ours;
            }
            for (JsonNode item : items) {
                if (wanted.test(item)) {
                    ours.put(item.path("productNo").asText(), item);
                }
            }
        }
    }

    // ---- measuring ----

    private void sample(Instant begun) throws Exception {
        long pid = bridge.process().pid();
        run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), "GC.run");
        double[] heap = {0};
        Awaitility.await("the heap can be asked for")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> {
                    heap[0] = metric("jvm.memory.used?tag=area:heap") / 1e6;
                    return true;
                });
        samples.add(new Sample(
                Duration.between(begun, Instant.now()).toSeconds(),
                heap[0],
                metric("jvm.threads.live"),
                count(Path.of("/proc", Long.toString(pid), "fd")),
                (size(bridge.directory().resolve("bridge.log"))
                                + size(bridge.directory().resolve("bridge")))
                        / 1e3,
                size(POSTGRES ? directory.resolve("postgres") : disk()) / 1e6));
        say(samples.get(samples.size() - 1).toString());
    }

    private double metric(String name) {
        return bridge.get("/actuator/metrics/" + name)
                .at("/measurements/0/value")
                .asDouble();
    }

    private static double count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static double size(Path top) throws IOException {
        if (!Files.exists(top)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** What grew from the first half to the second by more than a warm-up and chance explain. */
    private List<String> grown() {
        if (samples.size() < 4) {
            say("one round tells nothing about growth; let it run for longer");
            return List.of();
        }
        List<String> grown = new ArrayList<>();
        compare(grown, "heap, MB", 1.25, 15, Sample::heapMb);
        compare(grown, "threads", 1.2, 20, Sample::threads);
        compare(grown, "descriptors", 1.2, 30, Sample::descriptors);
        double firstLog = half(0).logKb() - samples.get(0).logKb();
        double secondLog = last().logKb() - half(0).logKb();
        if (secondLog > 2 * firstLog + 300) {
            grown.add("log: " + firstLog + " kB, then " + secondLog);
        }
        double firstDatabase = half(0).databaseMb() - samples.get(0).databaseMb();
        double secondDatabase = last().databaseMb() - half(0).databaseMb();
        if (secondDatabase > Math.max(0, firstDatabase) + (LENGTH.toMinutes() < 10 ? 75 : 25)) {
            grown.add("database: " + firstDatabase + " MB, then " + secondDatabase);
        }
        return grown;
    }

    private void compare(
            List<String> grown, String what, double factor, double allowance, ToDoubleFunction<Sample> of) {
        int middle = samples.size() / 2;
        double first =
                samples.subList(0, middle).stream().mapToDouble(of).average().orElseThrow();
        double second = samples.subList(middle, samples.size()).stream()
                .mapToDouble(of)
                .average()
                .orElseThrow();
        if (second > first * factor + allowance) {
            grown.add(what + ": " + first + ", then " + second);
        }
    }

    private Sample half(int after) {
        return samples.get(samples.size() / 2 + after);
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    /** The table for docs/benchmarks.md. */
    private void print() {
        StringBuilder table = new StringBuilder(
                        "| minute | heap, MB | threads | descriptors | log, kB | database, MB |\n")
                .append("| --- | --- | --- | --- | --- | --- |\n");
        samples.forEach(each -> table.append(String.format(
                Locale.ROOT,
                "| %.1f | %.0f | %.0f | %.0f | %.0f | %.1f |%n",
                each.second() / 60.0,
                each.heapMb(),
                each.threads(),
                each.descriptors(),
                each.logKb(),
                each.databaseMb())));
        System.out.println(table);
    }

    // ---- the ground it stands on ----

    private Map<String, String> settings() throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        if (POSTGRES) {
            postgresPort = BridgeWithWorlds.freePort();
            postgres = startPostgres();
            settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
            settings.put("spring.datasource.username", "postgres");
        } else {
            Files.createDirectories(disk());
            mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "soak", disk().toString()) == 0;
            settings.put(
                    "spring.datasource.url",
                    "jdbc:h2:file:" + disk().resolve("bridge")
                            + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        }
        settings.put("publishing.allow-private-image-hosts", "true");
        settings.put("publishing.images.longest", "4s");
        settings.put("publishing.answer-timeout", "5s");
        settings.put("publishing.first-delay", "100");
        settings.put("publishing.first-retry", "1s");
        settings.put("publishing.longest-retry", "10s");
        settings.put("publishing.resolve-after", "4s");
        settings.put("publishing.resolve-period", "1s");
        settings.put("publishing.pause-for", "5s");
        settings.put("intake.claim", "5s");
        return settings;
    }

    private Path disk() {
        return directory.resolve("disk");
    }

    private EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(postgresPort)
                    .setDataDirectory(directory.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void pause(long seconds) {
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(seconds))
                .atMost(Duration.ofSeconds(seconds + 30))
                .until(() -> true);
    }

    private static void say(String what) {
        System.out.println(Instant.now() + " " + what);
    }
}
