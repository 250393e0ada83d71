package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.support.SamplePictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void turnsWhatIsRedrawnUpright() {
        BufferedImage upright = SamplePictures.filled(320, 4200, Color.WHITE);
        Graphics2D graphics = upright.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 160, 700);
        graphics.dispose();

        BufferedImage formed =
                redrawn(SamplePictures.held(SamplePictures.file(OrientationTest.stored(upright, 6), "jpg"), 6));

        assertThat(formed.getWidth()).isEqualTo(305);
        assertThat(formed.getHeight()).isEqualTo(4000);
        assertColour(formed.getRGB(70, 300), 254, 0, 0);
        assertColour(formed.getRGB(230, 300), 255, 255, 255);
        assertColour(formed.getRGB(70, 3700), 255, 255, 255);
    }

    @Test
    void keepsTheBytesOfASmallPictureAndMeasuresItAsItIsLookedAt() {
        byte[] file = SamplePictures.held(SamplePictures.plain(800, 600, Color.GRAY, "jpg"), 6);

        assertThat(form.of(file, Picture.Use.MAIN)).isEqualTo(new ImageForm.Formed.Fit(file, 600, 800));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void keepsTheColoursOfInks(boolean turned) {
        BufferedImage formed = redrawn(SamplePictures.inks(4100, 320, new int[] {55, 195, 215, 0}, turned));

        assertColour(formed.getRGB(2000, 150), 200, 60, 40);
    }

    @Test
    void keepsTheColoursOfAProfile() {
        // Half of the light is 188 of 255 in sRGB.
        byte[] jpeg = SamplePictures.linear(SamplePictures.plain(4100, 320, new Color(128, 128, 128), "jpg"));
        byte[] png = SamplePictures.linearPng(SamplePictures.plain(4100, 320, new Color(128, 55, 128), "png"));

        assertColour(redrawn(jpeg).getRGB(2000, 150), 188, 188, 188);
        assertColour(redrawn(png).getRGB(2000, 150), 188, 128, 188);
    }

    @Test
    void keepsTheColoursOfSixteenBitsAndOfGreyWithTransparency() {
        assertColour(
                redrawn(SamplePictures.file(deep(ColorSpace.CS_sRGB, 3, 0x6464), "png"))
                        .getRGB(2000, 150),
                100,
                100,
                100);
        assertColour(
                redrawn(SamplePictures.file(deep(ColorSpace.CS_GRAY, 1, 0x6464), "png"))
                        .getRGB(2000, 150),
                100,
                100,
                100);
        // Half transparent on white: (100 + 255) / 2.
        assertColour(redrawn(SamplePictures.file(grey(100, 128), "png")).getRGB(2000, 150), 177, 177, 177);
    }

    @Test
    void passesOnAHeicWhoseSizeFits() {
        byte[] file = SamplePictures.heic(3000, 2000, 1);

        assertThat(form.of(file, Picture.Use.MAIN)).isEqualTo(new ImageForm.Formed.Fit(file, 2000, 3000));
    }

    @ParameterizedTest
    @CsvSource({"4032, 3024, PUBLISHING_IMAGE_NOT_CONVERTED", "200, 900, PUBLISHING_IMAGE_TOO_SMALL"})
    void refusesAHeicOfAnotherSizeNamingIt(int width, int height, String code) {
        assertThat(form.of(SamplePictures.heic(width, height, 0), Picture.Use.MAIN))
                .isInstanceOfSatisfying(ImageForm.Formed.Unfit.class, unfit -> {
                    assertThat(unfit.code()).isEqualTo(code);
                    assertThat(unfit.sentence().ja()).contains(width + "×" + height);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "heic"})
    void tellsAFileThatWasCutOff(String format) {
        byte[] whole = format.equals("heic")
                ? SamplePictures.heic(800, 600, 0)
                : SamplePictures.plain(800, 600, Color.PINK, format);
        byte[] cut = Arrays.copyOf(whole, whole.length - 100);

        assertThat(form.of(whole, Picture.Use.DESCRIPTION)).isInstanceOf(ImageForm.Formed.Fit.class);
        assertThat(form.of(cut, Picture.Use.DESCRIPTION))
                .isInstanceOfSatisfying(ImageForm.Formed.Unfit.class, unfit -> assertThat(unfit.code())
                        .isEqualTo("PUBLISHING_IMAGE_CUT_OFF"));
    }

    private BufferedImage redrawn(byte[] file) {
        ImageForm.Formed formed = form.of(file, Picture.Use.MAIN);
        assertThat(formed).isInstanceOf(ImageForm.Formed.Fit.class);
        ImageForm.Formed.Fit fit = (ImageForm.Formed.Fit) formed;
        BufferedImage seen = SamplePictures.seen(fit.bytes());
        assertThat(fit.width()).isEqualTo(seen.getWidth());
        assertThat(fit.height()).isEqualTo(seen.getHeight());
        return seen;
    }

    private static void assertColour(int rgb, int red, int green, int blue) {
        Color colour = new Color(rgb);
        assertThat(colour.getRed()).as("red of " + colour).isCloseTo(red, within(3));
        assertThat(colour.getGreen()).as("green of " + colour).isCloseTo(green, within(3));
        assertThat(colour.getBlue()).as("blue of " + colour).isCloseTo(blue, within(3));
    }

    private static BufferedImage deep(int space, int bands, int sample) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 4100, 320, bands, null);
        int[] row = new int[4100 * bands];
        Arrays.fill(row, sample);
        for (int y = 0; y < 320; y++) {
            raster.setPixels(0, y, 4100, 1, row);
        }
        return new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT),
                raster,
                false,
                null);
    }

    private static BufferedImage grey(int sample, int opaque) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 4100, 320, 2, null);
        for (int y = 0; y < 320; y++) {
            for (int x = 0; x < 4100; x++) {
                raster.setPixel(x, y, new int[] {sample, opaque});
            }
        }
        return new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY),
                        true,
                        false,
                        Transparency.TRANSLUCENT,
                        DataBuffer.TYPE_BYTE),
                raster,
                false,
                null);
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
