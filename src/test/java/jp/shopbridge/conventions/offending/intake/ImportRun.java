package jp.shopbridge.conventions.offending.intake;

import jp.shopbridge.conventions.offending.futureshop.ShopToken;
import jp.shopbridge.conventions.offending.staging.StagingUsesAStage;
import jp.shopbridge.conventions.offending.tiktok.Signer;

/** Allowed to use futureshop, but not TikTok; and in a circle with staging. */
public record ImportRun(ShopToken token, Signer signer, StagingUsesAStage staging) {}
