package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** What happened to a product, latest first. */
record ProductHistory(List<Line> items, int total) {

    /** One thing that happened. */
    @Schema(name = "HistoryLine")
    record Line(
            Instant at,
            @Schema(description = "A short word such as edited, selection, published, audit.") String kind,
            @Schema(description = "A person's name, or the stage that did it.") String actor,
            Sentence text,
            @Nullable Object detail) {}
}
