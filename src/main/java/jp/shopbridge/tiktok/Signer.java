package jp.shopbridge.tiktok;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * TikTok Shop's two HMAC-SHA256 signatures (docs/facts/tiktok.md 2 and 5): of our requests, and of its webhooks. Both are
 * taken over bytes exactly as they travel.
 */
public final class Signer {

    private Signer() {}

    /**
     * The {@code sign} parameter of a request.
     *
     * @param path the path alone, without host and query
     * @param query parameter names and decoded values; {@code sign} and {@code access_token} are left out
     * @param contentType the content type with or without parameters; null when there is none
     * @param body the exact bytes sent, empty for none; left out for {@code multipart/form-data}
     * @return 64 lower-case hexadecimal digits
     */
    public static String sign(
            String appSecret, String path, Map<String, String> query, @Nullable String contentType, byte[] body) {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        canonical.writeBytes(utf8(appSecret));
        canonical.writeBytes(utf8(path));
        new TreeMap<>(query).forEach((name, value) -> {
            if (!name.equals("sign") && !name.equals("access_token")) {
                canonical.writeBytes(utf8(name));
                canonical.writeBytes(utf8(value));
            }
        });
        if (!isMultipart(contentType)) {
            canonical.writeBytes(body);
        }
        canonical.writeBytes(utf8(appSecret));
        return hmac(appSecret, canonical.toByteArray());
    }

    /** The {@code Authorization} header TikTok sends with a webhook of these raw bytes. */
    public static String webhookSignature(String appKey, String appSecret, byte[] rawBody) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(utf8(appKey));
        message.writeBytes(rawBody);
        return hmac(appSecret, message.toByteArray());
    }

    /** Whether a webhook's header belongs to its raw bytes; takes the same time whatever was sent. */
    public static boolean isWebhookSigned(String appKey, String appSecret, byte[] rawBody, @Nullable String header) {
        byte[] expected = utf8(webhookSignature(appKey, appSecret, rawBody));
        return MessageDigest.isEqual(expected, utf8(header == null ? "" : header.trim()));
    }

    // Only the media type counts: the real header carries a boundary behind it.
    private static boolean isMultipart(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
    }

    private static String hmac(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256.", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
