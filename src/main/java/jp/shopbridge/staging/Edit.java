package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A person's value over a mapped one.
 *
 * @param skuNo the SKU it belongs to, or the empty string for the product's own fields
 * @param field a top-level field of the listing, a field of a SKU, or {@code stock}
 * @param value the person's value; an empty string empties the field
 * @param replaced the mapped value at the time of the edit (JSON null when there was none)
 */
public record Edit(String skuNo, String field, JsonNode value, JsonNode replaced, String editedBy, Instant editedAt) {}
