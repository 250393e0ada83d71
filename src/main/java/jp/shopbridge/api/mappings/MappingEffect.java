package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import jp.shopbridge.api.MappingFinding;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** What would change in the staged listings; documents what {@link jp.shopbridge.mapping.PreviewJson} writes. */
record MappingEffect(
        String versionBefore,
        String versionAfter,
        @Schema(description = "The mapping whose results are compared: the one that makes listings.") String mapping,
        @Schema(description = "How many products were compared: all that are staged.") long products,
        @Schema(description = "How many listings would change.") long changed,
        @Schema(description = "How many are complete now and would be 不足項目あり.") long becomeIncomplete,
        @Schema(description = "How many a rule would leave out (ルールで除外) that are not left out now.") long becomeSkipped,
        @Schema(description = "How many are 不足項目あり now and would be complete.") long becomeComplete,
        @Schema(description = "How many could not be mapped any more.") long failing,
        @Schema(description = "How many cannot be mapped now and could be.") long mendedFailures,
        @Schema(description = "How many listings change in a field; positions in lists are left out.")
                Map<String, Long> changedByField,
        @Schema(description = "The first changed products in the order of their numbers.") List<Change> examples,
        @Schema(description = "The same for the requests that would be made of the listings.") Further further,
        @Schema(description = "Whether these mappings could be put in force; false when cases do not hold.")
                boolean usable,
        @Schema(
                        description =
                                "The effect over all shops, and whether putting it in force needs an operator's yes to"
                                        + " these numbers; left out when it cannot be told now.")
                @Nullable
                Brake brake,
        @Schema(description = "What was found in the files: cases that do not hold, and warnings.")
                List<MappingFinding> findings) {

    /** What an operator agrees to, where that is needed. */
    @Schema(name = "MappingEffectBrake")
    record Brake(
            @Schema(description = "How many listings would be altered, over all shops.") long listings,
            @Schema(description = "How many prices of SKUs would be altered, over all shops.") long prices,
            @Schema(description = "Why that needs an operator's yes; null when it does not.") @Nullable
                    Sentence excess) {}

    /** What would change in the requests: as if sent now, pictures uploaded, price and stock of known SKUs left out. */
    @Schema(name = "MappingEffectFurther")
    record Further(
            @Schema(description = "The mapping that makes requests.") String mapping,
            @Schema(description = "How many products were compared.") long products,
            @Schema(description = "How many requests would change.") long changed,
            @Schema(description = "How many lack nothing now and would lack something.") long becomeIncomplete,
            @Schema(description = "How many a rule would leave out.") long becomeSkipped,
            @Schema(description = "How many lack something now and would lack nothing.") long becomeComplete,
            @Schema(description = "How many could not be made any more.") long failing,
            @Schema(description = "How many cannot be made now and could be.") long mendedFailures,
            @Schema(description = "How many requests change in a field; positions in lists are left out.")
                    Map<String, Long> changedByField,
            @Schema(description = "The first changed ones in the order of their numbers.") List<Change> examples) {}

    /** One product that would change. */
    @Schema(name = "MappingEffectChange")
    record Change(
            @Schema(description = "The product's number.") String key,
            List<FieldChange> changes,
            @Schema(description = "Why it is 不足項目あり now.") List<Lacking> lacksBefore,
            @Schema(description = "Why it would be 不足項目あり.") List<Lacking> lacksAfter,
            @Schema(description = "Why it could not be mapped any more.") @Nullable Sentence failsAfter) {}

    /** A value before and after. */
    @Schema(name = "MappingEffectField")
    record FieldChange(
            @Schema(description = "Its path, such as skus[0].price.") String field,
            @Schema(description = "Left out when there is none.") @Nullable Object before,
            @Schema(description = "Left out when there would be none.") @Nullable Object after) {}

    /** One thing a listing lacks. */
    @Schema(name = "MappingEffectReason")
    record Lacking(String code, String field, String ja, String en) {}
}
