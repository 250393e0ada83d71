package jp.shopbridge.sandbox.tiktok;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * TikTok Shop's two signatures, as the receiving side computes them (docs/facts/tiktok.md 2 and 5). Written apart from
 * any client's signer on purpose: a mistake must not be made twice in the same way.
 */
final class RequestSignature {

    private RequestSignature() {}

    /**
     * The {@code sign} a request must carry, lower-case hex.
     *
     * @param query decoded values; {@code sign} and {@code access_token} are left out here
     * @param contentType the header as sent, empty when there was none; multipart bodies are not signed
     */
    static String ofRequest(String secret, String path, Map<String, String> query, String contentType, byte[] body) {
        StringBuilder head = new StringBuilder(secret).append(path);
        new TreeMap<>(query).forEach((name, value) -> {
            if (!name.equals("sign") && !name.equals("access_token")) {
                head.append(name).append(value);
            }
        });
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(utf8(head.toString()));
        if (!isMultipart(contentType)) {
            message.writeBytes(body);
        }
        message.writeBytes(utf8(secret));
        return hmac(secret, message.toByteArray());
    }

    /** The {@code Authorization} header of a webhook: no wrapping, the app key before the raw body. */
    static String ofWebhook(String appKey, String secret, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(utf8(appKey));
        message.writeBytes(body);
        return hmac(secret, message.toByteArray());
    }

    static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(utf8(expected), utf8(given));
    }

    /** Whether the media type, without its parameters, is {@code multipart/form-data}. */
    static boolean isMultipart(String contentType) {
        return mediaType(contentType).equals("multipart/form-data");
    }

    static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    private static String hmac(String secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
