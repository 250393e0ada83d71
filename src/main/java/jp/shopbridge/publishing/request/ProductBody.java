package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;
import org.springframework.stereotype.Component;

/** Turns a listing into the body of TikTok's create or edit, as the mapping in force makes it. */
@Component
class ProductBody {

    static final String MAPPING = "listing-to-tiktok-product";

    private final Mappings mappings;
    private final BridgeSettings settings;

    ProductBody(Mappings mappings, BridgeSettings settings) {
        this.mappings = mappings;
        this.settings = settings;
    }

    /** The body, and everything that keeps it from being sent. */
    record Mapped(ObjectNode body, List<Lack> lacks) {}

    /**
     * Maps a listing.
     *
     * @param variables what the mapping may know besides: images, shop, remote, mode, send
     */
    Mapped of(String shop, ListingContent content, Map<String, JsonNode> variables) {
        MappingOutcome outcome = mappings.inForce()
                .mapping(MAPPING)
                .apply(
                        content.document(),
                        new MappingContext(settings.shop(shop).mappingParameters(), variables));
        return new Mapped(
                outcome.target(),
                outcome.reasons().stream()
                        .map(reason -> new Lack(reason.code(), reason.field(), reason.skuNo(), reason.sentence()))
                        .toList());
    }
}
