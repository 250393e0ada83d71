package jp.shopbridge.publishing.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.SkuOption;
import org.jspecify.annotations.Nullable;

/**
 * The images of a listing's choices. A person gives them SKU by SKU, TikTok takes them for the values of one axis, and then
 * for each of its values: this finds the axis. One SKU of each value is enough.
 *
 * @param axis the axis that is shown by images; null for none
 * @param urls the image's address by the axis's value
 * @param lack why the images that were given cannot be sent; null when they can, or when none was given
 */
public record OptionImages(@Nullable String axis, Map<String, String> urls, @Nullable Lack lack) {

    private static final String FIELD = "skus.image";

    /** Those that a content gives. */
    public static OptionImages of(ListingContent content) {
        Map<String, Map<String, Set<String>>> axes = new LinkedHashMap<>();
        boolean any = false;
        for (ListingSku sku : content.skus()) {
            String url = sku.image();
            any |= !url.isBlank();
            for (SkuOption option : sku.options()) {
                Set<String> seen = axes.computeIfAbsent(option.axis(), axis -> new LinkedHashMap<>())
                        .computeIfAbsent(option.value(), value -> new LinkedHashSet<>());
                if (!url.isBlank()) {
                    seen.add(url);
                }
            }
        }
        return any ? chosen(axes) : new OptionImages(null, Map.of(), null);
    }

    private static OptionImages chosen(Map<String, Map<String, Set<String>>> axes) {
        String bestAxis = null;
        List<String> bestMissing = List.of();
        for (Map.Entry<String, Map<String, Set<String>>> axis : axes.entrySet()) {
            if (axis.getValue().values().stream().anyMatch(urls -> urls.size() > 1)) {
                continue;
            }
            List<String> missing = new ArrayList<>();
            Map<String, String> urls = new LinkedHashMap<>();
            axis.getValue().forEach((value, given) -> {
                if (given.isEmpty()) {
                    missing.add(value);
                } else {
                    urls.put(value, given.iterator().next());
                }
            });
            if (missing.isEmpty()) {
                return new OptionImages(axis.getKey(), Collections.unmodifiableMap(urls), null);
            }
            if (bestAxis == null || missing.size() < bestMissing.size()) {
                bestAxis = axis.getKey();
                bestMissing = missing;
            }
        }
        return new OptionImages(null, Map.of(), bestAxis == null ? severalAxes() : missing(bestAxis, bestMissing));
    }

    private static Lack severalAxes() {
        return new Lack("PREFLIGHT_OPTION_IMAGE_AXES", FIELD, null, Messages.sentence("PREFLIGHT_OPTION_IMAGE_AXES"));
    }

    private static Lack missing(String axis, List<String> values) {
        return new Lack(
                "PREFLIGHT_OPTION_IMAGE_MISSING",
                FIELD,
                null,
                Messages.sentence(
                        "PREFLIGHT_OPTION_IMAGE_MISSING", axis, String.join("、", values), String.join(", ", values)));
    }

    /** What the mapping may know: the axis, and by its values what bodies name the image by. */
    public JsonNode named(UnaryOperator<String> uriOfUrl) {
        if (axis == null) {
            return Json.MAPPER.nullNode();
        }
        ObjectNode named = Json.MAPPER.createObjectNode().put("axis", axis);
        ObjectNode uris = named.putObject("uris");
        urls.forEach((value, url) -> {
            String uri = uriOfUrl.apply(url);
            if (!uri.isEmpty()) {
                uris.put(value, uri);
            }
        });
        return named;
    }
}
