package jp.shopbridge.publishing.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a picture file says of itself, read from its bytes without a decoder: nothing is unpacked, and no length that the file
 * claims is ever allocated. Only formats that TikTok takes are known, and GIF, which can become one of them.
 */
final class PictureFile {

    /** The formats that are read. */
    enum Format {
        JPEG("jpeg", true),
        PNG("png", true),
        WEBP("webp", true),
        BMP("bmp", true),
        GIF("gif", false);

        private final String reader;
        private final boolean taken;

        Format(String reader, boolean taken) {
            this.reader = reader;
            this.taken = taken;
        }

        /** The name of the decoder. */
        String reader() {
            return reader;
        }

        /** Whether TikTok takes files of this format (docs/facts/tiktok.md 3.6). */
        boolean taken() {
            return taken;
        }
    }

    /** More passes over a picture than any encoder makes; each costs the time of a whole picture. */
    private static final int MOST_SCANS = 100;

    private final byte[] bytes;
    private final Format format;
    private int width;
    private int height;
    private int frames = 1;
    private long coefficients;
    private boolean plain = true;
    private boolean lossless;
    private byte @Nullable [] pixelsOnly;

    private PictureFile(byte[] bytes, Format format) {
        this.bytes = bytes;
        this.format = format;
    }

    /** The file's own words, or null when it is no picture of a known format or contradicts itself. */
    static @Nullable PictureFile of(byte[] bytes) {
        try {
            Format format = format(bytes);
            if (format == null) {
                return null;
            }
            PictureFile file = new PictureFile(bytes, format);
            switch (format) {
                case JPEG -> file.readJpeg();
                case PNG -> file.readPng();
                case WEBP -> file.readWebp();
                case BMP -> file.readBmp();
                case GIF -> file.readGif();
            }
            return file.width > 0 && file.height > 0 ? file : null;
        } catch (IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            return null;
        }
    }

    Format format() {
        return format;
    }

    /** Pixels across. */
    int width() {
        return width;
    }

    /** Pixels down. */
    int height() {
        return height;
    }

    /** Width times height. */
    long pixels() {
        return (long) width * height;
    }

    /** Whether it moves. */
    boolean isAnimated() {
        return frames > 1;
    }

    /** Whether its pixels are kept in a way that may be decoded; a rare or dangerous way is passed on, but not decoded. */
    boolean isPlain() {
        return plain;
    }

    /** Bytes outside the heap that a decoder needs to put together a JPEG of several passes; 0 for all others. */
    long coefficients() {
        return coefficients;
    }

    /** Whether a WebP keeps every pixel as it was, which is another coding altogether. */
    boolean isLossless() {
        return lossless;
    }

    /** The file with its first picture alone: no texts, profiles and further frames, which decoders would unpack. */
    byte[] pixelsOnly() {
        return pixelsOnly == null ? bytes : pixelsOnly;
    }

    private static @Nullable Format format(byte[] bytes) {
        if (bytes.length < 26) {
            return null;
        }
        String start = new String(bytes, 0, 12, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Format.JPEG;
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Format.PNG;
        }
        if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
            return Format.WEBP;
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Format.GIF;
        }
        return start.startsWith("BM") ? Format.BMP : null;
    }

    /** ITU-T T.81, annex B: markers, of which a frame header (SOF) tells the size and each scan header (SOS) is one pass. */
    private void readJpeg() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int scans = 0;
        int components = 0;
        boolean passes = false;
        long blocks = 0;
        int at = 2;
        while (at + 4 <= bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if (bytes[at] != (byte) 0xff || marker == 0xff || marker == 0) {
                at++;
                continue;
            }
            if (marker == 0xd9) {
                break;
            }
            if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
                at += 2;
                continue;
            }
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                if (components > 0) {
                    throw new IllegalArgumentException("two frames");
                }
                height = in.getShort(at + 5) & 0xffff;
                width = in.getShort(at + 7) & 0xffff;
                components = bytes[at + 9] & 0xff;
                blocks = coefficients(at + 10, components);
                passes = marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
            } else if (marker == 0xda) {
                scans++;
                passes |= (bytes[at + 4] & 0xff) < components;
            }
            at += 2 + (in.getShort(at + 2) & 0xffff);
        }
        coefficients = passes ? blocks : 0;
        plain = scans > 0 && scans <= MOST_SCANS;
    }

    /** Two bytes for each pixel of each component, by their sampling. */
    private long coefficients(int at, int components) {
        int across = 1;
        int down = 1;
        for (int i = 0; i < components; i++) {
            across = Math.max(across, bytes[at + 3 * i + 1] >> 4 & 0xf);
            down = Math.max(down, bytes[at + 3 * i + 1] & 0xf);
        }
        long sum = 0;
        for (int i = 0; i < components; i++) {
            long wide = (long) width * (bytes[at + 3 * i + 1] >> 4 & 0xf) / across + 16;
            long high = (long) height * (bytes[at + 3 * i + 1] & 0xf) / down + 16;
            sum += 2 * wide * high;
        }
        return sum;
    }

    /** PNG (ISO/IEC 15948): only what holds pixels stays; texts and profiles may be bombs. */
    private void readPng() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        width = in.getInt(16);
        height = in.getInt(20);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 8);
        int at = 8;
        while (at + 12 <= bytes.length) {
            int length = in.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                break;
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            switch (type) {
                case "IHDR", "PLTE", "tRNS", "IDAT", "IEND" -> kept.write(bytes, at, length + 12);
                case "acTL" -> frames = Math.max(1, in.getInt(at + 8));
                default -> {
                    // Everything else says nothing about the pixels.
                }
            }
            at += length + 12;
        }
        pixelsOnly = kept.toByteArray();
    }

    /** WebP container (RFC 9649): the size of the canvas and of the picture in it have to agree. */
    private void readWebp() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 12);
        boolean extended = false;
        boolean found = false;
        int at = 12;
        while (at + 8 <= bytes.length && !found) {
            String type = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            int length = in.getInt(at + 4);
            if (length < 0 || length > bytes.length - at - 8) {
                throw new IllegalArgumentException("cut off");
            }
            int padded = Math.min(length + (length & 1), bytes.length - at - 8);
            switch (type) {
                case "VP8X" -> {
                    extended = true;
                    size((in.getInt(at + 12) & 0xffffff) + 1, (in.getInt(at + 15) & 0xffffff) + 1);
                    frames = (bytes[at + 8] & 0x02) != 0 ? 2 : 1;
                    kept.write(bytes, at, 8 + padded);
                }
                case "VP8 " -> {
                    found = true;
                    size(in.getShort(at + 14) & 0x3fff, in.getShort(at + 16) & 0x3fff);
                    kept.write(bytes, at, 8 + padded);
                }
                case "VP8L" -> {
                    found = true;
                    lossless = true;
                    int sizes = in.getInt(at + 9);
                    size((sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1);
                    kept.write(bytes, at, 8 + padded);
                }
                case "ALPH" -> kept.write(bytes, at, 8 + padded);
                default -> {
                    // Profiles, Exif, frames of an animation.
                }
            }
            at += 8 + padded;
        }
        plain = found && !isAnimated();
        byte[] only = kept.toByteArray();
        ByteBuffer out = ByteBuffer.wrap(only).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(4, only.length - 8);
        if (extended) {
            only[20] &= 0x10;
        }
        pixelsOnly = only;
    }

    private void size(int newWidth, int newHeight) {
        if (width != 0 && (width != newWidth || height != newHeight)) {
            throw new IllegalArgumentException("two sizes");
        }
        width = newWidth;
        height = newHeight;
    }

    /** A Windows bitmap is decoded when its pixels lie there as they are; its other ways hold lengths that cannot be trusted. */
    private void readBmp() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean core = in.getInt(14) == 12;
        width = core ? in.getShort(18) & 0xffff : in.getInt(18);
        height = core ? in.getShort(20) & 0xffff : Math.abs(in.getInt(22));
        int depth = in.getShort(core ? 24 : 28) & 0xffff;
        int compression = core ? 0 : in.getInt(30);
        int colours = core ? 0 : in.getInt(46);
        int offset = in.getInt(10);
        long pixelBytes = ((long) width * depth + 31) / 32 * 4 * height;
        plain = (compression == 0 || compression == 3)
                && colours >= 0
                && colours <= 256
                && offset >= 26
                && offset + pixelBytes <= bytes.length;
    }

    /** GIF89a: the first picture with its palette and its transparency; what else there is, is a comment or a further frame. */
    private void readGif() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        int at = 13 + palette(bytes[10]);
        kept.write(bytes, 0, at);
        frames = 0;
        while (at < bytes.length && bytes[at] != 0x3b) {
            int start = at;
            if (bytes[at] == 0x21) {
                boolean control = bytes[at + 1] == (byte) 0xf9;
                at = afterBlocks(at + 2);
                if (control && frames == 0) {
                    kept.write(bytes, start, at - start);
                }
            } else if (bytes[at] == 0x2c) {
                if (frames++ == 0) {
                    width = in.getShort(at + 5) & 0xffff;
                    height = in.getShort(at + 7) & 0xffff;
                }
                at = afterBlocks(at + 11 + palette(bytes[at + 9]));
                if (frames == 1) {
                    kept.write(bytes, start, at - start);
                }
            } else {
                break;
            }
        }
        kept.write(0x3b);
        pixelsOnly = kept.toByteArray();
    }

    private static int palette(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private int afterBlocks(int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at += (bytes[at] & 0xff) + 1;
        }
        return Math.min(at + 1, bytes.length);
    }
}
