package jp.shopbridge.conventions.offending.failure;

import jp.shopbridge.conventions.offending.tiktok.Signer;

/** A failure must not know who throws it. */
public record FailureThatKnowsAStage(Signer signer) {}
