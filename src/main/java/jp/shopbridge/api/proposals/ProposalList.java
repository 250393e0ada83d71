package jp.shopbridge.api.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.actions.OpenProposal;
import jp.shopbridge.publishing.actions.ProposalRound;
import jp.shopbridge.publishing.actions.ProposedField;
import org.jspecify.annotations.Nullable;

/** A page of proposals, and how the round of questions stands. */
record ProposalList(
        List<Item> items,
        int total,
        int page,
        int size,
        Counts counts,
        @Schema(description = "The newest round; null before the first.") @Nullable Round round,
        @Schema(description = "The categories proposed for the products of the shop's own groups, at most 200.")
                List<Group> groups) {

    /** What is proposed for one product; nothing of it counts before a person takes it. */
    @Schema(name = "ProductProposal")
    record Item(
            String productNo,
            String title,
            @Nullable String imageUrl,
            @Schema(description = "連携対象.") boolean selected,
            @Schema(description = "open, none, accepted or left.") String state,
            List<Field> fields,
            @Schema(description = "Attributes the category requires and nothing is proposed for.")
                    List<String> unanswered,
            @Schema(description = "The shop's own group; empty when it tells none.") String groupId,
            String groupName,
            @Schema(description = "Why nothing, or not everything, is proposed.") @Nullable Sentence reason,
            @Nullable Instant answeredAt) {

        static Item of(OpenProposal proposal, List<ProposalRound.Group> groups) {
            return new Item(
                    proposal.productNo(),
                    proposal.title(),
                    proposal.imageUrl(),
                    proposal.selected(),
                    proposal.state(),
                    proposal.fields().stream()
                            .map(field -> Field.of(
                                    field.field().equals("category_id")
                                            ? ProposalRound.Group.judged(field, proposal.groupId(), groups)
                                            : field))
                            .toList(),
                    proposal.unanswered(),
                    proposal.groupId(),
                    proposal.groupName(),
                    proposal.reason(),
                    proposal.answeredAt());
        }
    }

    /** One proposed value. */
    @Schema(name = "ProposedFieldValue")
    record Field(
            @Schema(description = "category_id, attributes, weight_g or dimensions_cm.") String field,
            @Schema(description = "Of an attribute; else empty.") String attributeId,
            String attributeName,
            @Schema(description = "As a correction of the field takes it; of an attribute its list of values.")
                    JsonNode value,
            @Schema(description = "The value in words.") String text,
            @Schema(description = "What TikTok judged by: name, name-and-group, text or category.") String source,
            @Schema(
                            description =
                                    "How far it can be relied on, as far as we can tell: high, medium or low. TikTok says"
                                            + " nothing about that.")
                    String confidence) {

        static Field of(ProposedField field) {
            return new Field(
                    field.field(),
                    field.attributeId(),
                    field.attributeName(),
                    field.value(),
                    field.text(),
                    field.source().id(),
                    field.sureness().id());
        }
    }

    /** How many products there are of each kind. */
    @Schema(name = "ProposalCounts")
    record Counts(
            @Schema(description = "Still to be asked about.") int asking,
            @Schema(description = "With a proposal that waits for an answer.") int open,
            @Schema(description = "Without any proposal.") int none,
            int accepted,
            int left) {

        static Counts of(ProposalRound.Counts counts) {
            return new Counts(counts.asking(), counts.open(), counts.none(), counts.accepted(), counts.left());
        }
    }

    /** A round of questions. */
    @Schema(name = "ProposalRound")
    record Round(
            String requestedBy,
            @Schema(description = "How many products it asks about.") int products,
            @Schema(description = "How many of them were asked about.") int asked,
            boolean running,
            Instant startedAt,
            @Schema(description = "When TikTok is asked again; null while it is asked.") @Nullable Instant waitsUntil,
            @Schema(description = "Why it waits, or what cannot be asked.") @Nullable Sentence reason) {

        static Round of(ProposalRound round, int asking, Instant now) {
            Instant until = round.waitsUntil();
            boolean waits = asking > 0 && until != null && until.isAfter(now);
            return new Round(
                    round.requestedBy(),
                    round.products(),
                    Math.max(0, round.products() - asking),
                    asking > 0,
                    round.startedAt(),
                    waits ? until : null,
                    waits || until == null ? round.reason() : null);
        }
    }

    /** A rule that proposals come to. */
    @Schema(name = "ProposalGroup")
    record Group(
            String groupId,
            String groupName,
            String categoryId,
            @Schema(description = "How many products of the group are proposed this category.") int products,
            @Schema(description = "One of them, for POST /api/mappings/proposals.") String example) {

        static Group of(ProposalRound.Group group) {
            return new Group(group.groupId(), group.groupName(), group.categoryId(), group.products(), group.example());
        }
    }
}
