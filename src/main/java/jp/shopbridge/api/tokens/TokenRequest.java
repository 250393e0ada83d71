package jp.shopbridge.api.tokens;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.shopbridge.ActorName;
import org.jspecify.annotations.Nullable;

/** The token that is wanted. */
record TokenRequest(
        @Schema(description = "What history is to call the program; of its own, also after the token has ended.")
                @NotBlank
                @Size(max = ActorName.LONGEST)
                String name,
        @Schema(description = "read, edit or publish.") @NotBlank @Size(max = 20) String scope,
        @Schema(description = "How many days it is valid, 1 to 730; 365 when left out.") @Min(1) @Max(730) @Nullable
                Integer expiresInDays,
        @Schema(description = "The keys of the shops it opens; every shop of whoever makes it when left out.")
                @Size(max = 100)
                @Nullable
                List<@NotNull @Size(max = 64) String> shops) {}
