package jp.shopbridge.publishing.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** PNG (ISO/IEC 15948): only what holds pixels stays; texts may be bombs, and a profile is unpacked up to a size. */
final class PngHeader {

    private static final int LARGEST_PROFILE = 1024 * 1024;

    private PngHeader() {}

    static PictureHeader read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        PictureHeader header = new PictureHeader();
        header.size(in.getInt(16), in.getInt(20));
        header.whole = false;
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 8);
        int at = 8;
        while (at + 12 <= bytes.length && !header.whole) {
            int length = in.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                break;
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            switch (type) {
                case "IHDR", "PLTE", "tRNS", "IDAT" -> kept.write(bytes, at, length + 12);
                case "IEND" -> {
                    kept.write(bytes, at, length + 12);
                    header.whole = true;
                }
                case "acTL" -> header.frames = Math.max(1, in.getInt(at + 8));
                case "eXIf" -> header.orientation = Exif.orientation(bytes, at + 8, at + 8 + length);
                case "iCCP" -> header.profile = profile(bytes, at + 8, at + 8 + length);
                default -> {
                    // Everything else says nothing about the pixels.
                }
            }
            at += length + 12;
        }
        header.pixelsOnly = kept.toByteArray();
        return header;
    }

    /** A name, a zero, the way of packing, and the packed profile; null when it is broken or too large. */
    private static byte @Nullable [] profile(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != 0) {
            at++;
        }
        if (at + 2 >= to) {
            return null;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, at + 2, to - at - 2);
            byte[] unpacked = new byte[LARGEST_PROFILE];
            int size = inflater.inflate(unpacked);
            return inflater.finished() ? Arrays.copyOf(unpacked, size) : null;
        } catch (DataFormatException broken) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
