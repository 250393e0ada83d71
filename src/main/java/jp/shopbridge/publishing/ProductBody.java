package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.ListingContent;

/** Turns a listing into the body of TikTok's create or edit; the mapping in force does it. */
public interface ProductBody {

    /** The body, and everything that keeps it from being sent. */
    record Mapped(ObjectNode body, List<Lack> lacks) {}

    /**
     * Maps an effective listing.
     *
     * @param variables what the mapping may know besides: images, shop, remote, mode, send
     */
    Mapped of(String shop, ListingContent effective, Map<String, JsonNode> variables);
}
