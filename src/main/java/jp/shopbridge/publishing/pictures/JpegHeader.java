package jp.shopbridge.publishing.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** ITU-T T.81, annex B: markers, of which a frame header (SOF) tells the size and each scan header (SOS) is one pass. */
final class JpegHeader {

    /** More passes over a picture than any encoder makes; each costs the time of a whole picture. */
    private static final int MOST_SCANS = 100;

    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int NOTES = 0xe1;
    private static final int INKS = 4;
    private static final String EXIF = "Exif\0\0";

    private JpegHeader() {}

    static PictureHeader read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        PictureHeader header = new PictureHeader();
        header.whole = false;
        int scans = 0;
        int components = 0;
        boolean passes = false;
        long blocks = 0;
        int at = 2;
        while (at + 2 <= bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if (bytes[at] != (byte) 0xff || marker == 0xff || marker == 0) {
                at++;
                continue;
            }
            if (marker == END) {
                header.whole = scans > 0;
                break;
            }
            if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
                at += 2;
                continue;
            }
            if (at + 4 > bytes.length) {
                break;
            }
            int length = in.getShort(at + 2) & 0xffff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                if (components > 0) {
                    throw new IllegalArgumentException("two frames");
                }
                header.size(in.getShort(at + 7) & 0xffff, in.getShort(at + 5) & 0xffff);
                components = bytes[at + 9] & 0xff;
                blocks = coefficients(bytes, header, at + 10, components);
                passes = marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
            } else if (marker == SCAN) {
                scans++;
                passes |= (bytes[at + 4] & 0xff) < components;
            } else if (marker == NOTES && header.orientation == 1 && isExif(bytes, at + 4)) {
                header.orientation =
                        Exif.orientation(bytes, at + 4 + EXIF.length(), Math.min(at + 2 + length, bytes.length));
            }
            at += 2 + length;
        }
        header.coefficients = passes ? blocks : 0;
        header.inks = components == INKS ? INKS : 0;
        header.plain = scans > 0 && scans <= MOST_SCANS;
        return header;
    }

    private static boolean isExif(byte[] bytes, int at) {
        return at + EXIF.length() <= bytes.length
                && new String(bytes, at, EXIF.length(), StandardCharsets.ISO_8859_1).equals(EXIF);
    }

    /** Two bytes for each pixel of each component, by their sampling. */
    private static long coefficients(byte[] bytes, PictureHeader header, int at, int components) {
        int across = 1;
        int down = 1;
        for (int i = 0; i < components; i++) {
            across = Math.max(across, bytes[at + 3 * i + 1] >> 4 & 0xf);
            down = Math.max(down, bytes[at + 3 * i + 1] & 0xf);
        }
        long sum = 0;
        for (int i = 0; i < components; i++) {
            long wide = (long) header.width * (bytes[at + 3 * i + 1] >> 4 & 0xf) / across + 16;
            long high = (long) header.height * (bytes[at + 3 * i + 1] & 0xf) / down + 16;
            sum += 2 * wide * high;
        }
        return sum;
    }
}
