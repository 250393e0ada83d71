package jp.shopbridge.api.links;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Which products are linked to which. */
record LinkRequest(@Schema(description = "At most 50.") List<Link> links) {

    /** One link. */
    record Link(String productNo, @Schema(description = "TikTok's id of the product.") String remoteProductId) {}
}
