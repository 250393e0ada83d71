package jp.shopbridge.publishing.pictures;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.staging.content.Picture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings an image's bytes into a form TikTok takes (docs/facts/tiktok.md 3.6): what is fine is left untouched byte for byte, what is
 * too large is scaled down, what has another format becomes a JPEG, what is too small or no image at all is refused. A file is
 * judged by its header; only what has to be redrawn is decoded, within a budget, and reduced while it is read. What is redrawn
 * stands upright and keeps its colours; sizes are those of the picture as it is looked at.
 */
@Component
class ImageForm {

    private static final int LARGEST_SIDE_OF_A_LARGE_FILE = 4_000;
    private static final int LARGEST_FILE = 10 * 1024 * 1024;
    private static final int BYTES_DRAWN = 3;
    // The decoder of WebP is written in Java and builds the whole picture before it reduces it; measured, and rounded
    // up.
    private static final int BYTES_OF_LOSSY_WEBP = 28;
    private static final int BYTES_OF_LOSSLESS_WEBP = 12;

    private final ImageSettings settings;
    private final PictureMemory memory;

    ImageForm(ImageSettings settings, PictureMemory memory) {
        this.settings = settings;
        this.memory = memory;
    }

    /** The bytes to send, or why there are none. */
    sealed interface Formed {

        /** Fit to send, with its size in pixels. */
        @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
        record Fit(byte[] bytes, int width, int height) implements Formed {}

        /** Not to be sent. */
        record Unfit(String code, Sentence sentence, int width, int height) implements Formed {}
    }

    /** How a picture is reduced: every so many-th pixel is read, and the rest of the way is drawn. */
    private record Plan(int step, int width, int height, long bytes) {}

    /**
     * Judges a file and redraws it where TikTok would not take it.
     *
     * @throws jp.shopbridge.failure.ThrottledFailure when other pictures left no room to decode it in time
     */
    Formed of(byte[] bytes, Picture.Use shownAs) {
        ImageLimits use = ImageLimits.of(shownAs);
        PictureFile file = PictureFile.of(bytes);
        if (file == null) {
            return new Formed.Unfit(
                    PictureFault.NOT_AN_IMAGE,
                    Messages.sentence("publishing.pictures.file-cannot-read-as-image"),
                    0,
                    0);
        }
        if (!file.isWhole()) {
            return cutOff(file);
        }
        int smallest = Math.min(file.width(), file.height());
        int longest = Math.max(file.width(), file.height());
        if (smallest < use.smallestSide()) {
            return tooSmall(file, use);
        }
        if (file.format().taken() && longest <= use.largestSide() && bytes.length <= LARGEST_FILE) {
            return new Formed.Fit(bytes, file.uprightWidth(), file.uprightHeight());
        }
        int largest = bytes.length > LARGEST_FILE ? LARGEST_SIDE_OF_A_LARGE_FILE : use.largestSide();
        double scale = Math.min(1, (double) largest / longest);
        if (smallest * scale < use.smallestSide()) {
            return tooSmall(file, use);
        }
        long most = Math.min(settings.mostPixels(), mostPixels(file));
        if (file.pixels() > most) {
            return tooManyPixels(file, most);
        }
        return file.isPlain() ? redrawn(file, scale, use) : notDecoded(file);
    }

    /** How many pixels of this kind fit into memory, where they cannot be reduced while they are read. */
    private long mostPixels(PictureFile file) {
        if (file.format() == PictureFile.Format.WEBP) {
            int perPixel = file.isLossless() ? BYTES_OF_LOSSLESS_WEBP : BYTES_OF_LOSSY_WEBP;
            return memory.largestDecoded() / perPixel;
        }
        // Coefficients lie outside the heap, so that they may be more than the heap has room for.
        return file.coefficients() == 0
                ? Long.MAX_VALUE
                : (long) (2.0 * memory.largestDecoded() / file.coefficients() * file.pixels());
    }

    private Formed redrawn(PictureFile file, double scale, ImageLimits use) {
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(file.format().reader());
        if (!readers.hasNext()) {
            return notDecoded(file);
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new ByteArrayImageInputStream(file.pixelsOnly())) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != file.width() || reader.getHeight(0) != file.height()) {
                return broken(file);
            }
            Plan plan = plan(file, reader, scale);
            if (plan == null || Math.min(plan.width(), plan.height()) < use.smallestSide()) {
                return notDecoded(file);
            }
            return memory.decoding(plan.bytes(), () -> drawn(file, reader, plan));
        } catch (Failure waits) {
            throw waits;
        } catch (OutOfMemoryError e) {
            throw new TransientFailure("OUT_OF_MEMORY", Messages.sentence("OUT_OF_MEMORY"), e);
        } catch (Exception | StackOverflowError | InternalError e) {
            // Decoders throw all sorts of things on broken files; the file is the reason, whatever the exception.
            return broken(file);
        } finally {
            reader.dispose();
        }
    }

    /** The least reduction while reading that fits the budget; null when none does. */
    private @Nullable Plan plan(PictureFile file, ImageReader reader, double scale) throws IOException {
        long perPixel = bytesPerPixel(file, reader);
        double width = Math.max(1, Math.round(file.width() * scale));
        double height = Math.max(1, Math.round(file.height() * scale));
        for (int step = Math.max(1, (int) (1 / scale)); step <= 64; step++) {
            int stepWidth = (file.width() + step - 1) / step;
            int stepHeight = (file.height() + step - 1) / step;
            double shrink = Math.min(1, Math.min(stepWidth / width, stepHeight / height));
            int drawnWidth = (int) Math.max(1, Math.round(width * shrink));
            int drawnHeight = (int) Math.max(1, Math.round(height * shrink));
            long drawn = (long) drawnWidth * drawnHeight * BYTES_DRAWN;
            if (file.format() == PictureFile.Format.WEBP) {
                long whole = file.pixels() * perPixel;
                return new Plan(step, drawnWidth, drawnHeight, Math.min(whole, memory.largestDecoded()));
            }
            long bytes = (long) stepWidth * stepHeight * perPixel + drawn;
            if (bytes <= memory.largestDecoded()) {
                // Coefficients lie outside the heap: a picture that has many of them is worked on alone.
                long all = Math.min(bytes + file.coefficients(), memory.largestDecoded());
                return new Plan(step, drawnWidth, drawnHeight, all);
            }
        }
        return null;
    }

    private static long bytesPerPixel(PictureFile file, ImageReader reader) throws IOException {
        if (file.format() == PictureFile.Format.WEBP) {
            return file.isLossless() ? BYTES_OF_LOSSLESS_WEBP : BYTES_OF_LOSSY_WEBP;
        }
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new IOException("no colours");
        }
        ImageTypeSpecifier type = types.next();
        int bits = 0;
        for (int band = 0; band < type.getNumBands(); band++) {
            bits += type.getBitsPerBand(band);
        }
        return (long) Math.max(1, (bits + 7) / 8)
                + (Drawing.isFlat(type.getBufferedImageType()) ? 0 : BYTES_DRAWN)
                + file.inkBytes();
    }

    private Formed drawn(PictureFile file, ImageReader reader, Plan plan) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(plan.step(), plan.step(), 0, 0);
        BufferedImage flat = Drawing.flat(reader.read(0, param), file.profile());
        BufferedImage picture = Drawing.upright(flat, plan.width(), plan.height(), file.orientation());
        byte[] written = Drawing.jpeg(picture, 0.92f);
        if (written.length > LARGEST_FILE) {
            written = Drawing.jpeg(picture, 0.8f);
        }
        if (written.length > LARGEST_FILE) {
            return new Formed.Unfit(
                    "PUBLISHING_IMAGE_TOO_LARGE",
                    Messages.sentence("PUBLISHING_IMAGE_TOO_LARGE"),
                    file.uprightWidth(),
                    file.uprightHeight());
        }
        return new Formed.Fit(written, picture.getWidth(), picture.getHeight());
    }

    private static Formed.Unfit broken(PictureFile file) {
        return new Formed.Unfit(
                PictureFault.BROKEN,
                Messages.sentence("publishing.pictures.image-file-broken-replace"),
                file.uprightWidth(),
                file.uprightHeight());
    }

    private static Formed.Unfit cutOff(PictureFile file) {
        return new Formed.Unfit(
                PictureFault.CUT_OFF,
                Messages.sentence("publishing.pictures.image-file-ends-before-image"),
                file.uprightWidth(),
                file.uprightHeight());
    }

    private static Formed.Unfit notDecoded(PictureFile file) {
        return new Formed.Unfit(
                "PUBLISHING_IMAGE_NOT_CONVERTED",
                Messages.sentence(
                        "PUBLISHING_IMAGE_NOT_CONVERTED",
                        Messages.sentence(
                                file.isAnimated() ? "publishing.pictures.moving-image" : "publishing.pictures.image"),
                        size(file),
                        file.format()),
                file.uprightWidth(),
                file.uprightHeight());
    }

    private static Formed.Unfit tooManyPixels(PictureFile file, long limit) {
        return new Formed.Unfit(
                "PUBLISHING_IMAGE_TOO_MANY_PIXELS",
                Messages.sentence("PUBLISHING_IMAGE_TOO_MANY_PIXELS", size(file), limit),
                file.uprightWidth(),
                file.uprightHeight());
    }

    private static Formed.Unfit tooSmall(PictureFile file, ImageLimits use) {
        return new Formed.Unfit(
                PictureFault.TOO_SMALL,
                Messages.sentence("publishing.pictures.image-too-small-use-least", size(file), use.smallestSide()),
                file.uprightWidth(),
                file.uprightHeight());
    }

    private static String size(PictureFile file) {
        return file.uprightWidth() + "×" + file.uprightHeight();
    }
}
