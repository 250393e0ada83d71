package jp.shopbridge.publishing.pictures;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Reads the address of a picture as a browser does (WHATWG URL): hosts in any notation and language become the one form that
 * is connected to, and what an address cannot hold is percent-encoded as UTF-8, while what is encoded already stays.
 */
final class ImageAddress {

    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern HEX_PAIR = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";
    private static final int LONGEST = 8_000;
    /** The ports of the two schemes; other services of the internet's hosts listen below 1024. */
    private static final Set<Integer> WEB = Set.of(-1, 80, 443);

    private ImageAddress() {}

    /** The address to fetch, or null when it is none: no http or https, no host, a user name, a port of another service. */
    static @Nullable URI of(String address) {
        String text = address.strip();
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            UriComponents parts = UriComponentsBuilder.fromUriString(text, UriComponentsBuilder.ParserType.WHAT_WG)
                    .build();
            boolean web = "http".equals(parts.getScheme()) || "https".equals(parts.getScheme());
            boolean usual = WEB.contains(parts.getPort()) || parts.getPort() >= 1024;
            if (!web || !usual || parts.getHost() == null || parts.getUserInfo() != null) {
                return null;
            }
            String port = parts.getPort() < 0 ? "" : ":" + parts.getPort();
            String path = parts.getPath() == null ? "/" : encoded(parts.getPath());
            String query = parts.getQuery() == null ? "" : "?" + encoded(parts.getQuery());
            URI uri = URI.create(parts.getScheme() + "://" + parts.getHost() + port + path + query);
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** Where a redirect leads from here; null when nowhere. */
    static @Nullable URI moved(URI from, String location) {
        String text = location.strip();
        if (SCHEME.matcher(text).matches()) {
            return of(text);
        }
        if (text.startsWith("//")) {
            return of(from.getScheme() + ":" + text);
        }
        try {
            return of(from.resolve(encoded(text)).toString());
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            boolean legal = each < 128 && (Character.isLetterOrDigit(each) || LEGAL.indexOf(each) >= 0);
            boolean pair = each == '%';
            if (legal || pair) {
                encoded.appendCodePoint(each);
            } else {
                for (byte unit : Character.toString(each).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", unit & 0xff));
                }
            }
        });
        return HEX_PAIR.matcher(encoded)
                .replaceAll(pair -> "\u0000" + pair.group().substring(1))
                .replace("%", "%25")
                .replace('\u0000', '%');
    }
}
