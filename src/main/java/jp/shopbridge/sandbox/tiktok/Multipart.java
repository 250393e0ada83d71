package jp.shopbridge.sandbox.tiktok;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body by name, read strictly. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("content-disposition:[^\\r\\n]*;\\s*name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** Reads a body; refused when the media type or the framing is wrong. */
    Multipart(String contentType, byte[] body) {
        if (!RequestSignature.isMultipart(contentType)) {
            throw RefusalCode.MULTIPART_NEEDED.refusal();
        }
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw RefusalCode.BODY_FORMAT.refusal("the content-type has no boundary");
        }
        byte[] delimiter = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        int at = indexOf(body, delimiter, 0);
        while (at >= 0) {
            int start = at + delimiter.length;
            if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
                return;
            }
            int next = indexOf(body, delimiter, start);
            if (next < 0) {
                throw RefusalCode.BODY_FORMAT.refusal("the last part is not closed");
            }
            // A part stands between the line break after one delimiter and the one before the next.
            addPart(Arrays.copyOfRange(body, start + 2, next - 2));
            at = next;
        }
        throw RefusalCode.BODY_FORMAT.refusal("no part was found");
    }

    Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    Optional<String> text(String name) {
        return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8).trim());
    }

    private void addPart(byte[] part) {
        int end = indexOf(part, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0);
        if (end < 0) {
            throw RefusalCode.BODY_FORMAT.refusal("a part has no headers");
        }
        Matcher name = NAME.matcher(new String(part, 0, end, StandardCharsets.UTF_8));
        if (!name.find()) {
            throw RefusalCode.BODY_FORMAT.refusal("a part has no name");
        }
        parts.put(name.group(1), Arrays.copyOfRange(part, end + 4, part.length));
    }

    private static int indexOf(byte[] where, byte[] what, int from) {
        for (int at = from; at <= where.length - what.length; at++) {
            int same = 0;
            while (same < what.length && where[at + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return at;
            }
        }
        return -1;
    }
}
