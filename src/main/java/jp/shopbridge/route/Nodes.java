package jp.shopbridge.route;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reading the tree of a YAML file. */
final class Nodes {

    /** A part of a text that is only known when the route runs, or comes from a setting. */
    private static final Pattern OPEN = Pattern.compile("\\{\\{.*}}|\\$\\{.*}");

    private static final Set<String> OPTIONS = Set.of("parameters", "properties");

    private Nodes() {}

    /** The value under a key; null when there is none or the node is no table. */
    static @Nullable Node get(@Nullable Node node, String key) {
        for (NodeTuple entry : entries(node)) {
            if (text(entry.getKeyNode()).equals(key)) {
                return entry.getValueNode();
            }
        }
        return null;
    }

    /** The text under a key; empty when there is none. */
    static String text(@Nullable Node node, String key) {
        return text(get(node, key));
    }

    /** The text of a scalar; empty for anything else. */
    static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static List<NodeTuple> entries(@Nullable Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    static List<Node> items(@Nullable Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** Whether what is written is decided later, by a setting or by a message. */
    static boolean open(String text) {
        return OPEN.matcher(text).find();
    }

    /** Is shown every node with the key it stands under; an entry of a list stands under the list's key. */
    @FunctionalInterface
    interface Visitor {
        void visit(String key, Node node);
    }

    /** Visits every node, parents first. */
    static void walk(String key, Node node, Visitor visitor) {
        walk(key, node, Set.of(), visitor);
    }

    /** Visits every node of a route, parents first; the options of endpoints and beans hold words of their own. */
    static void walkSteps(String key, Node node, Visitor visitor) {
        walk(key, node, OPTIONS, visitor);
    }

    private static void walk(String key, Node node, Set<String> closed, Visitor visitor) {
        if (closed.contains(key)) {
            return;
        }
        visitor.visit(key, node);
        for (NodeTuple entry : entries(node)) {
            walk(text(entry.getKeyNode()), entry.getValueNode(), closed, visitor);
        }
        for (Node item : items(node)) {
            walk(key, item, closed, visitor);
        }
    }
}
