package jp.shopbridge.publishing.actions;

import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for one product, and what became of it.
 *
 * @param state {@code asking}, {@code open}, {@code none}, {@code accepted} or {@code left}
 * @param unanswered attributes that stay missing, by name
 * @param groupId the shop's own group; empty when it tells none
 * @param reason why nothing, or not everything, is proposed; null when all is
 */
public record OpenProposal(
        String productNo,
        String title,
        @Nullable String imageUrl,
        boolean selected,
        String state,
        List<ProposedField> fields,
        List<String> unanswered,
        String groupId,
        String groupName,
        @Nullable Sentence reason,
        @Nullable Instant answeredAt) {}
