package jp.shopbridge.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Command;
import org.jspecify.annotations.Nullable;

/**
 * {@code lint --routes [DIR] [--json]}: finds mistakes in route files without a start, network or database. Without a
 * folder it looks at {@code ./routes} where that exists, else at the packed ones. Exit status 0 for fine, 1 for findings,
 * 2 for a wrong call.
 */
public final class RouteLintCommand implements Command {

    private static final String LINT = "lint";
    private static final String ROUTES = "--routes";
    private static final int FINE = 0;
    private static final int FOUND = 1;
    private static final int WRONG_CALL = 2;

    /** Made by {@link java.util.ServiceLoader}. */
    public RouteLintCommand() {}

    @Override
    public Set<String> names() {
        return Set.of(LINT);
    }

    @Override
    public boolean isMeant(String[] arguments) {
        return arguments[0].equals(LINT)
                && Arrays.stream(arguments)
                        .anyMatch(argument -> argument.equals(ROUTES) || argument.startsWith(ROUTES + "="));
    }

    @Override
    public int run(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(arguments, out, err);
    }

    int run(String[] arguments, PrintWriter out, PrintWriter err) {
        boolean json = false;
        Path folder = null;
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.startsWith(ROUTES + "=")) {
                folder = Path.of(argument.substring(ROUTES.length() + 1));
            } else if (argument.equals(ROUTES) && i + 1 < arguments.length && !arguments[i + 1].startsWith("-")) {
                folder = Path.of(arguments[++i]);
            } else if (!argument.equals(ROUTES)) {
                err.println("There is no option " + argument + ". Write: lint --routes [DIR] [--json]");
                return WRONG_CALL;
            }
        }
        List<RouteFinding> found = RouteLint.of(files(folder));
        if (json) {
            out.println(json(found).toPrettyString());
        } else {
            found.forEach(finding -> out.println(finding.text()));
            if (found.isEmpty()) {
                out.println("No mistakes found.");
            }
        }
        return found.isEmpty() ? FINE : FOUND;
    }

    private static RouteFiles files(@Nullable Path named) {
        if (named != null) {
            return RouteFiles.directory(named);
        }
        Path here = Path.of("routes");
        return Files.isDirectory(here) ? RouteFiles.directory(here) : RouteFiles.packed();
    }

    private static ObjectNode json(List<RouteFinding> found) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", found.isEmpty());
        ArrayNode list = answer.putArray("findings");
        for (RouteFinding finding : found) {
            ObjectNode one = list.addObject()
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("column", finding.column());
            one.putObject("sentence")
                    .put("ja", finding.sentence().ja())
                    .put("en", finding.sentence().en());
            one.putObject("remedy")
                    .put("ja", finding.remedy().ja())
                    .put("en", finding.remedy().en());
        }
        return answer;
    }
}
