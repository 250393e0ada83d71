package jp.shopbridge.publishing.sending;

import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.tiktok.RemoteProduct;

/**
 * How far the question has come whether TikTok has a product already.
 *
 * @param searches the seller SKUs that are still to be searched for, in the parts that one search takes
 * @param candidates the ids of the products that are still to be read
 * @param products those read
 */
public record Found(List<List<String>> searches, List<String> candidates, List<RemoteProduct> products) {

    /** Whether a search is still to be made. */
    public boolean isSearching() {
        return !searches.isEmpty();
    }

    /** Whether a product found is still to be read. */
    public boolean isReading() {
        return !candidates.isEmpty();
    }

    /** The same once the next search found these. */
    Found searched(List<RemoteProduct> found) {
        Stream<String> ids =
                found.stream().filter(product -> !product.isDeleted()).map(RemoteProduct::id);
        return new Found(
                rest(searches),
                Stream.concat(candidates.stream(), ids).distinct().toList(),
                products);
    }

    /** The same once the next product was read. */
    Found read(RemoteProduct product) {
        return new Found(
                searches,
                rest(candidates),
                Stream.concat(products.stream(), Stream.of(product)).toList());
    }

    private static <T> List<T> rest(List<T> list) {
        return list.subList(1, list.size());
    }

    /** How much is left to ask and how much was found. */
    @Override
    public String toString() {
        return "Found[searches=" + searches.size() + ", candidates=" + candidates + ", products=" + products + "]";
    }
}
