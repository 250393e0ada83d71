package jp.shopbridge.conventions.offending.review;

/** Not what Camel calls a processor. */
record ListingProcessor(String name) {}
