package jp.shopbridge.publishing.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.SkuOption;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of what TikTok refused which SKU it was, in the words staff know, and what sold-out SKUs it does not take. */
@Component
class RefusedParts {

    /** More would not be read. */
    private static final int SAID = 5;

    private static final String STOCK = "TIKTOK_STOCK";
    private static final Sentence SOLD_OUT = Messages.sentence("publishing.sending.tiktok-does-not-take-stock");

    private final TiktokAnswers answers;

    RefusedParts(TiktokAnswers answers) {
        this.answers = answers;
    }

    /**
     * One failure for all parts of a call that were refused although the call was carried out.
     *
     * @param answer with at least one part that was refused
     */
    RefusedFailure of(Listing listing, TiktokAnswer answer) {
        List<TiktokAnswer.PartialError> errors = answer.errors();
        List<Sentence> said = new ArrayList<>();
        for (TiktokAnswer.PartialError error : errors.subList(0, Math.min(SAID, errors.size()))) {
            said.add(sentence(listing, error));
        }
        int more = errors.size() - said.size();
        TiktokAnswer.PartialError first = errors.get(0);
        return new RefusedFailure(
                "PUBLISHING_PARTLY_REFUSED",
                Sentence.of(
                        said.stream().map(Sentence::ja).distinct().collect(Collectors.joining(" "))
                                + (more > 0 ? " ほか" + more + "件。" : ""),
                        said.stream().map(Sentence::en).distinct().collect(Collectors.joining(" "))
                                + (more > 0 ? " And " + more + " more." : "")),
                String.valueOf(first.code()),
                answers.fieldOf(first.code(), first.message()),
                answer.requestId());
    }

    /** The same failure, unless it is about a stock of 0, whose remedy is another one. */
    static RefusedFailure withRemedy(@Nullable Listing listing, RefusedFailure failure) {
        return listing != null
                        && failure.code().equals(STOCK)
                        && listing.effective().skus().stream().anyMatch(RefusedParts::isSoldOut)
                ? new RefusedFailure(
                        failure.code(), SOLD_OUT, failure.remoteCode(), failure.field(), failure.requestId())
                : failure;
    }

    private Sentence sentence(Listing listing, TiktokAnswer.PartialError error) {
        Sentence plain = answers.sentenceOf(error.code(), error.message());
        ListingSku sku = error.about() == null ? null : sku(listing, error.about());
        if (sku == null) {
            return plain;
        }
        Sentence said =
                isSoldOut(sku) && STOCK.equals(answers.codeOf(error.code(), error.message())) ? SOLD_OUT : plain;
        String options = sku.options().stream().map(SkuOption::value).collect(Collectors.joining("/"));
        String name = options.isEmpty() ? sku.skuNo() : options + "（" + sku.skuNo() + "）";
        return Sentence.of("SKU " + name + ": " + said.ja(), "SKU " + name + ": " + said.en());
    }

    private static @Nullable ListingSku sku(Listing listing, String remoteSkuId) {
        return listing.skus().stream()
                .filter(sku -> Objects.equals(remoteSkuId, sku.remoteSkuId()))
                .map(Sku::skuNo)
                .flatMap(skuNo -> listing.effective().skus().stream()
                        .filter(sku -> sku.skuNo().equals(skuNo)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSoldOut(ListingSku sku) {
        return sku.stock().filter(pieces -> pieces == 0).isPresent();
    }
}
