package jp.shopbridge.conventions.offending.review;

import jp.shopbridge.conventions.offending.futureshop.ShopToken;
import jp.shopbridge.conventions.offending.sandbox.PretendWorld;

/** Needs the sandbox, and futureshop from a stage that must not. */
public record ReviewAsksThePretendWorld(PretendWorld world, ShopToken token) {}
