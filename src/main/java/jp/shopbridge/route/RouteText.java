package jp.shopbridge.route;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.Utf8;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One route file, read as the tree it is.
 *
 * @param name its path below the folder
 * @param root its list of routes, policies, templates and operations
 */
record RouteText(String name, SequenceNode root) {

    /** Reads a file; null, with findings, when it is none. */
    static @Nullable RouteText read(String name, byte[] bytes, RouteFindings findings) {
        Optional<Utf8.Wrong> wrong = Utf8.wrong(bytes);
        if (wrong.isPresent()) {
            findings.add(
                    name, wrong.get().line(), wrong.get().column(), wrong.get().sentence(), Utf8.REMEDY);
            return null;
        }
        try {
            Node root = new Compose(LoadSettings.builder()
                            .setLabel(name)
                            .setAllowDuplicateKeys(true)
                            .build())
                    .composeString(new String(bytes, StandardCharsets.UTF_8))
                    .orElse(null);
            if (root instanceof SequenceNode list) {
                RouteText text = new RouteText(name, list);
                text.duplicateKeys(findings);
                return text;
            }
            if (root == null
                    || (Nodes.text(root).isEmpty() && Nodes.entries(root).isEmpty())) {
                findings.add(
                        name,
                        1,
                        1,
                        Messages.sentence("route.file-empty"),
                        Messages.sentence("route.write-routes-write-when-hold"));
            } else {
                findings.add(
                        name,
                        root,
                        Messages.sentence("route.route-file-list-entries-such"),
                        Messages.sentence("route.begin-each-entry-with"));
            }
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            unreadable(
                    name,
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    String.valueOf(e.getProblem()),
                    findings);
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException | StackOverflowError e) {
            unreadable(name, 1, 1, e.getClass().getSimpleName(), findings);
        }
        return null;
    }

    private static void unreadable(String name, int line, int column, String problem, RouteFindings findings) {
        String one = problem.lines().findFirst().orElse("");
        findings.add(
                name,
                line,
                column,
                Messages.sentence("route.not-yaml", one),
                Messages.sentence("route.check-indentation-colons-quotes-around"));
    }

    private void duplicateKeys(RouteFindings findings) {
        Nodes.walk("", root, (key, node) -> {
            Map<String, Node> seen = new HashMap<>();
            for (NodeTuple entry : Nodes.entries(node)) {
                String name = Nodes.text(entry.getKeyNode());
                Node before = seen.putIfAbsent(name, entry.getKeyNode());
                if (before != null) {
                    int line = before.getStartMark()
                            .map(mark -> mark.getLine() + 1)
                            .orElse(1);
                    findings.add(
                            this.name,
                            entry.getKeyNode(),
                            Messages.sentence("route.key-stands-line-already", name, line),
                            Messages.sentence("route.remove-one-them"));
                }
            }
        });
    }

    /** What stands under a word at the top of the file, such as every {@code route}. */
    Iterable<Node> all(String kind) {
        return root.getValue().stream()
                .map(entry -> Nodes.get(entry, kind))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
