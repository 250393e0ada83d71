package jp.shopbridge.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Product numbers as parts of a path: each byte of a number's UTF-8 may be written as {@code ~} and two hexadecimal digits.
 * {@code /}, {@code ;}, {@code %}, {@code \} and the numbers {@code .} and {@code ..} have no other way into a path, because
 * browsers, proxies and the firewall in front of the API rewrite or refuse their percent-encoding. futureshop forbids
 * {@code ~} in product numbers.
 */
final class PathEscape {

    private static final Pattern ESCAPES = Pattern.compile("(?:~[0-9A-Fa-f]{2})+");

    private PathEscape() {}

    /** The number that is meant; an escape that is not UTF-8 stays as it is, and so names nothing there is. */
    static String decoded(String part) {
        return ESCAPES.matcher(part).replaceAll(found -> Matcher.quoteReplacement(decodedOnly(found.group())));
    }

    private static String decodedOnly(String escapes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < escapes.length(); at += 3) {
            bytes.write(Integer.parseInt(escapes, at + 1, at + 3, 16));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notText) {
            return escapes;
        }
    }
}
