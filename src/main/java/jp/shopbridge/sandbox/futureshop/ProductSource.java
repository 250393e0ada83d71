package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The products a catalogue starts from, by position: position order is the order of ids and of search answers. */
sealed interface ProductSource permits SampleCatalogue, CatalogueGenerator {

    /** Names the source and its size, so that kept changes are never laid over another one. */
    String identity();

    /** How many positions there are. */
    long size();

    /** The product with every block and its stock; the caller may change the outer object only. */
    ObjectNode product(long position);

    /** What filters look at, without making the product. */
    Summary summary(long position);

    /** Positions of the products with this number; usually one. */
    List<Long> positionsOf(String productNo);

    /** Positions of the products that contain this JAN code. */
    List<Long> positionsOfJan(String janCode);

    /** The position of the product whose internal id ends in these twelve digits, or -1. */
    long positionOfId(long twelveDigits);

    /**
     * What filters look at.
     *
     * @param productNo 商品番号; empty when the product has none
     * @param groupUrl URL code of the main group; empty when there is none
     * @param created registration time in Japan; null when the product has no readable one
     * @param updated last-update time in Japan; null when the product has no readable one
     */
    record Summary(
            String productNo, String groupUrl, @Nullable LocalDateTime created, @Nullable LocalDateTime updated) {}
}
