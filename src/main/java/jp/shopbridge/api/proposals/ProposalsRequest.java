package jp.shopbridge.api.proposals;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.api.SelectionRequest;
import org.jspecify.annotations.Nullable;

/** Which products TikTok is to be asked about. */
record ProposalsRequest(
        @Schema(
                        description =
                                "Product numbers, at most 1000; either this or filter. They are asked about before others.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                List<@NotNull @Size(max = 64) String> productNos,
        @Schema(
                        description =
                                "All that match, such as {\"state\": \"incomplete\"}; those whose proposals still hold"
                                        + " are not asked about again.")
                SelectionRequest.@Valid @Nullable Filter filter) {}
