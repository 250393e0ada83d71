package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the API.
 *
 * @param method HTTP method
 * @param path template; {@code {}} stands for an id
 * @param cipher whether {@code shop_cipher} must or must not be sent
 * @param cost which rate limit it counts against
 * @param scope what the token must have been granted
 * @param body what it reads
 * @param action what it does; answers {@code data}
 */
record Endpoint(
        String method,
        String path,
        Cipher cipher,
        Cost cost,
        String scope,
        Body body,
        Function<Call, ObjectNode> action) {

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    enum Cipher {
        REQUIRED,
        FORBIDDEN
    }

    enum Cost {
        READ,
        WRITE
    }

    enum Body {
        NONE,
        JSON,
        MULTIPART
    }

    /** The ids in a path that fits the template; empty when it does not fit. */
    Optional<List<String>> ids(String requested) {
        Matcher matcher = pattern(path).matcher(requested);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            ids.add(matcher.group(group));
        }
        return Optional.of(ids);
    }

    /** Whether only the version in the path is wrong. */
    boolean fitsInAnotherVersion(String requested) {
        return pattern(path.replaceFirst("/\\d{6}/", "/000000/"))
                .matcher(requested.replaceFirst("/\\d{6}/", "/000000/"))
                .matches();
    }

    private static Pattern pattern(String template) {
        return PATTERNS.computeIfAbsent(template, any -> Pattern.compile(template.replace("{}", "([^/]+)")));
    }
}
