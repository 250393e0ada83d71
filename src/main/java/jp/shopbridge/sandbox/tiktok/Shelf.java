package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jp.shopbridge.sandbox.SandboxAnswer;
import org.h2.mvstore.MVMap;

/** Uploaded images and files: what was taken in, under which uri, and the pages that serve them (section 3.6). */
final class Shelf {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LARGEST_IMAGE = 10 * 1024 * 1024;
    private static final int LARGEST_PDF = 20 * 1024 * 1024;
    private static final int LARGEST_KEPT_IMAGE = 2 * 1024 * 1024;
    private static final long KEPT_IMAGES_IN_ALL = 96L * 1024 * 1024;
    private static final String URI_PREFIX = "tos-sandbox-i-0000000000/";
    private static final Pattern URI_FORM = Pattern.compile("tos-[a-z0-9-]+/[0-9a-f]{8,64}");
    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}][^\\s.]*\\.[A-Za-z0-9]+");
    private static final Set<String> ACCEPTED = Set.of("jpeg", "jpg", "png", "webp", "heic", "bmp");
    private static final Set<String> VIDEO = Set.of("MP4", "MOV", "MKV", "WMV", "WEBM", "AVI", "3GP", "FLV", "MPEG");

    /** What an image may be used for, with its shortest and longest side in pixels. */
    private static final Map<String, int[]> USE_CASES = Map.of(
            "MAIN_IMAGE", new int[] {300, 4_000},
            "ATTRIBUTE_IMAGE", new int[] {100, 20_000},
            "DESCRIPTION_IMAGE", new int[] {100, 20_000},
            "CERTIFICATION_IMAGE", new int[] {100, 20_000},
            "SIZE_CHART_IMAGE", new int[] {1_024, 20_000});

    private final MVMap<String, String> images;
    private final MVMap<String, byte[]> bytes;
    private final MVMap<String, String> files;
    private final Books books;
    private long keptBytes;

    Shelf(Books books) {
        this.books = books;
        images = books.map("images");
        bytes = books.bytes("image-bytes");
        files = books.map("files");
        bytes.values().forEach(kept -> keptBytes += kept.length);
    }

    /** An image as it lies on the shelf. */
    record Image(String uri, int width, int height, String useCase) {}

    /** Takes an image in; answers the upload's {@code data}. Decoding happens in the caller's thread, without any lock. */
    ObjectNode takeImage(Multipart form, String baseUrl) {
        byte[] data = form.bytes("data").orElseThrow(() -> RefusalCode.IMAGE_NOT_A_FILE.refusal("no part 'data'"));
        String useCase = form.text("use_case").orElse("MAIN_IMAGE");
        int[] sides = USE_CASES.get(useCase);
        if (sides == null) {
            throw RefusalCode.BAD_REQUEST.refusal("'use_case' must be one of " + USE_CASES.keySet());
        }
        if (data.length > LARGEST_IMAGE) {
            throw RefusalCode.IMAGE_TOO_LARGE.refusal("Maximum: 10 MB");
        }
        ImageProbe.Look look = ImageProbe.look(data);
        if (!ACCEPTED.contains(look.format())) {
            throw RefusalCode.IMAGE_FORMAT.refusal();
        }
        int shortSide = Math.min(look.width(), look.height());
        int longSide = Math.max(look.width(), look.height());
        if (shortSide < sides[0] || longSide > sides[1]) {
            throw RefusalCode.IMAGE_DIMENSIONS.refusal(
                    "Allowed dimensions (width x height in pixels): %d x %d to %d x %d"
                            .formatted(sides[0], sides[0], sides[1], sides[1]));
        }
        byte[] kept = data;
        int width = look.width();
        int height = look.height();
        if (!look.format().equals("heic")) {
            BufferedImage decoded = ImageProbe.decode(data);
            boolean squared = useCase.equals("MAIN_IMAGE") || useCase.equals("ATTRIBUTE_IMAGE");
            if (squared && isOutside3To4(width, height)) {
                kept = ImageProbe.square(decoded, look.format());
                width = shortSide;
                height = shortSide;
            }
        }
        String id = newId();
        ObjectNode image = Json.object();
        image.put("uri", URI_PREFIX + id)
                .put("url", baseUrl + "/images/" + id)
                .put("width", width)
                .put("height", height)
                .put("use_case", useCase);
        synchronized (this) {
            if (kept.length <= LARGEST_KEPT_IMAGE && keptBytes + kept.length <= KEPT_IMAGES_IN_ALL) {
                bytes.put(id, kept);
                keptBytes += kept.length;
            }
            images.put(id, Json.write(image));
            books.commit();
        }
        return image;
    }

    /** An image of this size that nobody uploaded, for judging bodies before their pictures are there. */
    synchronized Image lend(int width, int height) {
        String id = newId();
        images.put(
                id,
                Json.write(Json.object()
                        .put("uri", URI_PREFIX + id)
                        .put("width", width)
                        .put("height", height)
                        .put("use_case", "MAIN_IMAGE")));
        return new Image(URI_PREFIX + id, width, height, "MAIN_IMAGE");
    }

    /** Takes a PDF or a video in; answers the upload's {@code data}. */
    ObjectNode takeFile(Multipart form, String baseUrl) {
        byte[] data = form.bytes("data").orElseThrow(() -> RefusalCode.IMAGE_NOT_A_FILE.refusal("no part 'data'"));
        String name = form.text("name").orElse("");
        if (!FILE_NAME.matcher(name).matches()) {
            throw RefusalCode.BAD_REQUEST.refusal(
                    "'name' needs one dot, no spaces and a letter or digit first, such as certificate.pdf");
        }
        String format = name.substring(name.indexOf('.') + 1).toUpperCase(Locale.ROOT);
        boolean pdf = format.equals("PDF");
        if (!pdf && !VIDEO.contains(format)) {
            throw RefusalCode.IMAGE_NOT_A_FILE.refusal("the format " + format + " is not supported");
        }
        if (pdf && (data.length < 5 || !new String(data, 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-"))) {
            throw RefusalCode.IMAGE_NOT_A_FILE.refusal("the content is no PDF");
        }
        if (data.length > (pdf ? LARGEST_PDF : 5 * LARGEST_PDF)) {
            throw RefusalCode.IMAGE_TOO_LARGE.refusal();
        }
        String id = "v09e" + newId();
        ObjectNode file = Json.object();
        file.put("id", id)
                .put("url", baseUrl + "/files/" + id)
                .put("name", name)
                .put("format", format);
        synchronized (this) {
            files.put(id, Json.write(file));
            books.commit();
        }
        return file;
    }

    /** Whether a text has the form of an uploaded image's uri. */
    static boolean hasUriForm(String uri) {
        return URI_FORM.matcher(uri).matches();
    }

    Optional<Image> image(String uri) {
        return Optional.ofNullable(images.get(uri.substring(uri.lastIndexOf('/') + 1)))
                .map(Json::own)
                .filter(image -> Json.text(image, "uri").equals(uri))
                .map(Shelf::image);
    }

    /** The image a description's {@code src} points at; the port may be an earlier run's. */
    Optional<Image> imageOfUrl(String url) {
        int at = url.indexOf("/images/");
        return at < 0
                ? Optional.empty()
                : Optional.ofNullable(images.get(url.substring(at + "/images/".length())))
                        .map(Json::own)
                        .map(Shelf::image);
    }

    Optional<ObjectNode> file(String id) {
        return Optional.ofNullable(files.get(id)).map(Json::own);
    }

    /** Makes an uploaded uri unknown, or all of them when empty; answers how many. */
    synchronized int forget(String uri) {
        if (uri.isEmpty()) {
            int all = images.size();
            images.clear();
            return all;
        }
        return images.remove(uri.substring(uri.lastIndexOf('/') + 1)) == null ? 0 : 1;
    }

    int imageCount() {
        return images.size();
    }

    /** Serves {@code /images/{id}}. */
    SandboxAnswer serve(String id) {
        byte[] kept = bytes.get(id);
        return kept == null ? SandboxAnswer.empty(404) : SandboxAnswer.bytes(200, mediaType(kept), kept);
    }

    private static Image image(ObjectNode image) {
        return new Image(
                Json.text(image, "uri"),
                image.path("width").asInt(),
                image.path("height").asInt(),
                Json.text(image, "use_case"));
    }

    private static boolean isOutside3To4(int width, int height) {
        return (long) width * 4 < (long) height * 3 || (long) width * 3 > (long) height * 4;
    }

    private static String mediaType(byte[] bytes) {
        return switch (bytes.length == 0 ? 0 : bytes[0] & 0xff) {
            case 0xff -> "image/jpeg";
            case 0x89 -> "image/png";
            case 'R' -> "image/webp";
            case 'B' -> "image/bmp";
            default -> "application/octet-stream";
        };
    }

    private static String newId() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
