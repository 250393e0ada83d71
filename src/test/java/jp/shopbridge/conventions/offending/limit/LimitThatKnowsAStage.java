package jp.shopbridge.conventions.offending.limit;

import jp.shopbridge.conventions.offending.tiktok.Signer;

/** A limit must not know who keeps it. */
public record LimitThatKnowsAStage(Signer signer) {}
