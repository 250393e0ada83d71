package jp.shopbridge.publishing.actions;

import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A shop's newest round of questions.
 *
 * @param products how many products it asks about
 * @param waitsUntil when TikTok is asked again; null while it is asked
 * @param reason why it waits, or what cannot be asked; null when neither
 */
public record ProposalRound(
        String requestedBy, int products, Instant startedAt, @Nullable Instant waitsUntil, @Nullable Sentence reason) {

    /** How many of a shop's products are in each state. */
    public record Counts(int asking, int open, int none, int accepted, int left) {}

    /**
     * A rule that proposals come to: all products of a group get one category.
     *
     * @param products how many lack a category and are proposed this one
     * @param example one of them
     */
    public record Group(String groupId, String groupName, String categoryId, int products, String example) {

        private static final int FEW = 3;

        /** A proposed category, relied on as far as the other products of the group are proposed the same. */
        public static ProposedField judged(ProposedField field, String groupId, List<Group> groups) {
            String category = field.value().asText();
            int same = 0;
            int others = 0;
            for (Group group : groups) {
                if (group.groupId().equals(groupId)) {
                    same += group.categoryId().equals(category) ? group.products() : 0;
                    others += group.categoryId().equals(category) ? 0 : group.products();
                }
            }
            if (others > same) {
                return field.with(ProposedField.Sureness.LOW);
            }
            return others == 0 && same >= FEW ? field.with(ProposedField.Sureness.HIGH) : field;
        }
    }
}
