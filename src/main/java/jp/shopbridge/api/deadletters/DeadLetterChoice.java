package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.shopbridge.deadletter.DeadLetterQuery;
import org.jspecify.annotations.Nullable;

/** Which parked dead letters are meant; documents what {@link DeadLettersApi} reads strictly. */
record DeadLetterChoice(
        @Schema(description = "Ids, at most 1000; either this or filter.")
                @Size(max = DeadLetterQuery.MAX_IDS)
                @Nullable
                List<@NotNull Long> ids,
        @Schema(description = "All that match; an empty object means every parked letter of the shop.") @Valid @Nullable
                Filter filter) {

    /** The same conditions as the list's. */
    @Schema(name = "DeadLetterFilter")
    record Filter(
            @Size(max = 20) @Nullable String stage,
            @Size(max = 64) @Nullable String code,
            @Size(max = 64) @Nullable String productNo) {}
}
