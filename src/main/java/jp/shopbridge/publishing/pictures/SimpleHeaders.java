package jp.shopbridge.publishing.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The old formats, which know neither profile nor orientation. */
final class SimpleHeaders {

    private static final int TRAILER = 0x3b;

    private SimpleHeaders() {}

    /** A Windows bitmap is decoded when its pixels lie there as they are; its other ways hold lengths that cannot be trusted. */
    static PictureHeader bmp(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        PictureHeader header = new PictureHeader();
        boolean core = in.getInt(14) == 12;
        header.size(
                core ? in.getShort(18) & 0xffff : in.getInt(18),
                core ? in.getShort(20) & 0xffff : Math.abs(in.getInt(22)));
        int depth = in.getShort(core ? 24 : 28) & 0xffff;
        int compression = core ? 0 : in.getInt(30);
        int colours = core ? 0 : in.getInt(46);
        int offset = in.getInt(10);
        long pixelBytes = ((long) header.width * depth + 31) / 32 * 4 * header.height;
        boolean asTheyAre = compression == 0 || compression == 3;
        boolean allThere = offset + pixelBytes <= bytes.length;
        header.plain = asTheyAre && colours >= 0 && colours <= 256 && offset >= 26 && allThere;
        header.whole = !asTheyAre || allThere;
        return header;
    }

    /** GIF89a: the first picture with its palette and its transparency; what else there is, is a comment or a further frame. */
    static PictureHeader gif(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        PictureHeader header = new PictureHeader();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        int at = 13 + palette(bytes[10]);
        kept.write(bytes, 0, Math.min(at, bytes.length));
        header.frames = 0;
        while (at < bytes.length && bytes[at] != TRAILER) {
            int start = at;
            if (bytes[at] == 0x21) {
                boolean control = bytes[at + 1] == (byte) 0xf9;
                at = afterBlocks(bytes, at + 2);
                if (control && header.frames == 0) {
                    kept.write(bytes, start, at - start);
                }
            } else if (bytes[at] == 0x2c) {
                if (header.frames++ == 0) {
                    header.width = in.getShort(at + 5) & 0xffff;
                    header.height = in.getShort(at + 7) & 0xffff;
                }
                at = afterBlocks(bytes, at + 11 + palette(bytes[at + 9]));
                if (header.frames == 1) {
                    kept.write(bytes, start, at - start);
                }
            } else {
                break;
            }
        }
        // Many a writer forgets the trailer, so what counts is that the first picture has its end.
        header.whole = header.frames > 1 || (at <= bytes.length && bytes[Math.min(at, bytes.length) - 1] == 0);
        kept.write(TRAILER);
        header.pixelsOnly = kept.toByteArray();
        return header;
    }

    private static int palette(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** The first byte after a row of blocks, each of which begins with its length; the end when the row does not end. */
    private static int afterBlocks(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at += (bytes[at] & 0xff) + 1;
        }
        return Math.min(at + 1, bytes.length);
    }
}
