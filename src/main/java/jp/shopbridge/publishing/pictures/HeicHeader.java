package jp.shopbridge.publishing.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * HEIC (ISO/IEC 23008-12 in the boxes of ISO/IEC 14496-12): the size of the picture that is shown, turned as its properties
 * say. It is passed on as it is or not at all, because nothing here decodes it.
 */
final class HeicHeader {

    private static final Set<String> BRANDS = Set.of("heic", "heix", "heim", "heis");
    private static final int BOX = 8;
    /** More than any camera writes, so that no file makes many objects. */
    private static final int MOST_BOXES = 4_096;

    private HeicHeader() {}

    /** What lies between two places of the file: a box without its own length and name. */
    private record Box(String type, int from, int to) {}

    /** Whether a file says that it is one, by its main brand or by one that it is compatible with. */
    static boolean isHeic(byte[] bytes) {
        if (!text(bytes, 4).equals("ftyp")) {
            return false;
        }
        int end = (int) Math.min(bytes.length - 3L, ByteBuffer.wrap(bytes).getInt(0) & 0xffffffffL);
        for (int at = 8; at < Math.min(end, 256); at += at == 8 ? 8 : 4) {
            if (BRANDS.contains(text(bytes, at))) {
                return true;
            }
        }
        return false;
    }

    static PictureHeader read(byte[] bytes) {
        PictureHeader header = new PictureHeader();
        header.plain = false;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Box> whole = boxes(in, 0, bytes.length);
        header.whole = whole.get(whole.size() - 1).to() <= bytes.length
                && whole.stream().anyMatch(box -> box.type().equals("mdat"));
        Box meta = one(whole, "meta");
        List<Box> parts = boxes(in, meta.from() + 4, meta.to());
        List<Box> about =
                boxes(in, one(parts, "iprp").from(), one(parts, "iprp").to());
        List<Box> properties =
                boxes(in, one(about, "ipco").from(), one(about, "ipco").to());
        int turns = 0;
        for (int index : propertiesOf(in, one(about, "ipma"), primary(in, one(parts, "pitm")))) {
            Box property = properties.get(index - 1);
            if (property.type().equals("ispe")) {
                header.size(in.getInt(property.from() + 4), in.getInt(property.from() + 8));
            } else if (property.type().equals("irot")) {
                turns = bytes[property.from()] & 3;
            }
        }
        if (turns % 2 == 1) {
            int width = header.width;
            header.width = header.height;
            header.height = width;
        }
        return header;
    }

    private static int primary(ByteBuffer in, Box pitm) {
        return in.get(pitm.from()) == 0 ? in.getShort(pitm.from() + 4) & 0xffff : in.getInt(pitm.from() + 4);
    }

    /** The numbers, from 1, of the properties that an item has. */
    private static List<Integer> propertiesOf(ByteBuffer in, Box ipma, int wanted) {
        boolean longIds = in.get(ipma.from()) > 0;
        boolean longIndices = (in.get(ipma.from() + 3) & 1) != 0;
        int items = in.getInt(ipma.from() + 4);
        int at = ipma.from() + 8;
        for (int item = 0; item < items && at < ipma.to(); item++) {
            int id = longIds ? in.getInt(at) : in.getShort(at) & 0xffff;
            at += longIds ? 4 : 2;
            int count = in.get(at++) & 0xff;
            List<Integer> indices = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                indices.add(longIndices ? in.getShort(at) & 0x7fff : in.get(at) & 0x7f);
                at += longIndices ? 2 : 1;
            }
            if (id == wanted) {
                return indices.stream().filter(index -> index > 0).toList();
            }
        }
        throw new IllegalArgumentException("no properties");
    }

    private static Box one(List<Box> boxes, String type) {
        return boxes.stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type));
    }

    private static List<Box> boxes(ByteBuffer in, int from, int to) {
        List<Box> boxes = new ArrayList<>();
        long at = from;
        while (at + BOX <= to && boxes.size() < MOST_BOXES) {
            int start = (int) at;
            long length = in.getInt(start) & 0xffffffffL;
            int head = BOX;
            if (length == 1) {
                length = in.getLong(start + BOX);
                head = 2 * BOX;
            } else if (length == 0) {
                length = to - at;
            }
            if (length < head) {
                throw new IllegalArgumentException("a box smaller than its name");
            }
            long end = at + length;
            boxes.add(new Box(text(in, start + 4), start + head, (int) Math.min(end, Integer.MAX_VALUE)));
            if (end > to) {
                break;
            }
            at = end;
        }
        if (boxes.isEmpty()) {
            throw new IllegalArgumentException("no boxes");
        }
        return boxes;
    }

    private static String text(ByteBuffer in, int at) {
        byte[] four = new byte[4];
        in.get(at, four);
        return text(four, 0);
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
