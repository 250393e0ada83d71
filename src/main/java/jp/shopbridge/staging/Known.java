package jp.shopbridge.staging;

import org.jspecify.annotations.Nullable;

/**
 * What decides whether a product is unchanged: the source as received, the mapping it was mapped with, and the day where that
 * has a say (else null).
 */
public record Known(String sourceHash, String mappingVersion, boolean missing, @Nullable MappedDay day) {}
