package jp.shopbridge.api.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Who is signed in. */
record SignedIn(
        String user,
        @Schema(description = "Whether the user may also pause, resume and replay.") boolean operator,
        @Schema(description = "Whether the user may see every shop and do what concerns all of them.")
                boolean everyShop,
        @Schema(description = "The keys of the shops the user may see.") List<String> shops,
        @Schema(description = "Where the page leads people.") PageLinks links) {}
