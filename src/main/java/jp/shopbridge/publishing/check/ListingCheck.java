package jp.shopbridge.publishing.check;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.util.List;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.publishing.knowledge.SetUp;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.publishing.request.Composer;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.springframework.stereotype.Component;

/** The check of shop and listing before anything is fetched or sent. */
@Component
public class ListingCheck {

    private final Composer composer;
    private final TiktokAnswers answers;

    ListingCheck(Composer composer, TiktokAnswers answers) {
        this.composer = composer;
        this.answers = answers;
    }

    /**
     * What is wrong with a listing, once nothing of its shop stands in the way.
     *
     * @param valuesOnly whether only price and stock go out
     * @throws RefusedFailure when the shop's set-up is not complete
     * @throws MisconfiguredFailure when the shop's warehouse does not sell for now, which no listing is to blame for
     * @throws ThrottledFailure when the shop's product limit is reached and the listing would be a new product
     */
    public List<Lack> check(Listing listing, ShopFacts facts, boolean valuesOnly) {
        RefusedFailure shop = SetUp.obstacle(facts);
        if (shop != null && shop.code().equals(SetUp.RESTRICTED)) {
            throw new MisconfiguredFailure(shop.code(), shop.sentence());
        }
        if (shop != null && !SetUp.stopsNewProductsOnly(shop)) {
            throw shop;
        }
        if (shop != null && listing.status().remoteProductId() == null) {
            // The limit is for new products only: edits and stops go on, creates wait for the next day.
            throw new ThrottledFailure(TiktokAnswers.LISTING_LIMIT, shop.sentence(), answers.untilTomorrow());
        }
        return lacks(listing, facts, valuesOnly);
    }

    /**
     * What is wrong with the listing itself, told without asking anybody; empty when it may be sent.
     *
     * @param valuesOnly whether only price and stock go out
     */
    public List<Lack> lacks(Listing listing, ShopFacts facts, boolean valuesOnly) {
        List<Lack> lacks = Preflight.listing(
                listing.effective(), facts.category(), answers.today(), composer.kept(listing, facts));
        // A certificate that ran out is no reason to sell what is sold out: price and stock name no papers.
        return valuesOnly
                ? lacks.stream().filter(lack -> !Preflight.isOfDocuments(lack)).toList()
                : lacks;
    }

    /** What is wrong with a listing of which nothing else is known: neither its category, nor what TikTok has of it. */
    public static List<Lack> ofListingAlone(ListingContent listing, LocalDate today) {
        return Preflight.listing(listing, CategoryKnowledge.none(), today, MissingNode.getInstance());
    }
}
