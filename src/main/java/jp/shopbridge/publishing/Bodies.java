package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.ShopReadiness;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts together what the mapping may know and has it make the body. Real run, dry run and preview all come through here,
 * so that their bytes are the same.
 */
@Component
class Bodies {

    /** As TikTok's answer would say it of a shop's picture. */
    private static final int SIDE = 1_000;

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
    ProductBody.Mapped of(Publication publication, ListingContent content) {
        return of(publication, content, images(publication), url -> uriOfOption(publication, url));
    }

    /** The names of the properties that the body of this content has once its pictures are uploaded. */
    Set<String> properties(Publication publication, ListingContent content) {
        ObjectNode body =
                of(publication, content, foreseenImages(content), url -> url).body();
        Set<String> names = new HashSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The content without what the category does not take: TikTok would leave it out, but not before its picture is there. */
    static ListingContent sendable(Publication publication, ListingContent content) {
        return publication.category.mayTakeSizeChart() ? content : content.withoutSizeChart();
    }

    private ProductBody.Mapped of(
            Publication publication, ListingContent wanted, ObjectNode images, UnaryOperator<String> optionUri) {
        ListingContent content = sendable(publication, wanted);
        return mapping.of(
                publication.shop(),
                content,
                variables(
                        images,
                        OptionImages.of(content).named(optionUri),
                        shop(
                                publication.shop(),
                                ShopReadiness.salesWarehouse(publication.warehouses)
                                        .orElse(null),
                                publication.listing().status().sendAsDraft()),
                        publication.remoteId(),
                        knownSkus(publication),
                        send(publication)));
    }

    /** What the mapping may know beside the listing. */
    static Map<String, JsonNode> variables(
            ObjectNode images,
            JsonNode optionImages,
            ObjectNode shop,
            @Nullable String remoteId,
            Map<String, String> knownSkus,
            ObjectNode send) {
        return Map.of(
                "images", images,
                "option_images", optionImages,
                "shop", shop,
                "remote", remote(remoteId, knownSkus),
                "mode", Json.MAPPER.getNodeFactory().textNode(remoteId == null ? "create" : "edit"),
                "send", send);
    }

    private static String uriOfOption(Publication publication, String url) {
        UploadedImage image =
                publication.images.getOrDefault(Picture.Use.OPTION, Map.of()).get(url);
        return image == null ? "" : image.uri();
    }

    /** What the mapping would know of a content's pictures once they are uploaded. */
    static ObjectNode foreseenImages(ListingContent content) {
        ObjectNode images = Json.MAPPER.createObjectNode();
        for (Picture picture : content.pictures()) {
            String url = picture.url();
            shown(images.withObjectProperty(url), picture.use(), new UploadedImage(url, url, SIDE, SIDE));
        }
        return images;
    }

    private static ObjectNode images(Publication publication) {
        ObjectNode images = Json.MAPPER.createObjectNode();
        for (Picture.Use use : Picture.Use.values()) {
            publication
                    .images
                    .getOrDefault(use, Map.of())
                    .forEach((address, image) -> shown(images.withObjectProperty(address), use, image));
        }
        return images;
    }

    /**
     * Adds what the mapping may know of an image that is uploaded for this use. One address may be uploaded for several:
     * bodies name the product's image by its {@code uri}, descriptions show theirs by its {@code url}.
     */
    private static void shown(ObjectNode known, Picture.Use use, UploadedImage image) {
        if (use == Picture.Use.SIZE_CHART) {
            known.put("size_chart_uri", image.uri());
            return;
        }
        if (use == Picture.Use.CERTIFICATE) {
            known.put("certificate_uri", image.uri());
            return;
        }
        if (use == Picture.Use.MAIN || !known.has("uri")) {
            known.put("uri", image.uri()).put("width", image.width()).put("height", image.height());
        }
        if (use == Picture.Use.DESCRIPTION || !known.has("url")) {
            known.put("url", image.url()).put("width", image.width()).put("height", image.height());
        }
    }

    ObjectNode shop(String key, @Nullable String warehouse, boolean sendAsDraft) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        if (warehouse != null) {
            node.put("warehouse_id", warehouse);
        }
        return node.put("category_version", settings.shop(key).tiktok().categoryVersion())
                .put("save_mode", sendAsDraft ? "AS_DRAFT" : "LISTING");
    }

    private static JsonNode remote(@Nullable String id, Map<String, String> knownSkus) {
        if (id == null) {
            return Json.MAPPER.nullNode();
        }
        ObjectNode remote = Json.MAPPER.createObjectNode().put("product_id", id);
        ObjectNode skus = remote.putObject("skus");
        knownSkus.forEach(skus::put);
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
        return publication.effective().bySellerSku(bySkuNo);
    }

    /** An edit that sends neither price nor stock of the SKUs that are known. */
    static ObjectNode nothingAnew() {
        ObjectNode send = Json.MAPPER.createObjectNode();
        send.putArray("price");
        send.putArray("stock");
        return send;
    }

    // A product on sale gets price and stock by their own calls; one that is not takes them only inside the edit.
    private static ObjectNode send(Publication publication) {
        ObjectNode send = nothingAnew();
        ArrayNode prices = send.withArray("price");
        ArrayNode stocks = send.withArray("stock");
        Changes changes = publication.changes;
        RemoteProduct remote = publication.remote;
        if (changes != null && remote != null && !remote.isLive()) {
            changes.prices().keySet().forEach(prices::add);
            changes.stocks().keySet().forEach(stocks::add);
        }
        return send;
    }
}
