package jp.shopbridge.publishing.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing that is read of a camera's notes (Exif 2.32, in TIFF 6.0): which way up the picture was taken. */
final class Exif {

    private static final int UPRIGHT = 1;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private Exif() {}

    /**
     * How the stored picture has to be turned, 1 to 8; 1 (not at all) when the notes do not say.
     *
     * @param from where the TIFF header begins
     * @param to the first byte that does not belong to the notes
     */
    static int orientation(byte[] bytes, int from, int to) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from).slice();
            in.order(in.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (in.getShort(2) != 42) {
                return UPRIGHT;
            }
            int directory = in.getInt(4);
            int entries = in.getShort(directory) & 0xffff;
            for (int at = directory + 2; entries > 0; entries--, at += ENTRY) {
                if ((in.getShort(at) & 0xffff) == ORIENTATION) {
                    int value = in.getShort(at + 2) == 3 ? in.getShort(at + 8) : in.getInt(at + 8);
                    return value >= 1 && value <= 8 ? value : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException cutOff) {
            return UPRIGHT;
        }
    }
}
