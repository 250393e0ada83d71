package jp.shopbridge.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How many requests arrived, by method and path, and the latest of them. Both are bounded, whatever is asked. */
public final class RequestLog {

    private static final int DIFFERENT_PATHS = 5_000;
    private static final int LATEST = 500;

    private final Map<String, Long> counts = new TreeMap<>();
    private final ArrayDeque<Arrival> latest = new ArrayDeque<>();

    /**
     * A request that arrived.
     *
     * @param at when
     * @param method such as {@code GET}
     * @param path without the query
     * @param query as sent
     */
    public record Arrival(Instant at, String method, String path, String query) {}

    synchronized void record(Instant at, SandboxRequest request) {
        String key = request.method() + " " + request.path();
        counts.merge(counts.size() < DIFFERENT_PATHS || counts.containsKey(key) ? key : "other", 1L, Long::sum);
        latest.addLast(new Arrival(at, request.method(), request.path(), request.rawQuery()));
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    /** How many requests of this method arrived at exactly this path. */
    public synchronized long count(String method, String path) {
        return counts.getOrDefault(method + " " + path, 0L);
    }

    /** How many requests arrived whose {@code "METHOD /path"} satisfies the condition. */
    public synchronized long count(Predicate<String> methodAndPath) {
        return counts.entrySet().stream()
                .filter(entry -> methodAndPath.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The latest requests, oldest first; at most 500. */
    public synchronized List<Arrival> latest() {
        return List.copyOf(latest);
    }

    /** Counts from zero again. */
    public synchronized void reset() {
        counts.clear();
        latest.clear();
    }

    synchronized ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode countsNode = json.putObject("counts");
        counts.forEach(countsNode::put);
        ArrayNode latestNode = json.putArray("latest");
        for (Arrival arrival : latest) {
            latestNode
                    .addObject()
                    .put("at", arrival.at().toString())
                    .put("method", arrival.method())
                    .put("path", arrival.path())
                    .put("query", arrival.query());
        }
        return json;
    }
}
