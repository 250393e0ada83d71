package jp.shopbridge.api.proposals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import jp.shopbridge.api.ProductChoice;
import org.jspecify.annotations.Nullable;

/** Which proposals a person takes, or leaves. */
record ProposalDecision(
        @Schema(description = "Product numbers, at most 1000; either this or all.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                List<@NotNull @Size(max = 64) String> productNos,
        @Schema(description = "true means every open proposal of the shop, or of the group.") @Nullable Boolean all,
        @Schema(description = "With all: only products of this group of the shop's own.") @Size(max = 200) @Nullable
                String groupId,
        @Schema(
                        description =
                                "Only to accept, only with productNos: by product number other values than the proposed"
                                        + " ones (category_id, attributes, weight_g, dimensions_cm); null leaves a field"
                                        + " alone.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                Map<String, @NotNull ObjectNode> changes) {}
