package jp.shopbridge.sandbox.tiktok;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Looks into uploaded bytes: what format they really are, how many pixels, whether they decode. */
final class ImageProbe {

    private ImageProbe() {}

    /**
     * @param format {@code jpeg}, {@code png}, {@code webp}, {@code bmp}, {@code heic} or something not accepted
     * @param width pixels
     * @param height pixels
     */
    record Look(String format, int width, int height) {}

    /** Reads the header; refused when the bytes are no image. */
    static Look look(byte[] bytes) {
        if (isHeic(bytes)) {
            return heic(bytes);
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw RefusalCode.IMAGE_NOT_A_FILE.refusal();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return new Look(
                        reader.getFormatName().toLowerCase(Locale.ROOT), reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException broken) {
            throw RefusalCode.IMAGE_BROKEN.refusal();
        }
    }

    /** Decodes every pixel; refused when that fails. */
    static BufferedImage decode(byte[] bytes) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image != null) {
                return image;
            }
        } catch (IOException | IndexOutOfBoundsException broken) {
            throw RefusalCode.IMAGE_BROKEN.refusal();
        }
        throw RefusalCode.IMAGE_BROKEN.refusal();
    }

    /** The middle square of an image as PNG or JPEG bytes. */
    static byte[] square(BufferedImage image, String format) {
        int side = Math.min(image.getWidth(), image.getHeight());
        BufferedImage middle =
                image.getSubimage((image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(middle, format.equals("jpeg") ? "jpeg" : "png", out)) {
                ImageIO.write(middle, "png", out);
            }
        } catch (IOException impossible) {
            throw RefusalCode.IMAGE_BROKEN.refusal();
        }
        return out.toByteArray();
    }

    private static boolean isHeic(byte[] bytes) {
        if (bytes.length < 12) {
            return false;
        }
        String brand = new String(bytes, 4, 8, StandardCharsets.ISO_8859_1);
        return brand.startsWith("ftyphei") || brand.equals("ftypmif1");
    }

    /** The JDK cannot decode HEIC; the size stands in its {@code ispe} box: version and flags, width, height. */
    private static Look heic(byte[] bytes) {
        byte[] name = "ispe".getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + 16 <= bytes.length; at++) {
            if (bytes[at] == name[0]
                    && bytes[at + 1] == name[1]
                    && bytes[at + 2] == name[2]
                    && bytes[at + 3] == name[3]) {
                ByteBuffer box = ByteBuffer.wrap(bytes, at + 8, 8);
                return new Look("heic", box.getInt(), box.getInt());
            }
        }
        throw RefusalCode.IMAGE_BROKEN.refusal();
    }
}
