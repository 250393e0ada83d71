package jp.shopbridge.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Prints what is wrong with a route file: file, line, what, and what to do. Camel tells the line of a word it cannot
 * read; of a route it cannot build it tells the route, and the line is looked up here.
 */
final class RouteFileAnalyzer implements FailureAnalyzer {

    private static final Pattern QUOTED_CAUSE = Pattern.compile("(?s) because: (.*)");
    // What to look for in the file, by what Camel says about it.
    private static final List<Pattern> SUSPECTS = List.of(
            Pattern.compile("Unknown parameters=\\[\\{([^=}]+)="),
            Pattern.compile("Property with key \\[([^\\]]+)] not found"),
            Pattern.compile("No endpoint could be found for: ([a-z][a-z0-9+-]*)"),
            Pattern.compile("No component found with scheme: ([a-z][a-z0-9+-]*)"),
            Pattern.compile("No bean could be found in the registry for: ([A-Za-z0-9_]+)"),
            Pattern.compile("(?s)at location \\d+\\s*\\R([^\\r\\n]+)"));

    private final Environment settings;

    RouteFileAnalyzer(Environment settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException unreadable) {
                return unreadable(unreadable);
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException unbuildable) {
                return unbuildable(unbuildable.getRouteId(), unbuildable);
            }
            if (cause instanceof FailedToStartRouteException unstartable) {
                return unbuildable(unstartable.getRouteId(), unstartable);
            }
        }
        return null;
    }

    private static FailureAnalysis unreadable(MarkedYamlEngineException unreadable) {
        String problem = String.valueOf(unreadable.getProblem());
        Mark mark = unreadable.getProblemMark().orElse(null);
        String place = mark == null
                ? "a route file"
                : mark.getName() + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        String snippet = mark == null ? "" : "\n\n" + mark.createSnippet();
        String remedy = problem.startsWith("Unknown node id")
                ? "Correct the word: steps and options are written in camelCase, as in setBody. An editor that knows"
                        + " Camel's YAML schema shows the words that may stand here."
                : "Correct the line. Most often a colon, a quote or the indentation is wrong.";
        return new FailureAnalysis(
                "The route file cannot be read: " + place + ": " + problem + "." + snippet, remedy, unreadable);
    }

    private FailureAnalysis unbuildable(@Nullable String routeId, Exception unbuildable) {
        String reason = innermost(unbuildable);
        String place = place(routeId, reason);
        return new FailureAnalysis(
                "The route " + routeId + " cannot be built: " + place + ": " + reason,
                "Correct the line, or set what it refers to, and start again. Most of this is found without a start by:"
                        + " lint --routes",
                unbuildable);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        String best = String.valueOf(failure.getMessage());
        Matcher because = QUOTED_CAUSE.matcher(best);
        if (because.find()) {
            best = because.group(1);
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
            String message = cause.getMessage();
            if (message != null
                    && SUSPECTS.stream()
                            .anyMatch(suspect -> suspect.matcher(message).find())) {
                best = message;
            }
        }
        return best.strip();
    }

    private String place(@Nullable String routeId, String reason) {
        if (routeId == null) {
            return "in routes/";
        }
        String suspect = null;
        for (Pattern pattern : SUSPECTS) {
            Matcher matcher = pattern.matcher(reason);
            if (suspect == null && matcher.find()) {
                suspect = matcher.group(1).strip();
            }
        }
        for (Resource file : routeFiles()) {
            String text = text(file);
            Matcher header = Pattern.compile("(?m)^\\s*(?:id|routeId): " + Pattern.quote(routeId) + "$")
                    .matcher(text);
            if (header.find()) {
                int route = header.start();
                int next = text.indexOf("\n- ", route);
                int at = suspect == null ? -1 : text.indexOf(suspect, route);
                boolean inRoute = at >= 0 && (next < 0 || at < next);
                return file.getFilename() + ", line " + lineOf(text, inRoute ? at : route);
            }
        }
        return "in routes/";
    }

    private List<Resource> routeFiles() {
        List<Resource> files = new ArrayList<>();
        for (String pattern :
                settings.getProperty("camel.main.routes-include-pattern", "").split(",", -1)) {
            try {
                files.addAll(List.of(new PathMatchingResourcePatternResolver().getResources(pattern)));
            } catch (IOException e) {
                // Without the file its line cannot be told; what is wrong is told all the same.
            }
        }
        return files;
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static int lineOf(String text, int position) {
        return (int) text.substring(0, position)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
    }
}
