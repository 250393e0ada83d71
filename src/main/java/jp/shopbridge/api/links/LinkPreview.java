package jp.shopbridge.api.links;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.actions.LinkProposal;
import org.jspecify.annotations.Nullable;

/** What linking would come to; nothing was linked. */
record LinkPreview(List<Item> items) {

    /** One product. */
    @Schema(name = "LinkProposal")
    record Item(
            String productNo,
            String title,
            @Schema(description = "linkable, several, none, linked, conflict or busy.") String outcome,
            @Schema(description = "Why it cannot be linked, and what to do.") @Nullable Sentence reason,
            @Schema(description = "TikTok's products that have one of its seller SKUs, the best first.")
                    List<Match> matches) {}

    /** One product at TikTok Shop. */
    @Schema(name = "LinkMatch")
    record Match(
            String remoteProductId,
            String title,
            @Schema(description = "TikTok's own status, such as ACTIVATE.") @Nullable String status,
            @Schema(description = "The seller SKUs both have.") List<String> matched,
            @Schema(description = "Seller SKUs that sending would add at TikTok.") List<String> onlyHere,
            @Schema(description = "Seller SKUs that only TikTok has; they stay.") List<String> onlyThere,
            @Schema(description = "What sending would change there.") List<Difference> differences) {}

    /** One value that differs. */
    @Schema(name = "LinkDifference")
    record Difference(
            @Schema(description = "Empty for the product's own values.") String sellerSku,
            String field,
            @Nullable String here,
            @Nullable String there) {}

    static LinkPreview of(List<LinkProposal> proposals) {
        return new LinkPreview(proposals.stream()
                .map(each -> new Item(
                        each.productNo(),
                        each.title(),
                        each.outcome().name().toLowerCase(Locale.ROOT),
                        each.reason(),
                        each.matches().stream().map(LinkPreview::match).toList()))
                .toList());
    }

    private static Match match(LinkProposal.Match match) {
        return new Match(
                match.remoteProductId(),
                match.title(),
                match.status(),
                match.matched(),
                match.onlyHere(),
                match.onlyThere(),
                match.differences().stream()
                        .map(each -> new Difference(each.sellerSku(), each.field(), each.here(), each.there()))
                        .toList());
    }
}
