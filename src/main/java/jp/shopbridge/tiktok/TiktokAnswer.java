package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok answered to a call it carried out ({@code code} 0), which may still hold partial failures.
 *
 * @param data the answer's {@code data}; a missing node when there was none
 * @param requestId TikTok's name of the request, for its support
 * @param warnings what TikTok dropped or changed on its own, in its words
 * @param errors parts that were refused although the call as a whole was carried out
 * @param json the whole answer as received
 */
public record TiktokAnswer(
        JsonNode data, @Nullable String requestId, List<String> warnings, List<PartialError> errors, String json) {

    /**
     * One part of a call that was refused.
     *
     * @param about TikTok's id of the SKU or product, where it is told
     */
    public record PartialError(int code, String message, @Nullable String about) {}

    /** The request's name and the number of refused parts; never the content. */
    @Override
    public String toString() {
        return "TiktokAnswer[requestId=" + requestId + ", errors=" + errors.size() + "]";
    }
}
