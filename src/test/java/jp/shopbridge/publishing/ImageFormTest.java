package jp.shopbridge.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormTest {

    @Test
    void leavesALongSizeChartAsItIs() throws IOException {
        byte[] image = image(1200, 5000, "png");

        assertThat(ImageForm.of(image, ImageUse.SIZE_CHART)).isEqualTo(new ImageForm.Formed.Fit(image, 1200, 5000));
    }

    @Test
    void leavesAFittingImageByteForByte() throws IOException {
        byte[] image = image(800, 600, "jpg");

        assertThat(ImageForm.of(image, ImageUse.MAIN)).isEqualTo(new ImageForm.Formed.Fit(image, 800, 600));
    }

    @Test
    void scalesDownWhatIsTooLarge() throws IOException {
        ImageForm.Formed formed = ImageForm.of(image(5000, 2500, "png"), ImageUse.MAIN);

        assertThat(formed).isInstanceOf(ImageForm.Formed.Fit.class);
        BufferedImage scaled = ImageIO.read(new ByteArrayInputStream(((ImageForm.Formed.Fit) formed).bytes()));
        assertThat(scaled.getWidth()).isEqualTo(4000);
        assertThat(scaled.getHeight()).isEqualTo(2000);
    }

    @Test
    void convertsAFormatTiktokDoesNotTake() throws IOException {
        ImageForm.Formed formed = ImageForm.of(image(400, 400, "gif"), ImageUse.MAIN);

        assertThat(formed).isInstanceOf(ImageForm.Formed.Fit.class);
        byte[] bytes = ((ImageForm.Formed.Fit) formed).bytes();
        assertThat(bytes[0]).isEqualTo((byte) 0xFF);
        assertThat(bytes[1]).isEqualTo((byte) 0xD8);
    }

    @Test
    void refusesWhatIsTooSmallNamingItsSize() throws IOException {
        ImageForm.Formed formed = ImageForm.of(image(299, 900, "jpg"), ImageUse.MAIN);

        assertThat(formed).isInstanceOfSatisfying(ImageForm.Formed.Unfit.class, unfit -> {
            assertThat(unfit.code()).isEqualTo("PUBLISHING_IMAGE_TOO_SMALL");
            assertThat(unfit.sentence().ja()).contains("299×900");
        });
        assertThat(ImageForm.of(image(299, 900, "jpg"), ImageUse.DESCRIPTION)).isInstanceOf(ImageForm.Formed.Fit.class);
    }

    @Test
    void refusesWhatIsNoImage() {
        assertThat(ImageForm.of("<html>no image</html>".getBytes(StandardCharsets.UTF_8), ImageUse.MAIN))
                .isInstanceOf(ImageForm.Formed.Unfit.class);
        assertThat(ImageForm.of(new byte[0], ImageUse.MAIN)).isInstanceOf(ImageForm.Formed.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "172.16.5.4",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.1.1",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "224.0.0.1"
            })
    void knowsPrivateAddresses(String address) throws UnknownHostException {
        assertThat(ImageFetch.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2001:4860:4860::8888", "100.128.0.1"})
    void knowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(ImageFetch.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/a.jpg",
                "http://localhost/a.jpg",
                "http://[::1]/a.jpg",
                "file:///etc/passwd",
                "ftp://example.com/a.jpg",
                "not an address",
                "http:///a.jpg"
            })
    void fetchesNothingFromAForbiddenAddress(String address) throws IOException {
        ImageFetch fetch = new ImageFetch(new PublishingSettings(
                1,
                1,
                Duration.ofMinutes(1),
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));

        assertThat(fetch.fetch(address)).isInstanceOf(ImageFetch.Fetched.Problem.class);
        fetch.close();
    }

    private static byte[] image(int width, int height, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
