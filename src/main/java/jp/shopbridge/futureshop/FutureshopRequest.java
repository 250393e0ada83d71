package jp.shopbridge.futureshop;

/**
 * One question to futureshop, free of credentials.
 *
 * @param shop our key of the shop
 * @param uri scheme, host and path
 * @param query the encoded query, without a question mark
 */
public record FutureshopRequest(String shop, String uri, String query) {}
