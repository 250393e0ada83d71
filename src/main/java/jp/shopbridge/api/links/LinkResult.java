package jp.shopbridge.api.links;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.actions.LinkProposal;
import org.jspecify.annotations.Nullable;

/** How linking went, product by product. */
record LinkResult(List<Item> items, @Schema(description = "How many were linked.") int linked) {

    /** One product. */
    @Schema(name = "LinkedProduct")
    record Item(
            String productNo,
            boolean linked,
            @Schema(description = "Why it was not linked, and what to do.") @Nullable Sentence reason) {}

    static LinkResult of(List<LinkProposal.Done> done) {
        return new LinkResult(
                done.stream()
                        .map(each -> new Item(each.productNo(), each.linked(), each.reason()))
                        .toList(),
                (int) done.stream().filter(LinkProposal.Done::linked).count());
    }
}
