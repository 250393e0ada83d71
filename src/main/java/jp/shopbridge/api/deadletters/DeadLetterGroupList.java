package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** 取り込み・送信エラー by cause, largest first. */
record DeadLetterGroupList(
        List<Group> items, @Schema(description = "How many letters there are in all groups.") long total) {

    /** The letters that share a cause. */
    @Schema(name = "DeadLetterGroup")
    record Group(
            String stage,
            String code,
            String kind,
            @Nullable String field,
            long count,
            @Schema(description = "The sentence of one of them.") Sentence message,
            Instant firstAt,
            Instant lastAt) {}
}
