package jp.shopbridge.conventions.offending.futureshop;

/** What only intake may use. */
public record ShopToken(String shopKey) {}
