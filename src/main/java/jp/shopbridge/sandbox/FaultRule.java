package jp.shopbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One piece of misbehaviour: which requests it hits, how, and how often. As JSON, every key but {@code kind} optional:
 *
 * <pre>{@code
 * {"kind": "slow", "match": {"method": "GET", "path": "/admin-api/", "pathRegex": "products$"},
 *  "skip": 2, "times": 1, "probability": 0.5, "seed": 7, "millis": 500, "retryAfter": 3, "details": {"sku": "A-1"}}
 * }</pre>
 *
 * <p>Kinds every world knows: {@code status-500}, {@code status-503}, {@code status-429} (with {@code Retry-After} when
 * {@code retryAfter} is given), {@code hang} (no answer until the rule is ended), {@code slow} ({@code millis} before the
 * request is looked at), {@code drop} (closed unanswered, nothing done), {@code truncate} (done, but the body is cut in the
 * middle), {@code done-but-lost} (done, then closed unanswered). A world may know more.
 *
 * @param kind what happens
 * @param method only requests of this method; null for any
 * @param path only paths that begin so; null for any
 * @param pathRegex only paths in which this is found; null for any
 * @param skip how many matching requests pass unharmed first
 * @param times how many are hit then; -1 for all
 * @param probability chance of a matching request to be hit, 0 to 1
 * @param seed makes the chance repeatable
 * @param millis duration for {@code slow}
 * @param retryAfter seconds announced by {@code status-429} and {@code status-503}; null for none
 * @param details what a world's own kinds want to know
 */
public record FaultRule(
        String kind,
        @Nullable String method,
        @Nullable String path,
        @Nullable String pathRegex,
        int skip,
        int times,
        double probability,
        long seed,
        long millis,
        @Nullable Integer retryAfter,
        Map<String, String> details) {

    /** The kinds that the server itself carries out. */
    public static final Set<String> COMMON_KINDS =
            Set.of("status-500", "status-503", "status-429", "hang", "slow", "drop", "truncate", "done-but-lost");

    /** Checks the values; the message of the exception says which one is wrong. */
    public FaultRule {
        if (skip < 0) {
            throw new IllegalArgumentException("skip must not be negative: " + skip);
        }
        if (times < -1 || times == 0) {
            throw new IllegalArgumentException("times must be positive, or -1 for all: " + times);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must lie between 0 and 1: " + probability);
        }
        if (millis < 0) {
            throw new IllegalArgumentException("millis must not be negative: " + millis);
        }
        if (pathRegex != null) {
            try {
                Pattern.compile(pathRegex);
            } catch (PatternSyntaxException broken) {
                throw new IllegalArgumentException(
                        "pathRegex is no regular expression: " + broken.getMessage(), broken);
            }
        }
        details = Map.copyOf(details);
    }

    /** A rule that hits every request once and for all; narrow it with the methods below. */
    public static FaultRule of(String kind) {
        return new FaultRule(kind, null, null, null, 0, -1, 1, 0, 0, null, Map.of());
    }

    /** Only requests of this method whose path begins so. */
    public FaultRule on(String onlyMethod, String pathPrefix) {
        return new FaultRule(
                kind, onlyMethod, pathPrefix, pathRegex, skip, times, probability, seed, millis, retryAfter, details);
    }

    /** Only this many requests. */
    public FaultRule times(int n) {
        return new FaultRule(kind, method, path, pathRegex, skip, n, probability, seed, millis, retryAfter, details);
    }

    /** Only after this many matching requests went through. */
    public FaultRule after(int n) {
        return new FaultRule(kind, method, path, pathRegex, n, times, probability, seed, millis, retryAfter, details);
    }

    /** Only by chance, the same way for the same seed. */
    public FaultRule withProbability(double chance, long withSeed) {
        return new FaultRule(kind, method, path, pathRegex, skip, times, chance, withSeed, millis, retryAfter, details);
    }

    /** The duration of {@code slow}, in milliseconds. */
    public FaultRule millis(long duration) {
        return new FaultRule(
                kind, method, path, pathRegex, skip, times, probability, seed, duration, retryAfter, details);
    }

    /** The announced waiting time in seconds. */
    public FaultRule retryAfter(int seconds) {
        return new FaultRule(kind, method, path, pathRegex, skip, times, probability, seed, millis, seconds, details);
    }

    /** One more detail for a world's own kind. */
    public FaultRule detail(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new FaultRule(kind, method, path, pathRegex, skip, times, probability, seed, millis, retryAfter, more);
    }

    boolean matches(String requestMethod, String requestPath) {
        return (method == null || method.equalsIgnoreCase(requestMethod))
                && (path == null || requestPath.startsWith(path))
                && (pathRegex == null
                        || Pattern.compile(pathRegex).matcher(requestPath).find());
    }

    static FaultRule fromJson(JsonNode rule) {
        JsonNode match = rule.path("match");
        if (!rule.isObject() || !rule.path("kind").isTextual()) {
            throw new IllegalArgumentException("a fault rule is an object with a text \"kind\"");
        }
        Map<String, String> details = new LinkedHashMap<>();
        rule.path("details")
                .properties()
                .forEach(detail -> details.put(
                        detail.getKey(),
                        detail.getValue().isTextual()
                                ? detail.getValue().textValue()
                                : detail.getValue().toString()));
        return new FaultRule(
                rule.path("kind").textValue(),
                match.hasNonNull("method") ? match.path("method").asText().toUpperCase(Locale.ROOT) : null,
                match.hasNonNull("path") ? match.path("path").asText() : null,
                match.hasNonNull("pathRegex") ? match.path("pathRegex").asText() : null,
                rule.path("skip").asInt(0),
                rule.path("times").asInt(-1),
                rule.path("probability").asDouble(1),
                rule.path("seed").asLong(0),
                rule.path("millis").asLong(0),
                rule.hasNonNull("retryAfter")
                        ? (Integer) rule.path("retryAfter").asInt()
                        : null,
                details);
    }

    ObjectNode toJson() {
        ObjectNode rule = JsonNodeFactory.instance.objectNode().put("kind", kind);
        ObjectNode match = rule.putObject("match");
        if (method != null) {
            match.put("method", method);
        }
        if (path != null) {
            match.put("path", path);
        }
        if (pathRegex != null) {
            match.put("pathRegex", pathRegex);
        }
        rule.put("skip", skip)
                .put("times", times)
                .put("probability", probability)
                .put("seed", seed)
                .put("millis", millis);
        if (retryAfter != null) {
            rule.put("retryAfter", retryAfter);
        }
        ObjectNode detailNode = rule.putObject("details");
        details.forEach(detailNode::put);
        return rule;
    }
}
