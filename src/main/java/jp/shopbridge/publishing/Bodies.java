package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.ShopReadiness;
import org.springframework.stereotype.Component;

/**
 * Puts together what the mapping may know and has it make the body. Real run, dry run and preview all come through here,
 * so that their bytes are the same.
 */
@Component
class Bodies {

    private final ProductBody mapping;
    private final BridgeSettings settings;

    Bodies(ProductBody mapping, BridgeSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
    }

    ProductBody.Mapped of(Publication publication) {
        return of(publication, publication.effective());
    }

    /** The body as it would be for another content of the listing, everything else being as it is now. */
    ProductBody.Mapped of(Publication publication, ObjectNode content) {
        return mapping.of(
                publication.shop(),
                content,
                Map.of(
                        "images", images(publication),
                        "shop", shop(publication),
                        "remote", remote(publication),
                        "mode",
                                Json.MAPPER
                                        .getNodeFactory()
                                        .textNode(publication.remoteId() == null ? "create" : "edit"),
                        "send", send(publication)));
    }

    private static ObjectNode images(Publication publication) {
        ObjectNode images = Json.MAPPER.createObjectNode();
        for (ImageUse use : ImageUse.values()) {
            publication.images.getOrDefault(use, Map.of()).forEach((address, image) -> {
                ObjectNode known = images.withObjectProperty(address);
                // One address may be uploaded for two uses: bodies name the product's image by its uri, descriptions
                // show theirs by its url.
                if (use == ImageUse.MAIN || !known.has("uri")) {
                    known.put("uri", image.uri()).put("width", image.width()).put("height", image.height());
                }
                if (use == ImageUse.DESCRIPTION || !known.has("url")) {
                    known.put("url", image.url()).put("width", image.width()).put("height", image.height());
                }
            });
        }
        return images;
    }

    private ObjectNode shop(Publication publication) {
        BridgeSettings.Shop shop = settings.shop(publication.shop());
        ObjectNode node = Json.MAPPER.createObjectNode();
        ShopReadiness.salesWarehouse(publication.warehouses).ifPresent(id -> node.put("warehouse_id", id));
        return node.put("category_version", shop.tiktok().categoryVersion())
                .put("save_mode", publication.listing().status().sendAsDraft() ? "AS_DRAFT" : "LISTING");
    }

    private static JsonNode remote(Publication publication) {
        String id = publication.remoteId();
        if (id == null) {
            return Json.MAPPER.nullNode();
        }
        ObjectNode remote = Json.MAPPER.createObjectNode().put("product_id", id);
        ObjectNode skus = remote.putObject("skus");
        knownSkus(publication).forEach(skus::put);
        return remote;
    }

    /** TikTok's SKU ids by seller SKU: what TikTok shows, else what it told us when it took them. */
    static Map<String, String> knownSkus(Publication publication) {
        RemoteProduct remote = publication.remote;
        if (remote != null) {
            return remote.skuIds();
        }
        Map<String, String> bySkuNo = new HashMap<>();
        for (Sku sku : publication.listing().skus()) {
            if (sku.remoteSkuId() != null) {
                bySkuNo.put(sku.skuNo(), sku.remoteSkuId());
            }
        }
        Map<String, String> ids = new HashMap<>();
        publication.effective().path("skus").forEach(sku -> {
            String id = bySkuNo.get(sku.path("sku_no").asText());
            if (id != null) {
                ids.put(sku.path("seller_sku").asText(), id);
            }
        });
        return ids;
    }

    // A product on sale gets price and stock by their own calls; one that is not takes them only inside the edit.
    private static ObjectNode send(Publication publication) {
        ObjectNode send = Json.MAPPER.createObjectNode();
        ArrayNode prices = send.putArray("price");
        ArrayNode stocks = send.putArray("stock");
        Changes changes = publication.changes;
        RemoteProduct remote = publication.remote;
        if (changes != null && remote != null && !remote.isLive()) {
            changes.prices().keySet().forEach(prices::add);
            changes.stocks().keySet().forEach(stocks::add);
        }
        return send;
    }
}
