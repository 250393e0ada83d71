package jp.shopbridge.staging;

/** What decides whether a product is unchanged: the source as received and the mapping it was mapped with. */
public record Known(String sourceHash, String mappingVersion, boolean missing) {}
