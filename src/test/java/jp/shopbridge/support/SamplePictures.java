package jp.shopbridge.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files as cameras, scanners and printers make them. */
public final class SamplePictures {

    private SamplePictures() {}

    /** A file of one colour. */
    public static byte[] plain(int width, int height, Color colour, String format) {
        return file(filled(width, height, colour), format);
    }

    /** A picture of one colour. */
    public static BufferedImage filled(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** A picture as a file. */
    public static byte[] file(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same JPEG as a camera writes it that was held in this way (1 to 8). */
    public static byte[] held(byte[] jpeg, int orientation) {
        ByteBuffer notes = ByteBuffer.allocate(32)
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put("MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return withSegment(jpeg, 0xe1, notes.array());
    }

    /** The same JPEG, which says that its red, green and blue are linear. */
    public static byte[] linear(byte[] jpeg) {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteBuffer segment = ByteBuffer.allocate(profile.length + 14)
                .put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) 1)
                .put((byte) 1)
                .put(profile);
        return withSegment(jpeg, 0xe2, segment.array());
    }

    /** The same PNG, which says that its red, green and blue are linear. */
    public static byte[] linearPng(byte[] png) {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        Deflater deflater = new Deflater();
        deflater.setInput(profile);
        deflater.finish();
        byte[] packed = new byte[profile.length + 100];
        int size = deflater.deflate(packed);
        deflater.end();
        byte[] body = new byte[4 + 3 + size];
        System.arraycopy("iCCPc".getBytes(StandardCharsets.ISO_8859_1), 0, body, 0, 5);
        System.arraycopy(packed, 0, body, 7, size);
        CRC32 check = new CRC32();
        check.update(body);
        ByteBuffer chunk = ByteBuffer.allocate(body.length + 8)
                .putInt(body.length - 4)
                .put(body)
                .putInt((int) check.getValue());
        return inserted(png, 33, chunk.array());
    }

    /**
     * A JPEG for print: cyan, magenta, yellow and black from 0 to 255, which Adobe's programs write inverted.
     *
     * @param turned whether the three colours are kept as brightness and difference (YCCK)
     */
    public static byte[] inks(int width, int height, int[] inks, boolean turned) {
        int[] stored = {255 - inks[0], 255 - inks[1], 255 - inks[2], 255 - inks[3]};
        if (turned) {
            double r = inks[0];
            double g = inks[1];
            double b = inks[2];
            stored[0] = (int) Math.round(0.299 * r + 0.587 * g + 0.114 * b);
            stored[1] = (int) Math.round(128 - 0.168736 * r - 0.331264 * g + 0.5 * b);
            stored[2] = (int) Math.round(128 + 0.5 * r - 0.418688 * g - 0.081312 * b);
        }
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, stored);
            }
        }
        ByteBuffer adobe = ByteBuffer.allocate(12)
                .put("Adobe".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 100)
                .putInt(0)
                .put((byte) (turned ? 2 : 0));
        return withSegment(raw(raster), 0xee, adobe.array());
    }

    private static byte[] raw(Raster raster) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<ImageWriter> writers = new ArrayList<>();
        ImageIO.getImageWritersByFormatName("jpeg").forEachRemaining(writers::add);
        ImageWriter writer = writers.get(writers.size() - 1);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A HEIC of this size as a telephone writes it, turned by so many quarters; its pixels are nonsense. */
    public static byte[] heic(int width, int height, int quarters) {
        byte[] properties = box("ipco", box("ispe", ints(0, width, height)), box("irot", new byte[] {(byte) quarters}));
        byte[] of = box("ipma", ints(0, 1), new byte[] {0, 1, 2, (byte) 0x81, 2});
        byte[] meta = box("meta", ints(0), box("pitm", ints(0), new byte[] {0, 1}), box("iprp", properties, of));
        byte[] type = box("ftyp", "heic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1));
        return joined(type, meta, box("mdat", new byte[400]));
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] body = joined(parts);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(body.length + 8)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(body)
                .array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer segment = ByteBuffer.allocate(content.length + 4)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content);
        return inserted(jpeg, 2, segment.array());
    }

    private static byte[] inserted(byte[] whole, int at, byte[] what) {
        return ByteBuffer.allocate(whole.length + what.length)
                .put(whole, 0, at)
                .put(what)
                .put(whole, at, whole.length - at)
                .array();
    }

    /** What a viewer that knows nothing of orientation and profiles sees. */
    public static BufferedImage seen(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
