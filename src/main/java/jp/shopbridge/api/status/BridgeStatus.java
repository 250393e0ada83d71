package jp.shopbridge.api.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.route.RouteFinding;

/** How every shop stands at one moment, and which edited route files this instance does not use. */
record BridgeStatus(
        Instant at,
        List<ShopStatus> shops,
        @Schema(description = "Why edited route files are not in force on this instance; empty when they are.")
                List<RouteFile> routeFiles) {

    /** What keeps a route file, or a route of it, from being in force. */
    @Schema(name = "RouteFileNotInForce")
    record RouteFile(
            @Schema(description = "The file's path below routes/.") String file,
            @Schema(description = "The line, from 1.") int line,
            @Schema(description = "The column, from 1.") int column,
            @Schema(description = "What is wrong there, or what it waits for.") Sentence sentence,
            @Schema(description = "What to do about it.") Sentence remedy) {

        static RouteFile of(RouteFinding finding) {
            return new RouteFile(
                    finding.file(), finding.line(), finding.column(), finding.sentence(), finding.remedy());
        }
    }
}
