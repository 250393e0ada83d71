package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.ProductVersion;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides between create, edit and values alone, and makes what is to be sent, byte for byte. */
@Component
public class Composer {

    private static final int NAMED = 5;
    private static final List<String> TEXTS = List.of("title", "description");

    private final Bodies bodies;
    private final TiktokRequests requests;

    Composer(Bodies bodies, TiktokRequests requests) {
        this.bodies = bodies;
        this.requests = requests;
    }

    /**
     * What is to be sent.
     *
     * @param facts what is known of the shop and of the listing's category
     * @param pictures what TikTok has of the listing's pictures; null when only price and stock go out, which need none
     * @param found the listing's product at TikTok; null when it has none
     * @param valuesOnly whether only price and stock go out
     */
    public Request compose(
            Listing listing, ShopFacts facts, @Nullable Pictures pictures, @Nullable Found found, boolean valuesOnly) {
        ListingStatus status = listing.status();
        return compose(
                listing, facts, pictures, found, valuesOnly, status.isToSendUnchanged() || status.isToOverwrite());
    }

    /** What would be sent if a person had just asked for it by name. */
    public Request foresee(Listing listing, ShopFacts facts, Pictures pictures, @Nullable Found found) {
        return compose(listing, facts, pictures, found, false, true);
    }

    /** With {@code evenUnchanged}, what TikTok turned down goes out once more though nothing of it changed. */
    private Request compose(
            Listing listing,
            ShopFacts facts,
            @Nullable Pictures pictures,
            @Nullable Found found,
            boolean valuesOnly,
            boolean evenUnchanged) {
        ProductVersions versions = found == null ? null : found.versions();
        Material material = new Material(listing, facts, Objects.requireNonNullElse(pictures, Pictures.NONE), versions);
        RemoteProduct remote = material.remote();
        ListingContent content = material.content();
        ListingContent published = material.published();
        Map<String, String> ids = content.bySkuNo(remote == null ? material.skuIds() : remote.skuIds());
        Changes changes = Changes.between(published, content, ids.keySet());
        boolean live = remote != null && remote.isLive();
        Map<String, Yen> prices = live ? byId(changes.prices(), ids) : Map.of();
        Map<String, Integer> stocks = live ? byId(changes.stocks(), ids) : Map.of();
        boolean again = evenUnchanged
                && remote != null
                && remote.isTurnedDown()
                && !remote.isFrozen()
                && !listing.status().sendAsDraft();
        boolean product = remote == null
                || again
                || changes.content()
                || material.listing().status().releasesDraft()
                || (!live && !(changes.prices().isEmpty() && changes.stocks().isEmpty()));
        // A passage of price and stock does not read the other versions.
        Lack obstacle = found == null || !product || valuesOnly ? null : obstacle(found, listing.status());
        if (!product || valuesOnly || obstacle != null) {
            // As long as nothing was taken, price and stock are part of what waits.
            boolean waits = obstacle != null && published == null;
            ListingContent taken =
                    !product || published == null ? content : published.withValues(changes.prices(), changes.stocks());
            return new Request(
                    material,
                    null,
                    null,
                    "",
                    waits ? Map.of() : prices,
                    waits ? Map.of() : stocks,
                    taken,
                    product,
                    List.of(),
                    List.of(),
                    obstacle);
        }
        ProductBody.Mapped mapped = bodies.of(material, content, changes);
        Request values =
                new Request(material, null, null, "", prices, stocks, content, false, mapped.lacks(), List.of(), null);
        if (found == null) {
            return created(values, mapped.body());
        }
        Request edit = edited(values, mapped.body(), found, changes, again);
        boolean unchanged = again
                && !changes.content()
                && changes.prices().isEmpty()
                && changes.stocks().isEmpty();
        return unchanged
                ? edit.noting(Stream.concat(edit.notes().stream(), Stream.of(Request.UNCHANGED))
                        .toList())
                : edit;
    }

    private static <T> Map<String, T> byId(Map<String, T> bySkuNo, Map<String, String> ids) {
        Map<String, T> byId = new TreeMap<>();
        bySkuNo.forEach((skuNo, value) -> byId.put(Objects.requireNonNull(ids.get(skuNo)), value));
        return byId;
    }

    private static Request created(Request values, ObjectNode body) {
        String key = values.keyOf(TiktokRequests.bytes(body));
        return values.with(TiktokOperation.CREATE, EditBody.withIdempotencyKey(body, key), key, values.lacks());
    }

    // A person may say that this content is sent over what others made; a change of the listing takes that back.
    private static @Nullable Lack obstacle(Found found, ListingStatus status) {
        Lack obstacle = found.obstacle();
        return found.complete() && status.isToOverwrite() ? null : obstacle;
    }

    private Request edited(Request values, ObjectNode mapped, Found found, Changes changes, boolean whole) {
        Material material = values.material();
        ProductVersions versions = found.versions();
        RemoteProduct base = versions.newest();
        ObjectNode body = isSubmitted(versions) ? EditBody.withoutIdentifiers(mapped) : mapped;
        ObjectNode sent = sent(material, changes);
        ObjectNode all = completed(body, material.content(), material, base, sent);
        List<Lack> lacks = new ArrayList<>(values.lacks());
        lacks.addAll(RemoteOnlySku.lacks(body, base, material.content()));
        lacks.addAll(EditBody.pictureLacks(all));
        // A partial edit would start from what others made, and publish it.
        ObjectNode part = found.ofOthers().isEmpty() && !whole ? partialEdit(material, sent, all, changes) : null;
        Request noted = values.noting(isSubmitted(versions) ? identifiers(mapped, base) : List.of());
        if (part != null && part.isEmpty()) {
            return noted.with(null, null, "", lacks);
        }
        byte[] bytes = TiktokRequests.bytes(part == null ? all : part);
        return noted.with(
                part == null ? TiktokOperation.EDIT : TiktokOperation.PARTIAL_EDIT, bytes, values.keyOf(bytes), lacks);
    }

    // Only while a product was never sent for review its identifiers can be set.
    private static boolean isSubmitted(ProductVersions versions) {
        return !"DRAFT".equals(versions.shown().status());
    }

    private static List<Sentence> identifiers(ObjectNode mapped, RemoteProduct base) {
        List<String> others = EditBody.otherIdentifiers(mapped, base);
        String named = String.join("、", others.subList(0, Math.min(NAMED, others.size())))
                + (others.size() > NAMED ? " …" : "");
        return others.isEmpty()
                ? List.of()
                : List.of(Messages.sentence("publishing.request.jan-codes-can-neither-added", named));
    }

    /**
     * What a partial edit would name; null when the whole product has to be sent: TikTok's version is not the one we last
     * sent, or the change cannot be told in parts.
     */
    private @Nullable ObjectNode partialEdit(Material material, ObjectNode sent, ObjectNode whole, Changes changes) {
        ListingContent published = material.published();
        RemoteProduct remote = Objects.requireNonNull(material.remote());
        // What failed in part is sent whole the next time: TikTok may have lost an image that the part does not name.
        // What is taken away cannot be said in part.
        if (published == null
                || material.listing().status().attempts() > 0
                || !sent.propertyStream().allMatch(property -> whole.has(property.getKey()))
                || !remote.isLive()
                || !remote.isSettled()
                || material.listing().status().sendAsDraft()
                || material.listing().status().publishedAsDraft()) {
            return null;
        }
        ObjectNode before = EditBody.withoutIdentifiers(
                bodies.of(material, published, changes).body());
        return EditBody.partially(completed(before, published, material, remote, sent), whole, remote)
                .orElse(null);
    }

    /** The body with what TikTok has beside it, which an edit without it would take away. */
    private static ObjectNode completed(
            ObjectNode body, ListingContent content, Material material, RemoteProduct base, ObjectNode sent) {
        ObjectNode withSkus = EditBody.keepingOtherSkus(body, base, content.removedSkus());
        ObjectNode withParts = EditBody.keepingPartsOfSkus(withSkus, base, sent);
        return EditBody.keepingOthersWork(withParts, base, sent, ours(material, base));
    }

    /**
     * A content's texts by field as they are sent: cleaned, its pictures under the addresses they are fetched from.
     *
     * @throws jp.shopbridge.failure.Failure when no request can be made of it
     */
    public Map<String, JsonNode> texts(Listing listing, ShopFacts facts, ListingContent content) {
        ObjectNode body = bodies.foreseen(new Material(listing, facts, Pictures.NONE, null), content, null);
        Map<String, JsonNode> texts = new TreeMap<>();
        for (String field : TEXTS) {
            if (body.path(field).isTextual()) {
                texts.put(field, body.path(field));
            }
        }
        return texts;
    }

    /** What TikTok showed of the listing when it was last read, as far as an edit in the same category leaves it there. */
    public JsonNode kept(Listing listing, ShopFacts facts) {
        if (listing.remote() == null) {
            return MissingNode.getInstance();
        }
        Material material = new Material(listing, facts, Pictures.NONE, null);
        RemoteProduct remote = RemoteProduct.of(listing.remote());
        if (!material.content().categoryId().equals(remote.categoryId())) {
            return MissingNode.getInstance();
        }
        ObjectNode category = Json.MAPPER.createObjectNode().put("category_id", remote.categoryId());
        return EditBody.keepingOthersWork(category, remote, sent(material, null), ours(material, remote));
    }

    /** What TikTok last took from us; empty when it never did. */
    private ObjectNode sent(Material material, @Nullable Changes changes) {
        ListingContent published = material.published();
        return published == null ? Json.MAPPER.createObjectNode() : bodies.foreseen(material, published, changes);
    }

    /** The names of the properties that are taken away where the listing has them no more, though TikTok shows them. */
    private static Set<String> ours(Material material, RemoteProduct base) {
        // TikTok shows the version on sale, which may still have what our later one took away. A paper that the
        // category
        // requires cannot have been taken away. Another version than the one shown was read as it stands.
        return base.version() == ProductVersion.SHOWN
                        && (!base.isSettled() || material.listing().status().publishedAsDraft())
                ? RemoteProduct.OF_A_LISTING.stream()
                        .filter(name -> !material.categoryRequires(name))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The call that sends the prices. */
    public TiktokCall priceCall(Request request) {
        return requests.price(shop(request), remoteId(request), request.prices());
    }

    /** The call that sends the stocks; the shop has a warehouse then. */
    public TiktokCall stockCall(Request request) {
        return requests.inventory(
                shop(request),
                remoteId(request),
                request.material().salesWarehouse().orElseThrow(),
                request.stocks());
    }

    /** The call that creates the product. */
    public TiktokCall createCall(Request request) {
        return requests.create(shop(request), body(request));
    }

    /** The call that replaces the product. */
    public TiktokCall editCall(Request request) {
        return requests.edit(shop(request), remoteId(request), body(request));
    }

    /** The call that changes what it names of the product. */
    public TiktokCall partialEditCall(Request request) {
        return requests.partialEdit(shop(request), remoteId(request), body(request));
    }

    /** The create or edit, for a preview; when it is sent, the route chooses. */
    public TiktokCall writeCall(Request request) {
        return switch (Objects.requireNonNull(request.operation())) {
            case CREATE -> createCall(request);
            case PARTIAL_EDIT -> partialEditCall(request);
            default -> editCall(request);
        };
    }

    private static byte[] body(Request request) {
        return Objects.requireNonNull(request.product());
    }

    private static String shop(Request request) {
        return request.material().shop();
    }

    private static String remoteId(Request request) {
        return Objects.requireNonNull(request.material().remoteId());
    }
}
