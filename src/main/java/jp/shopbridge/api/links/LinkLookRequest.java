package jp.shopbridge.api.links;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The products to look for at TikTok Shop. */
record LinkLookRequest(@Schema(description = "商品番号, at most 50.") List<String> productNos) {}
