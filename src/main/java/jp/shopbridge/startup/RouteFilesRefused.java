package jp.shopbridge.startup;

import java.util.List;
import jp.shopbridge.route.RouteFinding;

/** Thrown before anything runs, when route files are missing or wrong. */
final class RouteFilesRefused extends RuntimeException {

    private final transient List<RouteFinding> findings;

    RouteFilesRefused(List<RouteFinding> findings) {
        super("These route files are missing or wrong: "
                + findings.stream().map(RouteFinding::file).distinct().toList());
        this.findings = List.copyOf(findings);
    }

    List<RouteFinding> findings() {
        return findings;
    }
}
