package jp.shopbridge.api.tokens;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The token that is wanted. */
record TokenRequest(
        @Schema(description = "What history is to call the program; of its own, also after the token has ended.")
                String name,
        @Schema(description = "read, edit or publish.") String scope,
        @Schema(description = "How many days it is valid, 1 to 730; 365 when left out.") @Nullable
                Integer expiresInDays,
        @Schema(description = "The keys of the shops it opens; every shop of whoever makes it when left out.") @Nullable
                List<String> shops) {}
