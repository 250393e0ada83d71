package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import jp.shopbridge.support.PackedBridge;
import jp.shopbridge.support.RudePictures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attacks on the packed jar with 512 MB of heap, which ends at its first lack of memory: it lives, and others' products go on. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
@ExtendWith(PackedBridge.Shared.class)
class SurvivalIT {

    private static final int INNOCENT = 3;

    /** Ways to be rude, and the code that the product then shows, or {@code retry} where it may be better later. */
    private static final Map<String, String> WAYS = new LinkedHashMap<>();

    static {
        for (String later : List.of(
                "/silent",
                "/drip",
                "/drip-headers",
                "/drip-status",
                "/endless-headers",
                "/many-headers",
                "/huge-header",
                "/endless-interim",
                "/empty-lines",
                "/negative",
                "/cut-off",
                "/endless-chunk-name",
                "/endless-trailers")) {
            WAYS.put(later, "retry");
        }
        WAYS.put("/declared-too-large", "PUBLISHING_IMAGE_TOO_LARGE");
        WAYS.put("/endless", "PUBLISHING_IMAGE_TOO_LARGE");
        WAYS.put("/gzip-bomb", "PUBLISHING_IMAGE_TOO_LARGE");
        WAYS.put("/loop", "PUBLISHING_IMAGE_REDIRECTS");
        WAYS.put("/page", "PUBLISHING_IMAGE_NOT_AN_IMAGE");
        for (String refused : List.of("127.0.0.2", "169.254.169.254", "[::ffff:127.0.0.2]", "2130706434", "0x7f.2")) {
            WAYS.put("/to/http:||" + refused + ":8080|secret", "PUBLISHING_IMAGE_PRIVATE_ADDRESS");
        }
        WAYS.put("/to/file:||127.0.0.1|etc|passwd", "PUBLISHING_IMAGE_ADDRESS");
        WAYS.put("/to/http:||user@127.0.0.1:8080|", "PUBLISHING_IMAGE_ADDRESS");
    }

    @Test
    void outlivesRudePictureServers(PackedBridge bridge) {
        double threads = threads(bridge);
        try (RudePictures pictures = new RudePictures()) {
            List<String> numbers = bridge.waiting(WAYS.size() + INNOCENT);
            List<String> rude = numbers.subList(0, WAYS.size());
            List<String> innocent = numbers.subList(WAYS.size(), numbers.size());
            int at = 0;
            for (String way : WAYS.keySet()) {
                bridge.prepare(rude.get(at++), pictures.url(way));
            }
            innocent.forEach(bridge::prepare);
            bridge.select(rude);
            bridge.select(innocent);

            for (String productNo : innocent) {
                bridge.await("/api/products/" + productNo, product -> "live".equals(state(product)));
            }
            at = 0;
            for (Map.Entry<String, String> way : WAYS.entrySet()) {
                String productNo = rude.get(at++);
                if (way.getValue().equals("retry")) {
                    JsonNode history = bridge.await("/api/products/" + productNo + "/history", lines -> lines.toString()
                            .contains("自動的に再試行します"));
                    assertThat(history.toString()).as(way.getKey()).contains("画像のサーバー");
                } else {
                    JsonNode product =
                            bridge.await("/api/products/" + productNo, answer -> "incomplete".equals(state(answer)));
                    assertThat(product.path("lacks"))
                            .as(way.getKey())
                            .extracting(lack -> lack.path("code").asText())
                            .contains(way.getValue());
                }
            }
            rude.forEach(productNo -> bridge.send("PATCH", "/api/products/" + productNo, "{\"images\":null}"));
            rude.forEach(productNo ->
                    bridge.await("/api/products/" + productNo, product -> !"incomplete".equals(state(product))));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> pictures.connections() == 0);
        }
        assertThat(bridge.process().isAlive()).isTrue();
        assertThat(bridge.get("/actuator/health/liveness").path("status").asText())
                .isEqualTo("UP");
        assertThat(threads(bridge)).as("threads").isLessThan(threads + 60);
    }

    @Test
    void reducesOrRefusesPicturesOfManyPixels(PackedBridge bridge) throws IOException {
        byte[] hundredMegapixels = picture(10_900, 10_900, BufferedImage.TYPE_BYTE_BINARY, "png");
        assertThat(hundredMegapixels.length).as("a small file").isLessThan(400_000);
        byte[] phone = picture(4_032, 3_024, BufferedImage.TYPE_3BYTE_BGR, "jpeg");
        byte[] lying = hundredMegapixels.clone();
        ByteBuffer.wrap(lying).putInt(16, 40_000).putInt(20, 40_000);
        try (RudePictures pictures = new RudePictures()) {
            String refused = pictures.put("/lying.png", lying);
            String large = pictures.put("/large.png", hundredMegapixels);
            List<String> numbers = bridge.waiting(9);
            bridge.prepare(numbers.get(0), refused);
            for (String productNo : numbers.subList(1, 3)) {
                bridge.prepare(productNo, large);
            }
            for (String productNo : numbers.subList(3, 9)) {
                bridge.prepare(
                        productNo,
                        pictures.put("/" + productNo + "-1.jpg", phone),
                        pictures.put("/" + productNo + "-2.jpg", phone));
            }
            bridge.select(numbers);

            JsonNode product =
                    bridge.await("/api/products/" + numbers.get(0), answer -> "incomplete".equals(state(answer)));
            assertThat(product.at("/lacks/0/ja").asText()
                            + product.at("/lacks/0/sentence/ja").asText())
                    .contains("40000×40000", "120000000");
            for (String productNo : numbers.subList(1, 9)) {
                bridge.await("/api/products/" + productNo, answer -> "live".equals(state(answer)));
            }
        }
        assertThat(bridge.process().isAlive()).isTrue();
        assertThat(bridge.get("/actuator/health/liveness").path("status").asText())
                .isEqualTo("UP");
    }

    private static byte[] picture(int width, int height, int type, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, type), format, bytes);
        return bytes.toByteArray();
    }

    private static String state(JsonNode product) {
        return product.path("state").asText();
    }

    private static double threads(PackedBridge bridge) {
        return bridge.get("/actuator/metrics/jvm.threads.live")
                .at("/measurements/0/value")
                .asDouble();
    }
}
