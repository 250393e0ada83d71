package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The brands TikTok has, as far as they were read (docs/facts/tiktok.md 3.7): a brand can be chosen when it is authorised and
 * available, or when it is not authorised and no T1 brand. What was not read forbids nothing.
 */
public final class BrandKnowledge {

    private final JsonNode stored;

    private BrandKnowledge(JsonNode stored) {
        this.stored = stored;
    }

    /** Brands as {@link #with} stores them; a missing node when they were never read. */
    public static BrandKnowledge of(JsonNode stored) {
        return new BrandKnowledge(stored);
    }

    /**
     * These brands and one more page of them.
     *
     * @param before what is stored so far; a missing node before the first page
     * @param last whether there are no further pages
     */
    public static ObjectNode with(JsonNode before, TiktokAnswer page, boolean last) {
        ObjectNode stored =
                before instanceof ObjectNode known ? known.deepCopy() : JsonNodeFactory.instance.objectNode();
        ObjectNode brands = stored.withObjectProperty("brands");
        for (JsonNode brand : page.data().path("brands")) {
            String authorised = brand.path("authorized_status").asText("");
            String status = brand.path("brand_status").asText("");
            brands.putObject(brand.path("id").asText())
                    .put("n", brand.path("name").asText())
                    // The refusal is misspelt on the wire (UNAUTHORIEZD), so only consent is compared.
                    .put("a", authorised.equals("AUTHORIZED"))
                    .put("s", status.isEmpty() || status.equals("AVAILABLE"))
                    .put("t", brand.path("is_t1_brand").asBoolean());
        }
        return stored.put("complete", last);
    }

    /** Whether TikTok has no such brand; false while not all of them were read. */
    public boolean isUnknown(String id) {
        return stored.path("complete").asBoolean() && !stored.path("brands").has(id);
    }

    /** Whether it may only be sold with an authorisation the shop does not have. */
    public boolean isForbidden(String id) {
        JsonNode brand = stored.path("brands").path(id);
        return brand.isObject()
                && brand.path("t").asBoolean()
                && !brand.path("a").asBoolean();
    }

    /** Whether TikTok no longer offers it to the shop that is authorised for it. */
    public boolean isUnavailable(String id) {
        JsonNode brand = stored.path("brands").path(id);
        return brand.isObject()
                && brand.path("a").asBoolean()
                && !brand.path("s").asBoolean(true);
    }
}
