package jp.shopbridge.api.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.api.MappingFinding;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Explanation;
import jp.shopbridge.mapping.Finding;
import jp.shopbridge.mapping.Playground;
import jp.shopbridge.mapping.Reason;
import org.jspecify.annotations.Nullable;

/** What came of an expression and steps beside a product; nothing of it is kept. */
record MappingTried(
        @Schema(description = "Whether it could be worked out.") boolean ok,
        @Schema(description = "The value; null when there is none.") @Nullable Object value,
        @Schema(description = "What was looked at, in order.") List<Looked> sources,
        @Schema(description = "What was done to it, in order.") List<Step> steps,
        @Schema(description = "Why it could not be worked out of this product.") List<Sentence> reasons,
        @Schema(description = "What is wrong with what was typed; lines are those of the mapping's file with it.")
                List<MappingFinding> findings) {

    /** A place that was looked at. */
    @Schema(name = "TriedSource")
    record Looked(String from, @Nullable Object value, String verdict) {}

    /** One change of the value. */
    @Schema(name = "TriedStep")
    record Step(String step, @Nullable Object before, @Nullable Object after) {}

    static MappingTried refused(List<Finding> findings) {
        return new MappingTried(
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                findings.stream().map(MappingFinding::of).toList());
    }

    static MappingTried of(Playground.Tried tried, List<Finding> findings) {
        Explanation.Field field = tried.field();
        return new MappingTried(
                tried.reasons().isEmpty(),
                field == null ? null : shown(field.value()),
                field == null
                        ? List.of()
                        : field.sources().stream()
                                .map(source -> new Looked(source.expression(), shown(source.value()), source.verdict()))
                                .toList(),
                field == null
                        ? List.of()
                        : field.steps().stream()
                                .map(step -> new Step(step.step(), shown(step.in()), shown(step.out())))
                                .toList(),
                tried.reasons().stream().map(Reason::sentence).toList(),
                findings.stream().map(MappingFinding::of).toList());
    }

    private static @Nullable Object shown(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value;
    }
}
