package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.Json;

/** What the pretend TikTok Shop answers otherwise than the shop, call by call. */
final class Comparison {

    private static final Set<String> COMPARED = Set.of("http", "code");

    private Comparison() {}

    /** Every difference: of status, code, fields, types, and values of closed lists. */
    static ArrayNode of(WalkState shop, WalkState pretended) {
        ArrayNode differences = Json.MAPPER.createArrayNode();
        shop.document().path("steps").properties().forEach(each -> {
            JsonNode ours = each.getValue();
            JsonNode theirs = pretended.step(each.getKey());
            if (ours.has("http") && theirs.has("http")) {
                compare(each.getKey(), ours, theirs, differences);
            }
        });
        return differences;
    }

    private static void compare(String step, JsonNode ours, JsonNode theirs, ArrayNode into) {
        for (String name : new TreeSet<>(COMPARED)) {
            if (!ours.path(name).equals(theirs.path(name))) {
                add(
                        into,
                        step,
                        ours,
                        name,
                        "",
                        ours.path(name).asText(),
                        theirs.path(name).asText());
            }
        }
        if (ours.path("code").asInt() != theirs.path("code").asInt()) {
            return;
        }
        Set<String> paths = new TreeSet<>();
        ours.path("types").fieldNames().forEachRemaining(paths::add);
        theirs.path("types").fieldNames().forEachRemaining(paths::add);
        for (String path : paths) {
            String here = ours.path("types").path(path).asText();
            String there = theirs.path("types").path(path).asText();
            if (here.isEmpty() || there.isEmpty()) {
                // What is missing with its holder is told once, by the holder.
                if (hasHolder(here.isEmpty() ? ours : theirs, path)) {
                    add(into, step, ours, here.isEmpty() ? "missing" : "additional", path, here, there);
                }
            } else if (!here.equals(there)) {
                add(into, step, ours, "type", path, here, there);
            }
        }
        ours.path("choices").properties().forEach(each -> {
            String there = theirs.path("choices").path(each.getKey()).asText();
            if (!there.isEmpty() && !there.equals(each.getValue().asText())) {
                add(into, step, ours, "value", each.getKey(), each.getValue().asText(), there);
            }
        });
    }

    private static boolean hasHolder(JsonNode entry, String path) {
        int dot = path.lastIndexOf('.');
        String holder =
                path.endsWith("[]") ? path.substring(0, path.length() - 2) : dot < 0 ? "" : path.substring(0, dot);
        // An empty list says nothing about what stands in its entries.
        return !path.endsWith("[]") && (holder.isEmpty() || entry.path("types").has(holder));
    }

    private static void add(
            ArrayNode into, String step, JsonNode entry, String kind, String path, String ours, String theirs) {
        into.addObject()
                .put("step", step)
                .put("operation", entry.path("operation").asText())
                .put("kind", kind)
                .put("path", path)
                .put("shop", ours)
                .put("sandbox", theirs);
    }
}
