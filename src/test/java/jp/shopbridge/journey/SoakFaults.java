package jp.shopbridge.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import jp.shopbridge.Json;
import jp.shopbridge.support.PackedBridge;
import jp.shopbridge.support.PackedJar;
import jp.shopbridge.support.RudePictures;
import org.jspecify.annotations.Nullable;

/** What is done to the application in a soak, each fault for a while and then taken back. */
final class SoakFaults implements AutoCloseable {

    private static final int MANY = 50;

    /** What begins a fault; answers what ends it. */
    @FunctionalInterface
    interface Fault {
        AutoCloseable begin() throws Exception;
    }

    private final PackedBridge bridge;
    private final Random random = new Random(9);
    private final RudePictures pictures = new RudePictures();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<String> victims;

    /** @param victims products that nobody edits or sends otherwise */
    SoakFaults(PackedBridge bridge, List<String> victims) {
        this.bridge = bridge;
        this.victims = victims;
    }

    /** The faults by their names, in their order; the database's own is the caller's. */
    Map<String, Fault> all() {
        Map<String, Fault> all = new LinkedHashMap<>();
        all.put("pictures that want all the memory", this::hugePictures);
        all.put("TikTok Shop fails in all its ways", () -> worldFails(bridge.tiktok(""), 0.06));
        all.put("mappings that explode", this::explosiveMappings);
        all.put("futureshop fails in all its ways", () -> worldFails(bridge.futureshop(""), 0.08));
        all.put("guessed passwords", this::guesses);
        all.put("futureshop forgets its tokens and cursors", this::forgetTokens);
        all.put("slow connections", this::slowConnections);
        all.put("many look at lists", this::manyLooks);
        all.put("the process stands still", this::standStill);
        return all;
    }

    private AutoCloseable hugePictures() {
        byte[] bomb = blackPng(30_000, 30_000);
        List<String> rude = List.of("/gzip-bomb", "/endless", "/endless-headers", "/declared-too-large");
        for (int i = 0; i < victims.size(); i++) {
            String url = i % 2 == 0
                    ? pictures.put("/bomb-" + i + ".png", bomb)
                    : pictures.url(rude.get(i / 2 % rude.size()));
            bridge.prepare(victims.get(i), url);
        }
        bridge.select(victims);
        return () -> {
            ObjectNode off = Json.MAPPER.createObjectNode().put("selected", false);
            victims.forEach(off.putArray("productNos")::add);
            bridge.send("POST", "/api/selection", Json.text(off));
        };
    }

    private AutoCloseable worldFails(String world, double share) {
        for (String kind : StormIT.FAULTS) {
            bridge.control(
                    "POST",
                    world + "/control/faults",
                    StormIT.fault(kind, kind.equals("hang") ? share / 3 : share, random.nextInt(1_000_000), "^/[^c]"));
        }
        return () -> bridge.control("DELETE", world + "/control/faults", null);
    }

    private AutoCloseable explosiveMappings() {
        String loops = "[for (.a) ".repeat(8) + "." + "]".repeat(8);
        String wide = "[for ([1,2,3,4,5,6,7,8,9]) [for (.) [for ($product) .]]]";
        for (String expression : List.of(loops, "def f(n) f($n) f(1)", wide)) {
            ObjectNode body = Json.MAPPER.createObjectNode().put("whole", true);
            body.putObject("files")
                    .put("shapes/a.schema.json", "{}")
                    .put("shapes/b.schema.json", "{}")
                    .put(
                            "x.mapping.yaml",
                            "mapping: x\nsummary: X.\nfrom: a\nto: b\nas: product\nfields:\n  - field: a\n    take: \""
                                    + expression + "\"\n");
            IntStream.range(0, 4)
                    .forEach(again -> asked("POST", "/api/mappings/lint", Json.text(body), PackedJar.PASSWORD));
        }
        return () -> {};
    }

    private AutoCloseable guesses() {
        IntStream.range(0, MANY).forEach(guess -> asked("GET", "/api/session", null, "guess-number-" + guess));
        return () -> {};
    }

    private AutoCloseable forgetTokens() {
        bridge.control("DELETE", bridge.futureshop("/control/tokens"), null);
        bridge.control("POST", bridge.futureshop("/control/cursors/expire"), null);
        return () -> {};
    }

    private AutoCloseable slowConnections() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        URI at = URI.create(bridge.address());
        for (int i = 0; i < 2 * MANY; i++) {
            Socket socket = new Socket(at.getHost(), at.getPort());
            OutputStream out = socket.getOutputStream();
            String head = i % 2 == 0
                    ? "POST /webhooks/tiktok HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
                    : "GET /api/products HTTP/1.1\r\nHost: x\r\nX-Slow: ";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            sockets.add(socket);
        }
        return () -> {
            for (Socket socket : sockets) {
                socket.close();
            }
        };
    }

    private AutoCloseable manyLooks() {
        IntStream.range(0, 4 * MANY)
                .forEach(look -> asked("GET", "/api/products?size=200&page=" + look % 4, null, PackedJar.PASSWORD));
        return () -> {};
    }

    /** As a virtual machine that is moved: for the process the clock jumps, its leases and timers are late. */
    private AutoCloseable standStill() throws Exception {
        signal("-STOP");
        return () -> signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(bridge.process().pid()))
                .start()
                .waitFor();
    }

    /** Fills the disk that holds this folder. */
    static AutoCloseable fillDisk(Path folder) {
        Path file = folder.resolve("filled");
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int blocks = 0; blocks < 1 << 20; blocks++) {
                out.write(block);
            }
        } catch (IOException full) {
            return () -> Files.deleteIfExists(file);
        }
        throw new IllegalStateException("The disk of " + folder + " takes 64 GB and is not full: it is the wrong one.");
    }

    /** Asks without waiting for the answer. */
    private void asked(String method, String path, @Nullable String body, String password) {
        String user = Base64.getEncoder().encodeToString(("merchant:" + password).getBytes(StandardCharsets.UTF_8));
        client.sendAsync(
                HttpRequest.newBuilder(URI.create(bridge.address() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Basic " + user)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** A black picture of few bytes that takes width x height x 3 bytes once it is decoded. */
    private static byte[] blackPng(int width, int height) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(png)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            new DataOutputStream(head).writeInt(width);
            new DataOutputStream(head).writeInt(height);
            head.write(new byte[] {8, 2, 0, 0, 0});
            chunk(out, "IHDR", head.toByteArray());
            byte[] row = new byte[1 + 3 * width];
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
                for (int y = 0; y < height / 100; y++) {
                    deflater.write(row);
                }
            }
            chunk(out, "IDAT", packed.toByteArray());
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    /** Products that only faults may touch: they are never judged as others' are. */
    List<String> victims() {
        return victims;
    }

    /** Whether TikTok Shop has no fault left; for what comes after. */
    JsonNode clear() {
        bridge.control("DELETE", bridge.futureshop("/control/faults"), null);
        return bridge.control("DELETE", bridge.tiktok("/control/faults"), null);
    }

    @Override
    public void close() {
        pictures.close();
    }
}
