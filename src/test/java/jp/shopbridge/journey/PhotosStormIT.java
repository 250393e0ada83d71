package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import jp.shopbridge.support.PackedBridge;
import jp.shopbridge.support.SamplePictures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Products with five photos of twelve megapixels each, as telephones take them, through the packed jar with 512 MB of heap and
 * eight workers: all go live. Tells pictures a second and the most heap that was in use; {@code -Dstorm.products=200}.
 */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, by hand")
@Tag("storm")
class PhotosStormIT {

    private static final int PRODUCTS = Integer.getInteger("storm.products", 200);
    private static final int PHOTOS = 5;
    private static final Duration LIMIT = Duration.ofHours(1);

    @Test
    void manyPhotosGoThroughASmallHeap() throws IOException {
        byte[] photo = photo();
        HttpServer photos = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        photos.setExecutor(threads);
        photos.createContext("/", exchange -> {
            byte[] name = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, photo.length + name.length + 4L);
            try (OutputStream out = exchange.getResponseBody()) {
                // A remark makes each photo another file.
                out.write(photo, 0, 2);
                out.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (name.length + 2)});
                out.write(name);
                out.write(photo, 2, photo.length - 2);
            }
        });
        photos.start();
        String address = "http://127.0.0.1:" + photos.getAddress().getPort();
        try (PackedBridge bridge = new PackedBridge(
                PRODUCTS + PRODUCTS / 4 + 20,
                Map.of("publishing.concurrency", "8", "publishing.allow-private-image-hosts", "true"))) {
            List<String> numbers = bridge.waiting(PRODUCTS);
            assertThat(numbers).hasSize(PRODUCTS);
            for (String number : numbers) {
                String[] five = new String[PHOTOS];
                for (int i = 0; i < PHOTOS; i++) {
                    five[i] = address + "/" + number + "-" + i + ".jpg";
                }
                bridge.prepare(number, five);
            }
            AtomicLong most = new AtomicLong();
            Instant begin = Instant.now();
            bridge.select(numbers);
            Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
                most.accumulateAndGet(
                        bridge.get("/actuator/metrics/jvm.memory.used?tag=area:heap")
                                .at("/measurements/0/value")
                                .asLong(),
                        Math::max);

                return bridge.get("/api/products?state=live&selected=true&size=1")
                                .path("total")
                                .asInt()
                        >= PRODUCTS;
            });
            double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
            System.out.printf(
                    "%d products with %d photos of 4032x3024 (%d KB) in %.0f s: %.2f pictures a second, most heap in use %d MB%n",
                    PRODUCTS, PHOTOS, photo.length / 1024, seconds, PRODUCTS * PHOTOS / seconds, most.get() >> 20);
            assertThat(bridge.process().isAlive()).isTrue();
        } finally {
            photos.stop(0);
            threads.shutdownNow();
        }
    }

    private static byte[] photo() {
        BufferedImage image = new BufferedImage(4032, 3024, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(20261130);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int noise = random.nextInt(24);
                image.setRGB(x, y, ((x >> 4) + noise) << 16 | ((y >> 4) + noise) << 8 | (((x ^ y) >> 5) + noise));
            }
        }
        return SamplePictures.held(SamplePictures.file(image, "jpg"), 6);
    }
}
