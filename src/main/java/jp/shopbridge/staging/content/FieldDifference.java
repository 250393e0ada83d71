package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A field that two contents of a listing hold differently.
 *
 * @param skuNo the SKU it belongs to; empty for the product's own fields
 * @param before the value before; null when there was none
 * @param after the value after; null when there is none
 */
public record FieldDifference(String skuNo, String field, @Nullable JsonNode before, @Nullable JsonNode after) {}
