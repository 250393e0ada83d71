package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.ShopReadiness;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Foretells what sending a listing would come to, with the parts that really send it, from what is known already. TikTok is
 * not asked, no image is fetched, and nothing is written.
 */
@Component
public class Previews {

    private final Listings listings;
    private final Publications publications;
    private final ShopKnowledge knowledge;
    private final Images images;
    private final TiktokRequests requests;

    Previews(
            Listings listings,
            Publications publications,
            ShopKnowledge knowledge,
            Images images,
            TiktokRequests requests) {
        this.listings = listings;
        this.publications = publications;
        this.knowledge = knowledge;
        this.images = images;
        this.requests = requests;
    }

    /** What sending this listing now would come to, if there is such a listing. */
    public Optional<Preview> of(ListingKey key) {
        return listings.find(key).map(this::of);
    }

    private Preview of(Listing listing) {
        Publication publication = Publication.of(listing);
        List<Sentence> notes = new ArrayList<>();
        boolean categoryUnknown = knowledge.categoryIsUnknown(publication);
        if (categoryUnknown || knowledge.shopIsStale(listing.key().shop())) {
            notes.add(
                    Sentence.of(
                            "TikTok Shopの倉庫・設定・カテゴリの情報がまだないか古いため、送信時に読み直して確認します。",
                            "Warehouses, set-up or the category's demands are not known yet or old; they are read before sending."));
        }
        remote(listing, publication, notes);
        Sentence obstacle = obstacle(publication);
        List<Preview.Image> pictures = pictures(publication);
        ListingStatus status = listing.status();
        if (status.remoteProductId() != null && status.isAsPublished()) {
            return preview(listing, Preview.Outcome.UNCHANGED, obstacle, publication, List.of(), pictures, notes);
        }
        if (status.releasesDraft()) {
            notes.add(Sentence.of(
                    "TikTok Shopにある下書きを審査に出します。", "What TikTok Shop holds as a draft goes through the review."));
        }
        Map<String, String> ids = publication.effective().bySkuNo(Bodies.knownSkus(publication));
        publication.changes = Changes.between(listing.published(), listing.effective(), ids.keySet());
        List<Preview.Call> calls = List.of();
        try {
            Request request = publications.compose(publication, ids);
            publication.request = request;
            if (publication.warehouses.isMissingNode()) {
                // Nobody has asked for the warehouses yet, which a note says; the body simply lacks one so far.
                publication.lacks.removeIf(lack -> lack.field().endsWith("warehouse_id"));
            }
            calls = calls(publication, request);
            RemoteProduct remote = publication.remote;
            if (remote != null) {
                notes.addAll(RemoteOnlySku.notes(listing, remote));
            }
        } catch (Failure failure) {
            obstacle = failure.sentence();
        }
        return preview(listing, outcome(publication, obstacle), obstacle, publication, calls, pictures, notes);
    }

    private static Preview.Outcome outcome(Publication publication, @Nullable Sentence obstacle) {
        Request request = publication.request;
        if (obstacle != null || !publication.lacks.isEmpty() || request == null) {
            return Preview.Outcome.REFUSED;
        } else if (request.empty()) {
            return Preview.Outcome.UNCHANGED;
        } else if (request.product() == null) {
            return Preview.Outcome.VALUES;
        }
        return request.operation() == TiktokOperation.CREATE ? Preview.Outcome.CREATE : Preview.Outcome.EDIT;
    }

    private static Preview preview(
            Listing listing,
            Preview.Outcome outcome,
            @Nullable Sentence obstacle,
            Publication publication,
            List<Preview.Call> calls,
            List<Preview.Image> pictures,
            List<Sentence> notes) {
        boolean draft = listing.status().sendAsDraft();
        return new Preview(
                listing.status(),
                outcome,
                !draft && (outcome == Preview.Outcome.CREATE || outcome == Preview.Outcome.EDIT),
                obstacle,
                List.copyOf(publication.lacks),
                calls,
                differences(listing),
                pictures,
                notes);
    }

    private static void remote(Listing listing, Publication publication, List<Sentence> notes) {
        ObjectNode read = listing.remote();
        if (read != null) {
            publication.remote = RemoteProduct.of(new TiktokAnswer(read, null, List.of(), List.of(), ""));
        } else if (listing.status().remoteProductId() == null) {
            notes.add(
                    Sentence.of(
                            "送信の直前に、同じSKU管理番号の商品がTikTok Shopにないかを確認します。あれば新規登録ではなく更新になります。",
                            "Right before sending, TikTok is asked for a product with the same seller SKUs; if it has one, it is edited instead."));
        }
    }

    private @Nullable Sentence obstacle(Publication publication) {
        ListingStatus status = publication.listing().status();
        if (!publication.warehouses.isMissingNode()) {
            Failure shop = Preflight.shop(publication.warehouses, publication.prerequisites);
            if (shop != null) {
                return shop.sentence();
            }
        }
        publication.lacks.addAll(publication.listing().lacks());
        List<Lack> found = publications.lacks(publication);
        Set<String> known = new LinkedHashSet<>();
        publication.lacks.forEach(lack -> known.add(lack.code() + " " + lack.field()));
        found.stream()
                .filter(lack -> known.add(lack.code() + " " + lack.field()))
                .forEach(publication.lacks::add);
        if (status.state() == ListingState.UNKNOWN_OUTCOME) {
            return Sentence.of(
                    "前回の送信結果をTikTok Shopに確認中です。確認が終わるまで送信しません。",
                    "TikTok is being asked what became of the last call; nothing is sent before that is known.");
        }
        return null;
    }

    private List<Preview.Image> pictures(Publication publication) {
        List<Preview.Image> pictures = new ArrayList<>();
        for (ImageWish wish : images.wishes(publication)) {
            String placeholder = images.standIn(wish);
            String state = placeholder == null ? "uploaded" : placeholder.contains("unread") ? "unread" : "to-upload";
            pictures.add(new Preview.Image(wish.url(), wish.use().name(), state, placeholder));
        }
        return pictures;
    }

    private List<Preview.Call> calls(Publication publication, Request request) {
        List<Preview.Call> calls = new ArrayList<>();
        String shop = publication.shop();
        String remoteId = publication.remoteId();
        if (!request.prices().isEmpty() && remoteId != null) {
            calls.add(call(requests.price(shop, remoteId, request.prices()), null));
        }
        if (!request.stocks().isEmpty() && remoteId != null) {
            ShopReadiness.salesWarehouse(publication.warehouses)
                    .ifPresent(warehouse ->
                            calls.add(call(requests.inventory(shop, remoteId, warehouse, request.stocks()), null)));
        }
        byte[] product = request.product();
        if (product != null) {
            calls.add(call(publications.productCall(publication, request, product), request.idempotencyKey()));
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

    /** Field by field, SKU by SKU: what TikTok last accepted against what counts now. */
    private static List<Preview.Difference> differences(Listing listing) {
        return Objects.requireNonNullElse(listing.published(), ListingContent.EMPTY)
                .differences(listing.effective())
                .stream()
                .map(field -> new Preview.Difference(field.skuNo(), field.field(), field.before(), field.after()))
                .toList();
    }
}
