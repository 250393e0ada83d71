package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.publishing.actions.FieldProposal;
import org.jspecify.annotations.Nullable;

/** What TikTok proposes for fields of a product; nothing was changed. */
record FieldProposalItem(
        @Schema(
                        description =
                                "What a packed product of this category usually weighs, in grams; the category alone"
                                        + " decides, nobody weighed it. Null when TikTok does not say.")
                @Nullable
                Integer weightG,
        @Schema(description = "How large its package usually is, in whole centimetres; null when TikTok does not say.")
                @Nullable
                Sides dimensionsCm,
        @Schema(description = "The attributes that title and description speak of, and that the product lacks.")
                List<Attribute> attributes) {

    /** A package's sides. */
    @Schema(name = "ProposedSides")
    record Sides(int length, int width, int height) {}

    /** One attribute. */
    @Schema(name = "ProposedAttribute")
    record Attribute(
            String id,
            String name,
            boolean required,
            @Schema(description = "The values proposed.") List<Value> values) {}

    /** One value. */
    @Schema(name = "ProposedValue")
    record Value(String id, String name) {}

    static FieldProposalItem of(FieldProposal proposal) {
        FieldProposal.Sides sides = proposal.sides();
        return new FieldProposalItem(
                proposal.weightGrams(),
                sides == null ? null : new Sides(sides.length(), sides.width(), sides.height()),
                proposal.attributes().stream()
                        .map(attribute -> new Attribute(
                                attribute.id(),
                                attribute.name(),
                                attribute.required(),
                                attribute.values().stream()
                                        .map(value -> new Value(value.id(), value.name()))
                                        .toList()))
                        .toList());
    }
}
