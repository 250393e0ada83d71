package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OrientationTest {

    @Property(tries = 200)
    void turnsEveryPixelToItsPlace(
            @ForAll @IntRange(min = 1, max = 8) int orientation,
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll long seed) {
        Random random = new Random(seed);
        BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                upright.setRGB(x, y, random.nextInt());
            }
        }
        BufferedImage stored = stored(upright, orientation);

        BufferedImage turned = Drawing.upright(stored, stored.getWidth(), stored.getHeight(), orientation);

        assertThat(turned.getWidth()).isEqualTo(width);
        assertThat(turned.getHeight()).isEqualTo(height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertThat(turned.getRGB(x, y)).as("%d,%d", x, y).isEqualTo(upright.getRGB(x, y));
            }
        }
    }

    @Property(tries = 200)
    void readsTheWayFromTheNotesAndOutlivesBrokenOnes(@ForAll byte[] notes, @ForAll @IntRange(max = 100) int from) {
        int start = Math.min(from, notes.length);

        assertThat(Exif.orientation(notes, start, notes.length)).isBetween(1, 8);
    }

    /** The pixels as a camera stores them that was held in this way: where its first row and column belong (Exif 2.32). */
    static BufferedImage stored(BufferedImage upright, int orientation) {
        int right = upright.getWidth() - 1;
        int bottom = upright.getHeight() - 1;
        boolean swaps = orientation >= 5;
        BufferedImage stored = new BufferedImage(
                swaps ? bottom + 1 : right + 1, swaps ? right + 1 : bottom + 1, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y <= bottom; y++) {
            for (int x = 0; x <= right; x++) {
                int row =
                        switch (orientation) {
                            case 1, 2 -> y;
                            case 3, 4 -> bottom - y;
                            case 5, 8 -> x;
                            default -> right - x;
                        };
                int column =
                        switch (orientation) {
                            case 1, 4 -> x;
                            case 2, 3 -> right - x;
                            case 5, 6 -> y;
                            default -> bottom - y;
                        };
                stored.setRGB(column, row, upright.getRGB(x, y));
            }
        }
        return stored;
    }
}
