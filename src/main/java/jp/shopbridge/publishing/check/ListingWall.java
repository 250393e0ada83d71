package jp.shopbridge.publishing.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.limit.Place;
import jp.shopbridge.limit.Refusal;
import jp.shopbridge.mapping.function.Constraint;
import jp.shopbridge.mapping.function.Constraints;
import jp.shopbridge.mapping.function.Values;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;

/**
 * What no listing may be sent without, told from the listing alone: every limit ({@code tiktok/limits.yaml}) and requirement
 * ({@code tiktok/requirements.yaml}) of TikTok's. Mappings ask the same and may be changed; this may not.
 */
final class ListingWall {

    /**
     * One requirement.
     *
     * @param constraint null when the value must be alone instead
     */
    private record Requirement(
            Constraint.@Nullable Requirement check,
            @Nullable Constraint constraint,
            List<Place> places,
            Refusal refusal) {

        static Requirement read(JsonNode entry) {
            JsonNode require = entry.path("require");
            String name = require.isObject() ? require.fieldNames().next() : require.asText();
            Constraint constraint = entry.path("alone").asBoolean()
                    ? null
                    : Constraints.named(name)
                            .orElseThrow(() -> new IllegalStateException("There is no constraint " + name + "."));
            return new Requirement(
                    constraint == null
                            ? null
                            : constraint
                                    .reader()
                                    .read(
                                            require.isObject() ? require.path(name) : NullNode.getInstance(),
                                            table -> null),
                    constraint,
                    Place.all(entry.path("at")),
                    Refusal.of(entry));
        }

        boolean holds(Place.Spot spot, Set<JsonNode> seen) {
            if (check == null || constraint == null) {
                return Values.blank(spot.value())
                        || (spot.value().isContainerNode() && spot.value().isEmpty())
                        || seen.add(Values.plainly(spot.value()));
            }
            return (Values.blank(spot.value()) && !constraint.onAbsent())
                    || check.objection(spot.value()).isEmpty();
        }
    }

    private static final List<Requirement> REQUIREMENTS = requirements();

    private ListingWall() {}

    private static List<Requirement> requirements() {
        List<Requirement> requirements = new ArrayList<>();
        Limits.document("tiktok/requirements.yaml").forEach(entry -> requirements.add(Requirement.read(entry)));
        return List.copyOf(requirements);
    }

    /** Everything about the listing that TikTok would not take, in no particular order. */
    static Set<Lack> lacks(ListingContent listing) {
        Set<Lack> lacks = new LinkedHashSet<>();
        for (Requirement requirement : REQUIREMENTS) {
            Set<JsonNode> seen = new HashSet<>();
            for (Place place : requirement.places()) {
                for (Place.Spot spot : place.in(listing.document())) {
                    if (!requirement.holds(spot, seen)) {
                        lacks.add(lack(
                                requirement.refusal(),
                                spot,
                                requirement.refusal().about(spot)));
                    }
                }
            }
        }
        for (Limit limit : Limits.all()) {
            for (Limit.Breach breach : limit.breaches(listing.document())) {
                Refusal refusal = breach.refusal();
                if (refusal != null) {
                    lacks.add(lack(refusal, breach.spot(), breach.sentence(refusal)));
                }
            }
        }
        return lacks;
    }

    private static Lack lack(Refusal refusal, Place.Spot spot, Sentence sentence) {
        return new Lack(refusal.code(), spot.path(), null, sentence);
    }
}
