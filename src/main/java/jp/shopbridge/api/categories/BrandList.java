package jp.shopbridge.api.categories;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** TikTok's brands. */
record BrandList(List<Item> items) {

    /** One brand. */
    @Schema(name = "Brand")
    record Item(
            String id,
            String name,
            @Schema(
                            description =
                                    "Whether products may name it; TikTok refuses or drops a brand that needs authorization the shop does not have.")
                    boolean usable) {}

    /** The brands of TikTok's answer, usable ones first. */
    static BrandList of(JsonNode data) {
        List<Item> items = new ArrayList<>();
        data.path("brands").forEach(brand -> {
            boolean authorized = brand.path("authorized_status").asText().equals("AUTHORIZED");
            boolean usable = authorized
                    ? brand.path("brand_status").asText("AVAILABLE").equals("AVAILABLE")
                    : !brand.path("is_t1_brand").asBoolean();
            items.add(new Item(brand.path("id").asText(), brand.path("name").asText(), usable));
        });
        items.sort((one, other) -> Boolean.compare(other.usable(), one.usable()));
        return new BrandList(items);
    }
}
