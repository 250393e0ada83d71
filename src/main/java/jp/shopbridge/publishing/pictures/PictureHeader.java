package jp.shopbridge.publishing.pictures;

import org.jspecify.annotations.Nullable;

/** What the reader of a format fills in; what it does not find stays as it is here. */
final class PictureHeader {

    int width;
    int height;
    int frames = 1;
    int orientation = 1;
    long coefficients;
    int inks;
    boolean whole = true;
    boolean plain = true;
    boolean lossless;
    byte @Nullable [] pixelsOnly;
    byte @Nullable [] profile;

    /**
     * Notes the size.
     *
     * @throws IllegalArgumentException when the file names another size elsewhere
     */
    void size(int newWidth, int newHeight) {
        if (width != 0 && (width != newWidth || height != newHeight)) {
            throw new IllegalArgumentException("two sizes");
        }
        width = newWidth;
        height = newHeight;
    }
}
