package jp.shopbridge.startup;

import java.util.stream.Collectors;
import jp.shopbridge.route.RouteFinding;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints everything that is wrong with the route files, each with its place and what to do. */
final class RouteFilesRefusedAnalyzer extends AbstractFailureAnalyzer<RouteFilesRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RouteFilesRefused refused) {
        return new FailureAnalysis(
                "These route files are missing or wrong:\nルートのファイルが足りないか、正しくありません。\n\n"
                        + refused.findings().stream().map(RouteFinding::text).collect(Collectors.joining("\n")),
                "Correct each line and start again. The same is found without a start by: lint --routes\n"
                        + "それぞれの行を直して、もう一度起動してください。起動せずに確かめるには lint --routes を使います。",
                refused);
    }
}
