package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One page of 取り込み・送信エラー, latest first. */
record DeadLetterList(
        List<DeadLetterItem> items,
        @Schema(description = "How many match over all pages.") long total,
        @Schema(description = "This page, from 0.") int page,
        @Schema(description = "Items to a page.") int size) {}
