package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parked dead letters are meant; documents what {@link DeadLettersApi} reads strictly. */
record DeadLetterChoice(
        @Schema(description = "Ids, at most 1000; either this or filter.") @Nullable List<Long> ids,
        @Schema(description = "All that match; an empty object means every parked letter of the shop.") @Nullable
                Filter filter) {

    /** The same conditions as the list's. */
    @Schema(name = "DeadLetterFilter")
    record Filter(@Nullable String stage, @Nullable String code, @Nullable String productNo) {}
}
