package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.image;
import static jp.shopbridge.sandbox.tiktok.ApiClient.png;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final TikTokWorld WORLD =
            new TikTokWorld(TikTokSettings.builder().build());
    private final ApiClient client = new ApiClient(WORLD.baseUrl(), Clock.systemUTC());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp"})
    void takesImagesInAndServesThem(String format) throws IOException {
        JsonNode data = client.upload("MAIN_IMAGE", image(800, 700, format)).data();

        assertThat(data.path("uri").asText()).matches("tos-[a-z0-9-]+/[0-9a-f]+");
        assertThat(data.path("width").asInt()).isEqualTo(800);
        assertThat(data.path("height").asInt()).isEqualTo(700);
        assertThat(data.path("use_case").asText()).isEqualTo("MAIN_IMAGE");
        byte[] served = client.plain(
                        "GET", URI.create(data.path("url").asText()).getPath(), "")
                .response()
                .body();
        assertThat(ImageIO.read(new ByteArrayInputStream(served)).getWidth()).isEqualTo(800);
    }

    @Test
    void makesMainImagesOfOtherRatiosSquare() throws IOException {
        JsonNode data = client.upload("MAIN_IMAGE", png(1200, 400)).data();

        assertThat(data.path("width").asInt()).isEqualTo(400);
        assertThat(data.path("height").asInt()).isEqualTo(400);
        byte[] served = client.plain(
                        "GET", URI.create(data.path("url").asText()).getPath(), "")
                .response()
                .body();
        assertThat(ImageIO.read(new ByteArrayInputStream(served)).getWidth()).isEqualTo(400);
        assertThat(client.upload("DESCRIPTION_IMAGE", png(1200, 400))
                        .data()
                        .path("width")
                        .asInt())
                .isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIN_IMAGE, 299, 600, 12038014",
        "MAIN_IMAGE, 300, 300, 0",
        "MAIN_IMAGE, 4001, 4000, 12038014",
        "ATTRIBUTE_IMAGE, 99, 100, 12038014",
        "DESCRIPTION_IMAGE, 100, 100, 0",
        "SIZE_CHART_IMAGE, 1023, 2000, 12038014",
        "SIZE_CHART_IMAGE, 1024, 1024, 0",
        "BANNER, 600, 600, 36009004"
    })
    void keepsThePixelLimitsOfEachUse(String useCase, int width, int height, int code) {
        assertThat(client.upload(useCase, png(width, height)).code()).isEqualTo(code);
    }

    @Test
    void refusesWhatIsNoAcceptedImage() {
        assertThat(client.upload("MAIN_IMAGE", image(400, 400, "gif")).code()).isEqualTo(12038015);
        assertThat(client.upload("MAIN_IMAGE", "no image".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(12038002);
        byte[] whole = png(400, 400);
        assertThat(client.upload("MAIN_IMAGE", Arrays.copyOf(whole, 60)).code()).isEqualTo(12038004);
        assertThat(client.upload("MAIN_IMAGE", Arrays.copyOf(whole, 10 * 1024 * 1024 + 1))
                        .code())
                .isEqualTo(12038005);
    }

    @Test
    void readsTheSizeOfHeicImages() {
        ByteBuffer heic = ByteBuffer.allocate(40);
        heic.putInt(24).put("ftypheic".getBytes(StandardCharsets.ISO_8859_1)).put(new byte[12]);
        heic.put("ispe".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0)
                .putInt(640)
                .putInt(480);

        assertThat(client.upload("MAIN_IMAGE", heic.array())
                        .data()
                        .path("width")
                        .asInt())
                .isEqualTo(640);
    }

    @Test
    void takesPdfFilesIn() {
        byte[] pdf = "%PDF-1.7 pretend".getBytes(StandardCharsets.US_ASCII);

        JsonNode data = client.multipart("/product/202309/files/upload", "name", "certificate.pdf", pdf)
                .data();

        assertThat(data.path("format").asText()).isEqualTo("PDF");
        assertThat(data.path("id").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two.dots.pdf", "with space.pdf", "-symbol.pdf", "nodot"})
    void refusesFileNamesOfAnotherForm(String name) {
        byte[] pdf = "%PDF-1.7 pretend".getBytes(StandardCharsets.US_ASCII);

        assertThat(client.multipart("/product/202309/files/upload", "name", name, pdf)
                        .code())
                .isEqualTo(36009004);
    }

    @Test
    void refusesMultipartWithoutItsParts() {
        assertThat(client.multipart("/product/202309/files/upload", "name", "certificate.pdf", new byte[] {1})
                        .code())
                .isEqualTo(12038002);
        String path = "/product/202309/images/upload";
        byte[] broken = "--x\r\nno headers".getBytes(StandardCharsets.US_ASCII);
        assertThat(client.send("POST", path, client.query(path), "multipart/form-data; boundary=x", broken)
                        .code())
                .isEqualTo(36009022);
    }
}
