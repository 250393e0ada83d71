package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;
import org.springframework.stereotype.Component;

/** The body as the mapping in force makes it. */
@Component
class MappedProductBody implements ProductBody {

    static final String MAPPING = "listing-to-tiktok-product";

    private final Mappings mappings;
    private final BridgeSettings settings;

    MappedProductBody(Mappings mappings, BridgeSettings settings) {
        this.mappings = mappings;
        this.settings = settings;
    }

    @Override
    public Mapped of(String shop, ListingContent effective, Map<String, JsonNode> variables) {
        BridgeSettings.Shop configured = settings.shop(shop);
        Map<String, String> parameters = new HashMap<>(configured.parameters());
        parameters.putIfAbsent("unmanaged-stock", Integer.toString(configured.unmanagedStock()));
        parameters.putIfAbsent("send-sold-out", Boolean.toString(configured.sendSoldOutAsZero()));
        MappingOutcome outcome = mappings.inForce()
                .mapping(MAPPING)
                .apply(effective.document(), new MappingContext(parameters, variables));
        return new Mapped(
                outcome.target(),
                outcome.reasons().stream()
                        .map(reason -> new Lack(reason.code(), reason.field(), reason.skuNo(), reason.sentence()))
                        .toList());
    }
}
