package jp.shopbridge;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Reads addresses of the web as a browser does (WHATWG URL): hosts in any notation and language become the one form that
 * is connected to, and what an address cannot hold is percent-encoded as UTF-8, while what is encoded already stays.
 */
public final class WebAddress {

    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*:)(//[^/?#]*)?([^?#]*)");
    private static final Pattern HEX_PAIR = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final Pattern IGNORED = Pattern.compile("[\\t\\r\\n]");
    private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";
    private static final String UNKNOWN = "%EF%BF%BD";

    private WebAddress() {}

    /**
     * The address as it is asked for, without its fragment; a user name stays.
     *
     * @return null when it is no address of http or https with a host
     */
    public static @Nullable URI read(String address) {
        try {
            UriComponents parts = UriComponentsBuilder.fromUriString(
                            withoutSurrogates(address.strip()), UriComponentsBuilder.ParserType.WHAT_WG)
                    .build();
            boolean web = "http".equals(parts.getScheme()) || "https".equals(parts.getScheme());
            if (!web || parts.getHost() == null) {
                return null;
            }
            String user = parts.getUserInfo() == null ? "" : encoded(parts.getUserInfo()) + "@";
            String port = parts.getPort() < 0 ? "" : ":" + parts.getPort();
            String path = parts.getPath() == null ? "" : encoded(parts.getPath());
            String query = parts.getQuery() == null ? "" : "?" + encoded(parts.getQuery());
            URI uri = URI.create(parts.getScheme() + "://" + user + parts.getHost() + port
                    + (path.startsWith("/") ? "" : "/") + path + query);
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /**
     * The address that a reference leads to from a page; one that is whole already stays as it is written.
     *
     * @param page the page's own address; empty when it is not known
     * @return null when the page has to be known and is not
     */
    public static @Nullable String resolved(String page, String reference) {
        String text = IGNORED.matcher(reference.strip()).replaceAll("");
        if (SCHEME.matcher(text).matches()) {
            return text;
        }
        String slashed = slashed(text);
        var base = AUTHORITY.matcher(page);
        if (!base.find() || base.group(2) == null) {
            return slashed.startsWith("//") ? "https:" + slashed : null;
        }
        String origin = base.group(1) + base.group(2);
        String path = base.group(3);
        if (slashed.startsWith("//")) {
            return base.group(1) + slashed;
        }
        if (slashed.startsWith("/")) {
            return origin + slashed;
        }
        if (slashed.startsWith("?") || slashed.isEmpty() || slashed.startsWith("#")) {
            return origin + path + slashed;
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return origin + withoutDots((folder.isEmpty() ? "/" : folder) + slashed);
    }

    /** The path without its steps to the same folder and to the one above; what follows it stays. */
    private static String withoutDots(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
            end++;
        }
        Deque<String> folders = new ArrayDeque<>();
        String[] steps = path.substring(1, end).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            boolean up = steps[i].equals("..");
            if (up && !folders.isEmpty()) {
                folders.removeLast();
            }
            if (!up && !steps[i].equals(".")) {
                folders.addLast(steps[i]);
            } else if (i == steps.length - 1) {
                folders.addLast("");
            }
        }
        return "/" + String.join("/", folders) + path.substring(end);
    }

    /** Backslashes before the query are slashes to a browser. */
    private static String slashed(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
            end++;
        }
        return text.substring(0, end).replace('\\', '/') + text.substring(end);
    }

    /** The parser looks at halves of a character where there are two (Spring Framework 6.2). */
    private static String withoutSurrogates(String text) {
        if (text.chars().noneMatch(half -> Character.isSurrogate((char) half))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length() * 2);
        text.codePoints().forEach(each -> {
            if (Character.isSupplementaryCodePoint(each)) {
                append(whole, each);
            } else if (Character.getType(each) == Character.SURROGATE) {
                whole.append(UNKNOWN);
            } else {
                whole.appendCodePoint(each);
            }
        });
        return whole.toString();
    }

    private static void append(StringBuilder encoded, int character) {
        for (byte unit : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", unit & 0xff));
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            boolean legal = each < 128 && (Character.isLetterOrDigit(each) || LEGAL.indexOf(each) >= 0);
            if (legal || each == '%') {
                encoded.appendCodePoint(each);
            } else {
                append(encoded, each);
            }
        });
        return HEX_PAIR.matcher(encoded)
                .replaceAll(pair -> "\u0000" + pair.group().substring(1))
                .replace("%", "%25")
                .replace('\u0000', '%');
    }
}
