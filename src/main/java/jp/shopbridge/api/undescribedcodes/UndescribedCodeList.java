package jp.shopbridge.api.undescribedcodes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.tiktok.UndescribedCodes;

/** Codes that TikTok Shop answered and that our table does not describe. */
record UndescribedCodeList(List<Item> items, int total) {

    /** One code of one operation. */
    @Schema(name = "UndescribedCode")
    record Item(
            @Schema(description = "TikTok's code.") int code,
            @Schema(description = "Which call it answered, such as create.") String operation,
            @Schema(description = "TikTok's words of the last time.") String message,
            @Schema(description = "How often it was answered.") int times,
            Instant firstAt,
            Instant lastAt) {}

    static UndescribedCodeList of(List<UndescribedCodes.Met> met) {
        List<Item> items = met.stream()
                .map(one ->
                        new Item(one.code(), one.operation(), one.message(), one.times(), one.firstAt(), one.lastAt()))
                .toList();
        return new UndescribedCodeList(items, items.size());
    }
}
