package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What TikTok says about a shop being ready to list: its warehouses and its set-up tasks (docs/facts/tiktok.md 3.7 and 3.8). */
public final class ShopReadiness {

    private ShopReadiness() {}

    /** The sales warehouse to stock: an enabled one, the default first. Empty when there is none. */
    public static Optional<String> salesWarehouse(JsonNode warehouses) {
        String found = null;
        for (JsonNode warehouse : warehouses.path("warehouses")) {
            if (usable(warehouse, "SALES_WAREHOUSE")
                    && (found == null || warehouse.path("is_default").asBoolean())) {
                found = warehouse.path("id").asText();
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Whether the shop has a sales warehouse that does not sell for now: TikTok's {@code RESTRICTED}, which is the seller's
     * holiday mode or TikTok's limit of orders.
     */
    public static boolean isRestricted(JsonNode warehouses) {
        for (JsonNode warehouse : warehouses.path("warehouses")) {
            if ("SALES_WAREHOUSE".equals(warehouse.path("type").asText())
                    && "RESTRICTED".equals(warehouse.path("effect_status").asText())) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a place for returns. */
    public static boolean hasReturnWarehouse(JsonNode warehouses) {
        for (JsonNode warehouse : warehouses.path("warehouses")) {
            if (usable(warehouse, "RETURN_WAREHOUSE")) {
                return true;
            }
        }
        return false;
    }

    private static boolean usable(JsonNode warehouse, String type) {
        return type.equals(warehouse.path("type").asText())
                && "ENABLED".equals(warehouse.path("effect_status").asText());
    }

    /** One set-up task that is not done: TikTok's name of it in upper case, and its reason where it gives one. */
    public record Unfinished(String item, @Nullable String reason) {}

    /** The set-up tasks that are not done. */
    public static List<Unfinished> unfinished(JsonNode prerequisites) {
        List<Unfinished> unfinished = new ArrayList<>();
        for (JsonNode check : prerequisites.path("check_results")) {
            if (check.path("is_failed").asBoolean()) {
                JsonNode reason = check.path("fail_reasons").path(0);
                unfinished.add(new Unfinished(
                        // The published spelling varies in case (BANk_ACCOUNT).
                        check.path("check_item").asText().toUpperCase(Locale.ROOT),
                        reason.isMissingNode() ? null : reason.asText()));
            }
        }
        return unfinished;
    }
}
