package jp.shopbridge.sandbox.futureshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PicturesTest {

    private final FutureshopWorld world =
            new FutureshopWorld(FutureshopSettings.standard().withRequestsPerSecond(0));
    private final ShopCaller caller = new ShopCaller(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aProductsPictureIsAJpegOfItsSize() throws IOException {
        JsonNode entry = entry("MUG-001", 0);

        assertThat(width(entry.path("xxlImagePath").asText())).isEqualTo(1200);
        assertThat(width(entry.path("xsImagePath").asText())).isEqualTo(100);
        assertThat(width(entry.path("originalImagePath").asText())).isEqualTo(1600);
        assertThat(entry.path("xxlImagePath").asText())
                .startsWith(world.baseUrl() + "/itembox/product/")
                .matches(".*-01-xxl\\.jpg\\?t=[0-9]+");
    }

    @Test
    void picturesAreDeterministicUnderOneMegabyteAndDiffer() {
        byte[] once = bytes("MUG-001", 0);

        assertThat(bytes("MUG-001", 0)).isEqualTo(once).hasSizeLessThan(1_000_000);
        assertThat(once).startsWith(0xFF, 0xD8, 0xFF);
        assertThat(bytes("MUG-001", 1)).isNotEqualTo(once);
        assertThat(bytes("MUG-002", 0)).isNotEqualTo(once);
        assertThat(bytes("ODD-27-IMAGES", 26)).startsWith(0xFF, 0xD8, 0xFF);
        assertThat(bytes("ODD-BIG-ID", 0)).startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void oddPicturesAreAsOddAsTheyClaim() throws IOException {
        assertThat(width(entry("ODD-IMAGE-TINY", 0).path("xxlImagePath").asText()))
                .isLessThan(300);
        assertThat(bytes("ODD-IMAGE-PNG", 0)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(picture("ODD-IMAGE-PNG", 0).header("Content-Type")).isEqualTo("image/png");
        assertThat(picture("ODD-IMAGE-GONE", 0).status()).isEqualTo(404);
        assertThat(picture("ODD-IMAGE-HTML", 0).header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(new String(bytes("ODD-IMAGE-HTML", 0), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("<!DOCTYPE html>");
        BufferedImage wide = read(bytes("ODD-IMAGE-WIDE", 0));
        assertThat(wide.getWidth()).isEqualTo(wide.getHeight() * 3);
    }

    @Test
    void aPictureThatNoProductHasIsNotFound() {
        String path = entry("MUG-001", 0).path("xxlImagePath").asText();

        assertThat(caller.picture(path.replace("-01-", "-99-")).status()).isEqualTo(404);
        assertThat(caller.picture(path.replace("xxl", "huge")).status()).isEqualTo(404);
        world.catalogue().delete("MUG-001");
        assertThat(caller.picture(path).status()).isEqualTo(404);
    }

    @Test
    void aReplacedPictureHasOtherBytesUnderTheSameAddress() {
        String before = entry("MUG-001", 0).path("xxlImagePath").asText();
        byte[] old = bytes("MUG-001", 0);

        assertThat(caller.control("POST", "/control/products/MUG-001/images/1", "")
                        .status())
                .isEqualTo(204);

        String after = entry("MUG-001", 0).path("xxlImagePath").asText();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.replaceAll("t=.*", "")).isEqualTo(before.replaceAll("t=.*", ""));
        assertThat(bytes("MUG-001", 0)).isNotEqualTo(old);
        assertThat(caller.control("POST", "/control/products/MUG-001/images/99", "")
                        .status())
                .isEqualTo(404);
    }

    private JsonNode entry(String productNo, int index) {
        return caller.products("productNo", productNo, "types", "image")
                .body()
                .at("/productList/0/image/imageList/" + index);
    }

    private ShopCaller.Answer picture(String productNo, int index) {
        return caller.picture(entry(productNo, index).path("xxlImagePath").asText());
    }

    private byte[] bytes(String productNo, int index) {
        return picture(productNo, index).raw().body();
    }

    private int width(String url) throws IOException {
        return read(caller.picture(url).raw().body()).getWidth();
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
    }
}
