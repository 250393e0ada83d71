package jp.shopbridge.publishing.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WebP container (RFC 9649): the size of the canvas and of the picture in it have to agree. */
final class WebpHeader {

    private static final int ALPHA = 0x10;
    private static final int MOVES = 0x02;

    private WebpHeader() {}

    static PictureHeader read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        PictureHeader header = new PictureHeader();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 12);
        boolean extended = false;
        boolean found = false;
        int at = 12;
        while (at + 8 <= bytes.length && header.whole) {
            String type = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            int length = in.getInt(at + 4);
            if (length < 0) {
                throw new IllegalArgumentException("a length below nothing");
            }
            header.whole = length <= bytes.length - at - 8;
            int padded = (int) Math.min(length + (length & 1L), bytes.length - at - 8);
            boolean keep = !found;
            switch (type) {
                case "VP8X" -> {
                    extended = true;
                    header.size((in.getInt(at + 12) & 0xffffff) + 1, (in.getInt(at + 15) & 0xffffff) + 1);
                    header.frames = (bytes[at + 8] & MOVES) != 0 ? 2 : 1;
                }
                case "VP8 " -> {
                    if (!found) {
                        header.size(in.getShort(at + 14) & 0x3fff, in.getShort(at + 16) & 0x3fff);
                    }
                    found = true;
                }
                case "VP8L" -> {
                    if (!found) {
                        header.lossless = true;
                        int sizes = in.getInt(at + 9);
                        header.size((sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1);
                    }
                    found = true;
                }
                case "ALPH" -> {
                    // The picture's transparency.
                }
                case "ICCP" -> {
                    keep = false;
                    header.profile = Arrays.copyOfRange(bytes, at + 8, at + 8 + padded);
                }
                case "EXIF" -> {
                    keep = false;
                    header.orientation = orientation(bytes, at + 8, at + 8 + padded);
                }
                default -> keep = false; // Frames of an animation, texts.
            }
            if (keep) {
                kept.write(bytes, at, 8 + padded);
            }
            at += 8 + padded;
        }
        header.whole &= found || header.frames > 1;
        header.plain = found && header.frames == 1;
        byte[] only = kept.toByteArray();
        ByteBuffer.wrap(only).order(ByteOrder.LITTLE_ENDIAN).putInt(4, only.length - 8);
        if (extended) {
            only[20] &= ALPHA;
        }
        header.pixelsOnly = only;
        return header;
    }

    /** Some writers put the six letters before it that JPEG wants. */
    private static int orientation(byte[] bytes, int from, int to) {
        boolean letters = to - from > 6 && bytes[from] == 'E' && bytes[from + 1] == 'x';
        return Exif.orientation(bytes, letters ? from + 6 : from, to);
    }
}
