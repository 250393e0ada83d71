package jp.shopbridge.conventions.offending.mapping;

import jp.shopbridge.conventions.offending.futureshop.ShopToken;

/** A mapping must not know where its input comes from. */
public record MappingThatKnowsAStage(ShopToken token) {}
