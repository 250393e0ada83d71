package jp.shopbridge.publishing.foresee;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.check.ListingCheck;
import jp.shopbridge.publishing.knowledge.SetUp;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.publishing.pictures.BroughtPicture;
import jp.shopbridge.publishing.pictures.Images;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.publishing.request.Composer;
import jp.shopbridge.publishing.request.Found;
import jp.shopbridge.publishing.request.RemoteOnlySku;
import jp.shopbridge.publishing.request.Request;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.content.FieldDifference;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Foretells what sending a listing would come to, with the parts that really send it, from what is known already. TikTok is
 * not asked, no image is fetched, and nothing is written.
 */
@Component
public class Previews {

    private final ListingQueries listings;
    private final ShopKnowledge knowledge;
    private final Images images;
    private final ListingCheck check;
    private final Composer composer;

    Previews(ListingQueries listings, ShopKnowledge knowledge, Images images, ListingCheck check, Composer composer) {
        this.listings = listings;
        this.knowledge = knowledge;
        this.images = images;
        this.check = check;
        this.composer = composer;
    }

    /** What sending this listing now would come to, if there is such a listing. */
    public Optional<Preview> of(ListingKey key) {
        return listings.find(key).map(this::of);
    }

    private static List<Sentence> beside(RemoteProduct remote) {
        return remote.hasDraftBeside() || remote.hasReviewBeside()
                ? List.of(Messages.sentence(
                        "publishing.foresee.version-beside",
                        Messages.sentence(
                                remote.hasReviewBeside()
                                        ? "publishing.foresee.edit-under-review"
                                        : "publishing.foresee.draft")))
                : List.of();
    }

    private Preview of(Listing listing) {
        String shop = listing.key().shop();
        ListingStatus status = listing.status();
        List<Sentence> notes = new ArrayList<>();
        ShopFacts facts = knowledge.facts(listing);
        if (facts.categoryUnknown() || knowledge.shopIsStale(shop)) {
            notes.add(Messages.sentence("publishing.foresee.warehouses-set-up-categorys-demands"));
        }
        RemoteProduct remote = listing.remote() == null ? null : RemoteProduct.of(listing.remote());
        if (remote == null && status.remoteProductId() == null) {
            notes.add(Messages.sentence("publishing.foresee.right-before-sending-tiktok-asked"));
        }
        List<BroughtPicture> pictures = images.needed(listing, facts).stream()
                .map(picture -> images.standIn(shop, picture))
                .toList();
        Pictures together = images.together(listing, pictures);
        RefusedFailure setUp = facts.warehousesUnread() ? null : SetUp.obstacle(facts);
        List<Lack> lacks = new ArrayList<>();
        if (setUp == null) {
            lacks.addAll(lacks(listing, facts));
        }
        lacks.addAll(together.lacks());
        Sentence obstacle = setUp != null ? setUp.sentence() : obstacle(status);
        if (status.remoteProductId() != null && status.isAsPublished()) {
            return preview(
                    listing, facts, Preview.Outcome.UNCHANGED, false, obstacle, lacks, List.of(), pictures, notes);
        }
        if (status.releasesDraft()) {
            notes.add(Messages.sentence("publishing.foresee.what-tiktok-shop-holds-as"));
        }
        try {
            Found found = remote == null ? null : Found.foreseen(ProductVersions.of(remote));
            Request request = isPressed(status)
                    ? composer.foresee(listing, facts, together, found)
                    : composer.compose(listing, facts, together, found, false);
            lacks.addAll(request.lacks());
            notes.addAll(request.notes());
            if (facts.warehousesUnread()) {
                // Nobody has asked for the warehouses yet, which a note says; the body simply lacks one so far.
                lacks.removeIf(lack -> lack.field().endsWith("warehouse_id"));
            }
            List<Preview.Call> calls = calls(request, facts);
            if (remote != null) {
                notes.addAll(beside(remote));
                notes.addAll(RemoteOnlySku.notes(listing, remote));
            }
            Preview.Outcome outcome = obstacle != null || !lacks.isEmpty() ? Preview.Outcome.REFUSED : outcome(request);
            return preview(listing, facts, outcome, request.isSentUnchanged(), obstacle, lacks, calls, pictures, notes);
        } catch (Failure failure) {
            return preview(
                    listing,
                    facts,
                    Preview.Outcome.REFUSED,
                    false,
                    failure.sentence(),
                    lacks,
                    List.of(),
                    pictures,
                    notes);
        }
    }

    // What waits for a person goes out once one presses, even what TikTok turned down and nobody changed.
    private static boolean isPressed(ListingStatus status) {
        return status.state() == ListingState.REJECTED
                || status.state() == ListingState.FAILED
                || status.state() == ListingState.NO_WAREHOUSE;
    }

    private static Preview.Outcome outcome(Request request) {
        if (request.isEmpty()) {
            return Preview.Outcome.UNCHANGED;
        } else if (!request.isSendingProduct()) {
            return Preview.Outcome.VALUES;
        }
        return request.operation() == TiktokOperation.CREATE ? Preview.Outcome.CREATE : Preview.Outcome.EDIT;
    }

    private Preview preview(
            Listing listing,
            ShopFacts facts,
            Preview.Outcome outcome,
            boolean sentUnchanged,
            @Nullable Sentence obstacle,
            List<Lack> lacks,
            List<Preview.Call> calls,
            List<BroughtPicture> pictures,
            List<Sentence> notes) {
        boolean draft = listing.status().sendAsDraft();
        return new Preview(
                listing.status(),
                outcome,
                !draft && (outcome == Preview.Outcome.CREATE || outcome == Preview.Outcome.EDIT),
                sentUnchanged,
                obstacle,
                List.copyOf(lacks),
                calls,
                differences(listing, facts),
                pictures.stream().map(Previews::image).toList(),
                notes);
    }

    /** What staging found and what the check before sending adds. */
    private List<Lack> lacks(Listing listing, ShopFacts facts) {
        List<Lack> lacks = new ArrayList<>(listing.lacks());
        Set<String> known = new LinkedHashSet<>();
        lacks.forEach(lack -> known.add(lack.code() + " " + lack.field()));
        check.lacks(listing, facts, false).stream()
                .filter(lack -> known.add(lack.code() + " " + lack.field()))
                .forEach(lacks::add);
        return lacks;
    }

    private static @Nullable Sentence obstacle(ListingStatus status) {
        return status.state() == ListingState.UNKNOWN_OUTCOME
                ? Messages.sentence("publishing.foresee.tiktok-being-asked-what-became")
                : null;
    }

    private static Preview.Image image(BroughtPicture picture) {
        String placeholder = picture.placeholder();
        String state = placeholder == null ? "uploaded" : Images.isUnread(picture) ? "unread" : "to-upload";
        return new Preview.Image(
                picture.picture().url(), picture.picture().use().name(), state, placeholder);
    }

    private List<Preview.Call> calls(Request request, ShopFacts facts) {
        List<Preview.Call> calls = new ArrayList<>();
        if (request.isSendingPrices()) {
            calls.add(call(composer.priceCall(request), null));
        }
        if (request.isSendingStocks() && facts.salesWarehouse().isPresent()) {
            calls.add(call(composer.stockCall(request), null));
        }
        if (request.isSendingProduct()) {
            calls.add(call(composer.writeCall(request), request.idempotencyKey()));
        }
        return calls;
    }

    private static Preview.Call call(TiktokCall call, @Nullable String idempotencyKey) {
        byte[] body = Objects.requireNonNull(call.json());
        return new Preview.Call(
                call.operation().id(),
                call.method(),
                call.path(),
                new String(body, StandardCharsets.UTF_8),
                Json.sha256(body),
                idempotencyKey);
    }

    /** Field by field, SKU by SKU: what TikTok last accepted against what counts now, texts as they are sent. */
    private List<FieldDifference> differences(Listing listing, ShopFacts facts) {
        ListingContent published = listing.published() == null ? ListingContent.EMPTY : listing.published();
        List<FieldDifference> differences = FieldDifference.between(published, listing.effective());
        Map<String, JsonNode> before = texts(listing, facts, published);
        Map<String, JsonNode> after = texts(listing, facts, listing.effective());
        return differences.stream()
                .map(each -> each.skuNo().isEmpty()
                        ? new FieldDifference(
                                "",
                                each.field(),
                                each.before() == null ? null : before.getOrDefault(each.field(), each.before()),
                                each.after() == null ? null : after.getOrDefault(each.field(), each.after()))
                        : each)
                .filter(each -> !Objects.equals(each.before(), each.after()))
                .toList();
    }

    private Map<String, JsonNode> texts(Listing listing, ShopFacts facts, ListingContent content) {
        try {
            return composer.texts(listing, facts, content);
        } catch (Failure unmappable) {
            // Nothing is sent of it; what was written is all there is to show.
            return Map.of();
        }
    }
}
