package jp.shopbridge.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Who is signed in. */
record SignedIn(
        String user,
        @Schema(description = "Whether the user may also pause, resume and replay.") boolean operator,
        @Schema(description = "The shops' keys.") List<String> shops) {}
