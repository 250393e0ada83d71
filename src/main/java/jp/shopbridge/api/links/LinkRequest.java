package jp.shopbridge.api.links;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Which products are linked to which. */
record LinkRequest(@Schema(description = "At most 50.") @NotEmpty @Size(max = 50) List<@NotNull @Valid Link> links) {

    /** One link. */
    record Link(
            @NotBlank @Size(max = 64) String productNo,
            @Schema(description = "TikTok's id of the product.") @NotBlank @Size(max = 64) String remoteProductId) {}
}
