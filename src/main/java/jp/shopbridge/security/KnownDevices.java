package jp.shopbridge.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * Tells a browser in which an account has signed in before from a stranger, so that neither guessing from elsewhere nor
 * guessing behind the same proxy keeps the right person out (OWASP's device cookies). The cookie lets nobody in: it only
 * gives the browser tries of its own.
 */
final class KnownDevices {

    static final String COOKIE = "known-device";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration KNOWN_FOR = Duration.ofDays(180);
    private static final int LONGEST = 200;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();
    private final boolean https;
    private final Clock clock;

    /**
     * The devices of this installation.
     *
     * @param https whether browsers come by https
     * @param secret what only this installation knows; another one makes every device a stranger, no more
     */
    KnownDevices(byte[] secret, boolean https, Clock clock) {
        this.key = new SecretKeySpec(secret.clone(), ALGORITHM);
        this.https = https;
        this.clock = clock;
    }

    /** The browser's own name, when it signed in to this account in the last 180 days; null for a stranger. */
    @Nullable
    String deviceOf(HttpServletRequest request, String account) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                return deviceOf(cookie.getValue(), account);
            }
        }
        return null;
    }

    private @Nullable String deviceOf(String value, String account) {
        String[] parts = value.split("\\.", -1);
        if (value.length() > LONGEST || parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
            return null;
        }
        Instant since = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        byte[] sealed = seal(parts[0] + "." + parts[1], account).getBytes(StandardCharsets.US_ASCII);
        boolean ours = MessageDigest.isEqual(sealed, parts[2].getBytes(StandardCharsets.UTF_8));
        return ours && since.plus(KNOWN_FOR).isAfter(clock.instant()) ? parts[0] : null;
    }

    /** The cookie for a browser in which this account has just signed in. */
    ResponseCookie cookie(String account, boolean secure) {
        byte[] name = new byte[16];
        random.nextBytes(name);
        String device = Base64.getUrlEncoder().withoutPadding().encodeToString(name) + "."
                + clock.instant().getEpochSecond();
        return ResponseCookie.from(COOKIE, device + "." + seal(device, account))
                .path("/login")
                .httpOnly(true)
                .secure(https || secure)
                .sameSite("Lax")
                .maxAge(KNOWN_FOR)
                .build();
    }

    private String seal(String device, String account) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((device + "\n" + account).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java does not offer " + ALGORITHM + ".", e);
        }
    }
}
