package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.imageio.ImageIO;
import jp.shopbridge.staging.content.Picture;
import org.junit.jupiter.api.Test;

class ImageFormTest {

    private final ImageSettings settings = ImageFetchTest.settings(Duration.ofSeconds(4));
    private final ImageForm form = new ImageForm(settings, new PictureMemory(settings));

    @Test
    void leavesALongSizeChartAsItIs() throws IOException {
        byte[] image = image(1200, 5000, "png");

        assertThat(form.of(image, Picture.Use.SIZE_CHART)).isEqualTo(new ImageForm.Formed.Fit(image, 1200, 5000));
    }

    @Test
    void leavesAFittingImageByteForByte() throws IOException {
        byte[] image = image(800, 600, "jpg");

        assertThat(form.of(image, Picture.Use.MAIN)).isEqualTo(new ImageForm.Formed.Fit(image, 800, 600));
    }

    @Test
    void scalesDownWhatIsTooLarge() throws IOException {
        ImageForm.Formed formed = form.of(image(5000, 2500, "png"), Picture.Use.MAIN);

        assertThat(formed).isInstanceOf(ImageForm.Formed.Fit.class);
        BufferedImage scaled = ImageIO.read(new ByteArrayInputStream(((ImageForm.Formed.Fit) formed).bytes()));
        assertThat(scaled.getWidth()).isEqualTo(4000);
        assertThat(scaled.getHeight()).isEqualTo(2000);
    }

    @Test
    void convertsAFormatTiktokDoesNotTake() throws IOException {
        ImageForm.Formed formed = form.of(image(400, 400, "gif"), Picture.Use.MAIN);

        assertThat(formed).isInstanceOf(ImageForm.Formed.Fit.class);
        byte[] bytes = ((ImageForm.Formed.Fit) formed).bytes();
        assertThat(bytes[0]).isEqualTo((byte) 0xFF);
        assertThat(bytes[1]).isEqualTo((byte) 0xD8);
    }

    @Test
    void refusesWhatIsTooSmallNamingItsSize() throws IOException {
        ImageForm.Formed formed = form.of(image(299, 900, "jpg"), Picture.Use.MAIN);

        assertThat(formed).isInstanceOfSatisfying(ImageForm.Formed.Unfit.class, unfit -> {
            assertThat(unfit.code()).isEqualTo("PUBLISHING_IMAGE_TOO_SMALL");
            assertThat(unfit.sentence().ja()).contains("299×900");
        });
        assertThat(form.of(image(299, 900, "jpg"), Picture.Use.DESCRIPTION)).isInstanceOf(ImageForm.Formed.Fit.class);
    }

    @Test
    void refusesWhatIsNoImage() {
        assertThat(form.of("<html>no image</html>".getBytes(StandardCharsets.UTF_8), Picture.Use.MAIN))
                .isInstanceOf(ImageForm.Formed.Unfit.class);
        assertThat(form.of(new byte[0], Picture.Use.MAIN)).isInstanceOf(ImageForm.Formed.Unfit.class);
    }

    private static byte[] image(int width, int height, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
