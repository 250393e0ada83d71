package jp.shopbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * One entry at the top of a route file, such as a route.
 *
 * @param file the file's path below the folder
 * @param kind the word it begins with
 * @param id the route's; empty for anything else
 * @param line the first of its lines, counted from 1
 * @param end the first line behind it
 * @param says what it says, the same however it is laid out
 */
record RouteEntry(String file, String kind, String id, int line, int end, String says) {

    /** The entries of a text, in its order. */
    static List<RouteEntry> of(RouteText text) {
        List<RouteEntry> entries = new ArrayList<>();
        List<Node> items = text.root().getValue();
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            String kind = Nodes.entries(item).isEmpty()
                    ? ""
                    : Nodes.text(Nodes.entries(item).get(0).getKeyNode());
            entries.add(new RouteEntry(
                    text.name(),
                    kind,
                    kind.equals("route") ? Nodes.text(Nodes.get(item, "route"), "id") : "",
                    line(item),
                    i + 1 < items.size() ? line(items.get(i + 1)) : Integer.MAX_VALUE,
                    says(item)));
        }
        return entries;
    }

    /** Whether it can be exchanged while the others run. */
    boolean exchangeable() {
        return !id.isEmpty();
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String says(Node node) {
        List<NodeTuple> entries = Nodes.entries(node);
        if (!entries.isEmpty()) {
            return entries.stream()
                    .map(entry -> says(entry.getKeyNode()) + ":" + says(entry.getValueNode()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        List<Node> items = Nodes.items(node);
        return items.isEmpty()
                ? node.getTag() + "'" + Nodes.text(node).replace("'", "''") + "'"
                : items.stream().map(RouteEntry::says).collect(Collectors.joining(",", "[", "]"));
    }
}
