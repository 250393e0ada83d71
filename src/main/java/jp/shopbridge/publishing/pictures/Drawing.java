package jp.shopbridge.publishing.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a decoded picture, in bands, so that beside it there is never more than the one picture that it becomes:
 * Java's own ways make a copy of four bytes for each pixel, and take grey with transparency or 16 bits for brighter than it is.
 */
final class Drawing {

    private static final int BAND = 64;
    private static final int WHITE = 255;

    private Drawing() {}

    /** Whether a picture of this kind ({@link BufferedImage#getType()}) is flat as it is. */
    static boolean isFlat(int type) {
        return type == BufferedImage.TYPE_3BYTE_BGR
                || type == BufferedImage.TYPE_INT_RGB
                || type == BufferedImage.TYPE_BYTE_GRAY;
    }

    /**
     * The picture on white, in eight bits and sRGB.
     *
     * @param profile what its colours mean (ICC); null when they are sRGB
     */
    static BufferedImage flat(BufferedImage picture, byte @Nullable [] profile) {
        BufferedImage flat = picture;
        if (!isFlat(picture.getType())) {
            flat = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            if (isPlain(picture)) {
                copy(picture, flat);
            } else {
                draw(picture, flat, new AffineTransform());
            }
        }
        ICC_Profile from = profile == null ? null : colours(profile);
        if (from != null && flat.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            toSrgb(flat, from);
        }
        return flat;
    }

    /**
     * The picture in another size, turned upright.
     *
     * @param width before it is turned
     * @param height before it is turned
     */
    static BufferedImage upright(BufferedImage picture, int width, int height, int orientation) {
        if (orientation == 1 && picture.getWidth() == width && picture.getHeight() == height) {
            return picture;
        }
        boolean swaps = Orientation.swapsSides(orientation);
        BufferedImage upright =
                new BufferedImage(swaps ? height : width, swaps ? width : height, BufferedImage.TYPE_3BYTE_BGR);
        AffineTransform way = Orientation.upright(orientation, width, height);
        way.scale((double) width / picture.getWidth(), (double) height / picture.getHeight());
        draw(picture, upright, way);
        return upright;
    }

    private static void draw(BufferedImage picture, BufferedImage onto, AffineTransform way) {
        Graphics2D graphics = onto.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, onto.getWidth(), onto.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            for (int y = 0; y < onto.getHeight(); y += BAND) {
                graphics.setClip(0, y, onto.getWidth(), BAND);
                graphics.drawImage(picture, way, null);
            }
        } finally {
            graphics.dispose();
        }
    }

    /** Whether its samples are what they say: red, green and blue or grey, in whole numbers. */
    private static boolean isPlain(BufferedImage picture) {
        ColorModel colours = picture.getColorModel();
        int space = colours.getColorSpace().getType();
        int type = colours.getTransferType();
        return colours instanceof ComponentColorModel
                && !colours.isAlphaPremultiplied()
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
                && (space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY);
    }

    private static void copy(BufferedImage picture, BufferedImage flat) {
        Raster from = picture.getRaster();
        WritableRaster to = flat.getRaster();
        int width = picture.getWidth();
        int bands = from.getNumBands();
        boolean alpha = picture.getColorModel().hasAlpha();
        int colours = bands - (alpha ? 1 : 0);
        int most = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        int[] row = new int[width * bands];
        int[] made = new int[width * 3];
        for (int y = 0; y < picture.getHeight(); y++) {
            from.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int opaque = alpha ? row[x * bands + bands - 1] : most;
                for (int colour = 0; colour < 3; colour++) {
                    long sample = row[x * bands + Math.min(colour, colours - 1)];
                    long mixed = sample * opaque + (long) most * (most - opaque);
                    made[3 * x + colour] = (int) ((mixed * WHITE + (long) most * most / 2) / ((long) most * most));
                }
            }
            to.setPixels(0, y, width, 1, made);
        }
    }

    private static @Nullable ICC_Profile colours(byte[] profile) {
        try {
            ICC_Profile read = ICC_Profile.getInstance(profile);
            return read.getColorSpaceType() == ColorSpace.TYPE_RGB ? read : null;
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    private static void toSrgb(BufferedImage picture, ICC_Profile from) {
        ColorConvertOp conversion =
                new ColorConvertOp(new ICC_Profile[] {from, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        WritableRaster whole = picture.getRaster();
        for (int y = 0; y < picture.getHeight(); y += BAND) {
            int rows = Math.min(BAND, picture.getHeight() - y);
            WritableRaster band = whole.createWritableChild(0, y, picture.getWidth(), rows, 0, 0, null);
            WritableRaster before = band.createCompatibleWritableRaster();
            before.setRect(band);
            conversion.filter(before, band);
        }
    }

    /** The picture as a JPEG. */
    static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
