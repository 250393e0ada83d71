package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jp.shopbridge.publishing.pictures.OptionImages;
import jp.shopbridge.staging.RequestRules;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import org.springframework.stereotype.Component;

/** What the body's mapping would know of a listing whose pictures are uploaded and whose shop has a warehouse. */
@Component
class ForeseenRequests implements RequestRules {

    private static final String WAREHOUSE = "warehouse";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

    private final Bodies bodies;

    ForeseenRequests(Bodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public String mapping() {
        return ProductBody.MAPPING;
    }

    @Override
    public Map<String, JsonNode> foreseen(String shop, ListingContent effective, Standing standing) {
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
                effective.bySellerSku(remoteBySkuNo),
                Bodies.nothingAnew());
    }

    @Override
    public Map<String, Yen> prices(JsonNode request) {
        Map<String, Yen> prices = new TreeMap<>();
        int position = 0;
        for (JsonNode sku : request.path("skus")) {
            position++;
            String amount = sku.path("price").path("amount").asText("");
            if (NUMBER.matcher(amount).matches()) {
                prices.put(sku.path("seller_sku").asText("") + "/" + position, new Yen(new BigDecimal(amount)));
            }
        }
        return prices;
    }
}
