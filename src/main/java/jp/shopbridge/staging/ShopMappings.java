package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.mapping.Mapping;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.Reason;
import jp.shopbridge.staging.content.ListingContent;
import org.springframework.stereotype.Component;

/** The mappings in force with each shop's settings as their parameters. */
@Component
public class ShopMappings implements ListingRules, RulePlaces {

    /** The mapping that makes listings. */
    public static final String TO_LISTING = "futureshop-product-to-listing";

    private final Mappings mappings;
    private final BridgeSettings settings;
    private final Clock clock;

    ShopMappings(Mappings mappings, BridgeSettings settings, Clock clock) {
        this.mappings = mappings;
        this.settings = settings;
        this.clock = clock;
    }

    /** A shop's settings under the names that mappings refer to as {@code {{name}}}, and the day in Japan. */
    public MappingContext context(String shop) {
        return MappingContext.of(settings.shop(shop).mappingParameters()).on(clock);
    }

    /**
     * Maps one futureshop product with the set given, so that a page is mapped by one version throughout.
     *
     * @throws jp.shopbridge.failure.MappingFailure when it cannot be mapped at all
     */
    public MappingOutcome toListing(MappingSet set, String shop, JsonNode product) {
        return set.mapping(TO_LISTING).apply(product, context(shop));
    }

    /** The mappings in force now. */
    public MappingSet inForce() {
        return mappings.inForce();
    }

    /** A mapping's reasons as what a listing lacks. */
    public static List<Lack> lacks(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> new Lack(reason.code(), reason.field(), reason.skuNo(), reason.sentence()))
                .toList();
    }

    @Override
    public List<Lack> lacks(String shop, ListingContent effective, String snapshot) {
        Mapping mapping = mappings.inForce().mapping(TO_LISTING);
        return lacks(mapping.make(Json.parse(snapshot), context(shop)).check(effective.document()));
    }

    @Override
    public Optional<String> of(String mappingVersion, String field, boolean ofSku) {
        MappingSet set = mappings.inForce();
        return set.version().equals(mappingVersion)
                ? set.mapping(TO_LISTING).placeOf(ofSku ? List.of("skus", field) : List.of(field))
                : Optional.empty();
    }
}
