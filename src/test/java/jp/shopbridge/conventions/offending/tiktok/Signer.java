package jp.shopbridge.conventions.offending.tiktok;

/** What only publishing, review and the consent flow may use. */
public record Signer(String appKey) {}
