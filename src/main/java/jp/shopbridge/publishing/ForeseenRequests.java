package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import jp.shopbridge.staging.RequestRules;
import jp.shopbridge.staging.Sku;
import org.springframework.stereotype.Component;

/** What the body's mapping would know of a listing whose pictures are uploaded and whose shop has a warehouse. */
@Component
class ForeseenRequests implements RequestRules {

    private static final String WAREHOUSE = "warehouse";

    private final Bodies bodies;

    ForeseenRequests(Bodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public String mapping() {
        return MappedProductBody.MAPPING;
    }

    @Override
    public Map<String, JsonNode> foreseen(String shop, ObjectNode effective, Standing standing) {
        Map<String, String> remoteBySkuNo = new HashMap<>();
        for (Sku sku : standing.skus()) {
            if (sku.remoteSkuId() != null) {
                remoteBySkuNo.put(sku.skuNo(), sku.remoteSkuId());
            }
        }
        return Bodies.variables(
                Bodies.foreseenImages(effective),
                OptionImages.of(effective).named(url -> url),
                bodies.shop(shop, WAREHOUSE, standing.sendAsDraft()),
                standing.remoteId(),
                Bodies.bySellerSku(effective, remoteBySkuNo),
                Bodies.nothingAnew());
    }
}
