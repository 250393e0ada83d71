package jp.shopbridge.publishing.pictures;

import java.awt.geom.AffineTransform;

/** The eight ways in which a camera can have been held (Exif 2.32, tag 0x0112). */
final class Orientation {

    private Orientation() {}

    /** Whether height and width change places. */
    static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    /**
     * What turns a stored picture upright.
     *
     * @param width the stored picture's
     * @param height the stored picture's
     */
    static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
