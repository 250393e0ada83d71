package jp.shopbridge.publishing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import jp.shopbridge.failure.Sentence;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;

/**
 * Brings an image's bytes into a form TikTok takes (fact sheet 3.6): what is fine is left untouched byte for byte, what is
 * too large is scaled down, what has another format becomes a JPEG, what is too small or no image at all is refused.
 */
final class ImageForm {

    private static final int LARGEST_SIDE_OF_A_LARGE_FILE = 4_000;
    private static final int LARGEST_FILE = 10 * 1024 * 1024;
    /** More than this is no product photo; decoding it would cost more memory than an image is worth. */
    private static final long MOST_PIXELS = 120_000_000;

    private static final Set<String> TAKEN = Set.of("jpeg", "jpg", "png", "webp", "bmp");

    private ImageForm() {}

    /** The bytes to send, or why there are none. */
    sealed interface Formed {

        /** Fit to send, with its size in pixels. */
        @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
        record Fit(byte[] bytes, int width, int height) implements Formed {}

        /** Not to be sent. */
        record Unfit(String code, Sentence sentence, int width, int height) implements Formed {}
    }

    private record Header(String format, int width, int height) {}

    static Formed of(byte[] bytes, ImageUse use) {
        Header header = header(bytes);
        if (header == null || (long) header.width() * header.height() > MOST_PIXELS) {
            return new Formed.Unfit(
                    "PUBLISHING_IMAGE_NOT_AN_IMAGE",
                    Sentence.of(
                            "画像として読み込めないファイルです。JPEGかPNGの画像に差し替えてください。",
                            "The file cannot be read as an image: replace it by a JPEG or PNG."),
                    0,
                    0);
        }
        int smallest = Math.min(header.width(), header.height());
        if (smallest < use.smallestSide()) {
            return tooSmall(header, use);
        }
        boolean fits = TAKEN.contains(header.format())
                && Math.max(header.width(), header.height()) <= use.largestSide()
                && bytes.length <= LARGEST_FILE;
        if (fits) {
            return new Formed.Fit(bytes, header.width(), header.height());
        }
        int largest = bytes.length > LARGEST_FILE ? LARGEST_SIDE_OF_A_LARGE_FILE : use.largestSide();
        double scale = Math.min(1, (double) largest / Math.max(header.width(), header.height()));
        if (smallest * scale < use.smallestSide()) {
            return tooSmall(header, use);
        }
        return redrawn(bytes, scale, use, header);
    }

    private static Formed redrawn(byte[] bytes, double scale, ImageUse use, Header header) {
        try {
            BufferedImage source = ImageIO.read(new ByteArrayInputStream(bytes));
            if (source == null) {
                return new Formed.Unfit(
                        "PUBLISHING_IMAGE_NOT_AN_IMAGE",
                        Sentence.of(
                                "画像として読み込めないファイルです。JPEGかPNGの画像に差し替えてください。",
                                "The file cannot be read as an image: replace it by a JPEG or PNG."),
                        header.width(),
                        header.height());
            }
            byte[] written = jpeg(onWhite(source), scale, 0.92);
            if (written.length > LARGEST_FILE) {
                written = jpeg(onWhite(source), scale, 0.8);
            }
            Header now = header(written);
            if (now == null || written.length > LARGEST_FILE) {
                return new Formed.Unfit(
                        "PUBLISHING_IMAGE_TOO_LARGE",
                        Sentence.of(
                                "画像のファイルサイズが大きすぎます。10MB以内の画像に差し替えてください。",
                                "The image file is too large: use one of at most 10 MB."),
                        header.width(),
                        header.height());
            }
            return new Formed.Fit(written, now.width(), now.height());
        } catch (IOException | RuntimeException e) {
            // Decoders throw all sorts of things on broken files; the file is the reason, whatever the exception.
            return new Formed.Unfit(
                    "PUBLISHING_IMAGE_BROKEN",
                    Sentence.of("画像ファイルが壊れています。画像を差し替えてください。", "The image file is broken: replace it."),
                    header.width(),
                    header.height());
        }
    }

    private static byte[] jpeg(BufferedImage image, double scale, double quality) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thumbnails.of(image)
                .scale(scale)
                .outputFormat("jpg")
                .outputQuality(quality)
                .toOutputStream(out);
        return out.toByteArray();
    }

    private static BufferedImage onWhite(BufferedImage source) {
        BufferedImage flat = new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        graphics.drawImage(source, 0, 0, null);
        graphics.dispose();
        return flat;
    }

    private static Formed.Unfit tooSmall(Header header, ImageUse use) {
        return new Formed.Unfit(
                "PUBLISHING_IMAGE_TOO_SMALL",
                Sentence.of(
                        "画像が小さすぎます（" + header.width() + "×" + header.height() + "）。縦横" + use.smallestSide()
                                + "ピクセル以上の画像に差し替えてください。",
                        "The image is too small (" + header.width() + "×" + header.height() + "): use at least "
                                + use.smallestSide() + " pixels per side."),
                header.width(),
                header.height());
    }

    private static @Nullable Header header(byte[] bytes) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return new Header(
                        reader.getFormatName().toLowerCase(Locale.ROOT), reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // A header that cannot be read is answered like a file that is no image.
            return null;
        }
    }
}
