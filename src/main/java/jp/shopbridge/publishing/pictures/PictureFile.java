package jp.shopbridge.publishing.pictures;

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
        HEIC("heic", true),
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

    private final byte[] bytes;
    private final Format format;
    private final PictureHeader header;

    private PictureFile(byte[] bytes, Format format, PictureHeader header) {
        this.bytes = bytes;
        this.format = format;
        this.header = header;
    }

    /** The file's own words, or null when it is no picture of a known format or contradicts itself. */
    static @Nullable PictureFile of(byte[] bytes) {
        try {
            Format format = format(bytes);
            if (format == null) {
                return null;
            }
            PictureHeader header =
                    switch (format) {
                        case JPEG -> JpegHeader.read(bytes);
                        case PNG -> PngHeader.read(bytes);
                        case WEBP -> WebpHeader.read(bytes);
                        case HEIC -> HeicHeader.read(bytes);
                        case BMP -> SimpleHeaders.bmp(bytes);
                        case GIF -> SimpleHeaders.gif(bytes);
                    };
            return header.width > 0 && header.height > 0 ? new PictureFile(bytes, format, header) : null;
        } catch (IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            return null;
        }
    }

    Format format() {
        return format;
    }

    /** Pixels across, as stored. */
    int width() {
        return header.width;
    }

    /** Pixels down, as stored. */
    int height() {
        return header.height;
    }

    /** Pixels across as it is to be looked at. */
    int uprightWidth() {
        return Orientation.swapsSides(orientation()) ? header.height : header.width;
    }

    /** Pixels down as it is to be looked at. */
    int uprightHeight() {
        return Orientation.swapsSides(orientation()) ? header.width : header.height;
    }

    /** How it has to be turned to be upright: 1 to 8, as cameras write it. */
    int orientation() {
        return header.orientation;
    }

    /** Width times height. */
    long pixels() {
        return (long) header.width * header.height;
    }

    /** Whether it moves. */
    boolean isAnimated() {
        return header.frames > 1;
    }

    /** Whether its end is there; else it was cut off on its way. */
    boolean isWhole() {
        return header.whole;
    }

    /** Whether its pixels are kept in a way that may be decoded; a rare or dangerous way is passed on, but not decoded. */
    boolean isPlain() {
        return header.plain;
    }

    /** Bytes outside the heap that a decoder needs to put together a JPEG of several passes; 0 for all others. */
    long coefficients() {
        return header.coefficients;
    }

    /** Bytes for each pixel that a decoder needs beside the picture where it is kept as four inks (CMYK); 0 for all others. */
    int inkBytes() {
        return header.inks;
    }

    /** Whether a WebP keeps every pixel as it was, which is another coding altogether. */
    boolean isLossless() {
        return header.lossless;
    }

    /** The file with its first picture alone: no texts, profiles and further frames, which decoders would unpack. */
    byte[] pixelsOnly() {
        return header.pixelsOnly == null ? bytes : header.pixelsOnly;
    }

    /** What its colours mean (ICC), where {@link #pixelsOnly} does not say it; null when that is sRGB or not told. */
    byte @Nullable [] profile() {
        return header.profile;
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
        if (HeicHeader.isHeic(bytes)) {
            return Format.HEIC;
        }
        return start.startsWith("BM") ? Format.BMP : null;
    }
}
