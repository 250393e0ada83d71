package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.staging.EditOutcome;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingEdits;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.staging.content.ShopGroup;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks TikTok which category fits a listing's title and first image. The answer is a suggestion: a person takes it, or,
 * where {@code publishing.suggest-categories} says so, listings without a category take it by themselves.
 */
@Component
public class CategorySuggestions {

    private static final Logger LOG = LoggerFactory.getLogger(CategorySuggestions.class);
    private static final int AT_A_TIME = 20;
    private static final String ACTOR = "category-suggestion";

    private final ListingQueries listings;
    private final ListingEdits edits;
    private final TiktokRequests requests;
    private final BridgeSettings settings;
    private final boolean automatic;
    private final Set<String> tried = ConcurrentHashMap.newKeySet();

    CategorySuggestions(
            ListingQueries listings,
            ListingEdits edits,
            TiktokRequests requests,
            BridgeSettings settings,
            @Value("${publishing.suggest-categories}") String mode) {
        this.listings = listings;
        this.edits = edits;
        this.requests = requests;
        this.settings = settings;
        if (!mode.equals("ask") && !mode.equals("automatic")) {
            throw new IllegalArgumentException(
                    "publishing.suggest-categories is '" + mode + "'; it must be 'ask' or 'automatic'.");
        }
        this.automatic = mode.equals("automatic");
    }

    /** The listings that take a suggestion by themselves now: selected, and without a category. Each is asked for once. */
    public List<ListingKey> due() {
        if (!automatic) {
            return List.of();
        }
        return settings.shops().stream()
                .flatMap(shop -> listings
                        .search(new ListingQuery(
                                shop.key(), null, ListingState.INCOMPLETE, true, List.of(), 0, 500, "product-no"))
                        .items()
                        .stream())
                .filter(status ->
                        status.categoryId() == null || status.categoryId().isEmpty())
                .filter(status -> tried.add(status.key() + " " + status.contentHash()))
                .map(ListingStatus::key)
                .limit(AT_A_TIME)
                .toList();
    }

    /**
     * Begins with one listing.
     *
     * @throws RefusedFailure when there is no title to judge by
     */
    public CategorySuggestion begin(ListingKey key) {
        Listing listing = listings.find(key).orElseThrow();
        if (listing.effective().title().isBlank()) {
            throw new RefusedFailure("PUBLISHING_NO_TITLE", Messages.sentence("PUBLISHING_NO_TITLE"), "", "title");
        }
        return new CategorySuggestion(listing, "", List.of(), false);
    }

    /** The listing's first picture, if it has one. */
    public List<Picture> pictures(CategorySuggestion suggestion) {
        return suggestion.content().pictures().stream()
                .filter(picture -> picture.use() == Picture.Use.MAIN)
                .limit(1)
                .toList();
    }

    /** Asks for the category. */
    public TiktokCall call(CategorySuggestion suggestion, Pictures pictures) {
        ShopGroup group = suggestion.content().shopGroup();
        return requests.recommend(
                suggestion.key().shop(), suggestion.content().title(), pictures.uris(), group.id(), group.name());
    }

    /** The suggestion once TikTok answered. */
    public CategorySuggestion answered(CategorySuggestion suggestion, Pictures pictures, TiktokAnswer answer) {
        List<String> path = new ArrayList<>();
        answer.data()
                .path("categories")
                .forEach(category -> path.add(category.path("name").asText("")));
        return new CategorySuggestion(
                suggestion.listing(),
                answer.data().path("leaf_category_id").asText(""),
                List.copyOf(path),
                !pictures.uris().isEmpty());
    }

    /** Puts the suggestion into the listing as an edit that a person may take back. */
    public void take(CategorySuggestion suggestion) {
        ObjectNode patch = Json.MAPPER.createObjectNode().put("category_id", suggestion.categoryId());
        EditOutcome outcome =
                edits.edit(suggestion.key(), suggestion.listing().status().version(), patch, ACTOR);
        if (outcome instanceof EditOutcome.Edited) {
            LOG.info("{} took the category {} that TikTok suggests.", suggestion.key(), suggestion.categoryId());
        }
    }

    /** A listing for which there is no suggestion stays as it is; it waits for a person. */
    public void none(ListingKey key, Throwable thrown) {
        Failure failure = Failure.in(thrown);
        LOG.info(
                "{} gets no category by itself: {}",
                key,
                failure == null ? thrown.toString() : failure.sentence().en());
    }
}
