package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.pictures.OptionImages;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.publishing.pictures.UploadedImage;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.tiktok.RemoteProduct;
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

    /** The body as it would be for this content of the listing, everything else being as it is. */
    ProductBody.Mapped of(Material material, ListingContent content, @Nullable Changes changes) {
        return of(
                material,
                content,
                images(material.pictures()),
                url -> material.pictures()
                        .find(Picture.Use.OPTION, url)
                        .map(UploadedImage::uri)
                        .orElse(""),
                changes);
    }

    /** The body of this content as it is once its pictures are uploaded. */
    ObjectNode foreseen(Material material, ListingContent content, @Nullable Changes changes) {
        return of(material, content, foreseenImages(content), url -> url, changes)
                .body();
    }

    private ProductBody.Mapped of(
            Material material,
            ListingContent wanted,
            ObjectNode images,
            UnaryOperator<String> optionUri,
            @Nullable Changes changes) {
        ListingContent content = material.takenOf(wanted);
        return mapping.of(
                material.shop(),
                content,
                variables(
                        images,
                        OptionImages.of(content).named(optionUri),
                        shop(
                                material.shop(),
                                material.salesWarehouse().orElse(null),
                                material.listing().status().sendAsDraft()),
                        material.remoteId(),
                        material.skuIds(),
                        send(material.remote(), changes)));
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

    /** What the mapping would know of a content's pictures once they are uploaded. */
    static ObjectNode foreseenImages(ListingContent content) {
        ObjectNode images = Json.MAPPER.createObjectNode();
        content.pictures()
                .forEach(picture -> shown(
                        images.withObjectProperty(picture.url()),
                        picture.use(),
                        new UploadedImage(picture.url(), picture.url(), SIDE, SIDE)));
        return images;
    }

    private static ObjectNode images(Pictures pictures) {
        ObjectNode images = Json.MAPPER.createObjectNode();
        pictures.uploaded()
                .forEach((use, byUrl) ->
                        byUrl.forEach((url, image) -> shown(images.withObjectProperty(url), use, image)));
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

    /** An edit that sends neither price nor stock of the SKUs that are known. */
    static ObjectNode nothingAnew() {
        ObjectNode send = Json.MAPPER.createObjectNode();
        send.putArray("price");
        send.putArray("stock");
        return send;
    }

    // A product on sale gets price and stock by their own calls; one that is not takes them only inside the edit.
    private static ObjectNode send(@Nullable RemoteProduct remote, @Nullable Changes changes) {
        ObjectNode send = nothingAnew();
        if (changes != null && remote != null && !remote.isLive()) {
            changes.prices().keySet().forEach(send.withArray("price")::add);
            changes.stocks().keySet().forEach(send.withArray("stock")::add);
        }
        return send;
    }
}
