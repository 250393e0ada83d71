package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.Instance;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.publishing.request.EditBody;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.AcceptedProduct;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.ShopReadiness;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The steps of publishing one listing, in the order the route {@code publishing-publish-listing} takes them. What goes
 * wrong is thrown, and the route's policy hands it to {@link Outcomes}.
 */
@Component
public class Publications {

    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final Listings listings;
    private final Attempts attempts;
    private final Reports reports;
    private final Passages passages;
    private final Images images;
    private final Bodies bodies;
    private final ListingLimit listingLimit;
    private final ShopKnowledge knowledge;
    private final TiktokRequests requests;
    private final TiktokAnswers answers;
    private final DeadLetters deadLetters;
    private final PublishingSettings settings;
    private final Instance instance;
    private final Clock clock;
    private final Set<ListingKey> queued = ConcurrentHashMap.newKeySet();

    Publications(
            Listings listings,
            Attempts attempts,
            Reports reports,
            Passages passages,
            Images images,
            Bodies bodies,
            ListingLimit listingLimit,
            ShopKnowledge knowledge,
            TiktokRequests requests,
            TiktokAnswers answers,
            DeadLetters deadLetters,
            PublishingSettings settings,
            Instance instance,
            Clock clock) {
        this.listings = listings;
        this.attempts = attempts;
        this.reports = reports;
        this.passages = passages;
        this.images = images;
        this.bodies = bodies;
        this.listingLimit = listingLimit;
        this.knowledge = knowledge;
        this.requests = requests;
        this.answers = answers;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
    }

    /** Takes the listings that are due, at most one for each consumer, and reserves them for this instance. */
    public List<ListingKey> claim() {
        passages.clearUp();
        return queued(listings.claimDue(settings.concurrency(), instance.name(), settings.claim()));
    }

    /** Takes the listings on TikTok whose price or stock changed; they have consumers of their own and wait behind no other. */
    public List<ListingKey> claimValues() {
        return queued(listings.claimValuesDue(settings.valuesConcurrency(), instance.name(), settings.claim()));
    }

    private List<ListingKey> queued(List<ListingKey> claimed) {
        queued.addAll(claimed);
        return claimed;
    }

    /** Begins with a claimed listing of which only price and stock go out; the rest of it queues up anew. */
    public Publication beginValues(ListingKey key, Exchange exchange) {
        Publication publication = begin(key, exchange);
        publication.valuesOnly = true;
        if (publication.isOpen() && publication.remoteId() == null) {
            queueRest(publication);
        }
        return publication;
    }

    private void queueRest(Publication publication) {
        listings.queueRest(publication.key(), instance.name());
        publication.close();
    }

    /** Begins with a claimed listing; what no longer has to be sent is over at once. */
    public Publication begin(ListingKey key, Exchange exchange) {
        passages.enter(key, exchange);
        return begin(key);
    }

    Publication begin(ListingKey key) {
        if (!queued.remove(key)) {
            // It was claimed again while it stood in the queue, and its first place in the queue did the work.
            return Publication.over(key);
        }
        Instant heldUntil =
                listings.takeClaim(key, instance.name(), settings.claim()).orElse(null);
        if (heldUntil == null) {
            listings.release(key, instance.name());
            return Publication.over(key);
        }
        try {
            Publication publication = begun(key);
            publication.heldUntil = heldUntil;
            return publication;
        } catch (RuntimeException mayBeTakenAgain) {
            // The route may take this step again after a moment.
            queued.add(key);
            throw mayBeTakenAgain;
        }
    }

    /** Ends the passage of a listing that moved on meanwhile, or that another passage took over; else holds it for longer. */
    private void goOnIfHeld(Publication publication) {
        listings.renewClaim(publication.key(), instance.name(), publication.heldUntil, settings.claim())
                .ifPresentOrElse(until -> publication.heldUntil = until, () -> {
                    LOG.info(
                            "{} was taken further by another passage; this one ends before it sends anything.",
                            publication.key());
                    listings.endClaim(publication.key(), instance.name(), publication.heldUntil);
                    publication.close();
                });
    }

    private Publication begun(ListingKey key) {
        Listing listing = listings.find(key).orElse(null);
        if (listing == null
                || listing.status().state() != ListingState.WAITING
                || !listing.status().selected()) {
            listings.release(key, instance.name());
            return Publication.over(key);
        }
        Attempt lost = attempts.open(key).orElse(null);
        if (lost != null) {
            Instant end = lost.startedAt().plus(settings.attemptLife());
            if (lost.outcome() == Attempt.Outcome.STARTED && end.isAfter(clock.instant())) {
                // Another instance may still be waiting for the answer.
                reports.report(key, ListingChange.by("publishing", "waiting").dueAt(end));
                return Publication.over(key);
            }
            // A process ended between the call and its record: nobody knows whether TikTok did it.
            attempts.unknown(lost, clock.instant());
            reports.answerLost(key);
            return Publication.over(key);
        }
        ListingStatus status = listing.status();
        if (status.remoteProductId() != null && status.isAsPublished()) {
            ListingEvent same = status.isHeldAsDraft() ? ListingEvent.SAME_AS_DRAFT : ListingEvent.SAME_AS_PUBLISHED;
            reports.report(key, ListingChange.by("publishing", "unchanged").event(same));
            return Publication.over(key);
        }
        if (status.remoteProductId() == null) {
            listingLimit.check(key.shop());
        }
        return Publication.of(listing);
    }

    /** The listings without a warehouse, to be sent again once the shop has one. */
    public void warehouseFound(String shop) {
        if (Preflight.shop(knowledge.warehouses(shop), knowledge.prerequisites(shop)) != null) {
            return;
        }
        for (ListingStatus status : waitingForSetUp(shop)) {
            reports.report(
                    status.key(),
                    ListingChange.by("publishing", "warehouse-found")
                            .event(ListingEvent.RETRY)
                            .dueAt(clock.instant())
                            .history(
                                    Sentence.of(
                                            "TikTok Shopの設定が完了したため、もう一度送信します。",
                                            "The TikTok shop's set-up is complete now; it is sent again."),
                                    null));
        }
    }

    private List<ListingStatus> waitingForSetUp(String shop) {
        List<ListingStatus> waiting = new ArrayList<>();
        for (ListingState state : List.of(ListingState.NO_WAREHOUSE, ListingState.FAILED)) {
            listings.search(new ListingQuery(shop, null, state, null, List.of(), 0, 500, "product-no")).items().stream()
                    .filter(status -> state == ListingState.NO_WAREHOUSE || Prerequisite.isCode(status.stateCode()))
                    .forEach(waiting::add);
        }
        return waiting;
    }

    /** Checks shop and listing before anything is fetched or sent. */
    public void check(Publication publication) {
        RefusedFailure shop = Preflight.shop(publication.warehouses, publication.prerequisites);
        if (shop != null && !Prerequisite.PRODUCT_QUANTITY_LIMIT.isOf(shop)) {
            throw shop;
        }
        if (shop != null && publication.remoteId() == null) {
            // The limit is for new products only: edits and stops go on, creates wait for the next day.
            throw new ThrottledFailure(TiktokAnswers.LISTING_LIMIT, shop.sentence(), answers.untilTomorrow());
        }
        publication.lacks.clear();
        publication.lacks.addAll(lacks(publication));
        closeIfLacking(publication);
    }

    /** What is wrong with the listing itself, told without asking anybody. */
    List<Lack> lacks(Publication publication) {
        List<Lack> lacks = Preflight.listing(
                publication.effective(),
                publication.category,
                publication.remoteId() == null,
                answers.today(),
                kept(publication));
        // A certificate that ran out is no reason to sell what is sold out: price and stock name no papers.
        return publication.valuesOnly
                ? lacks.stream().filter(lack -> !Preflight.isOfPapers(lack)).toList()
                : lacks;
    }

    /** What TikTok showed of the listing when it was last read, as far as an edit in the same category leaves it there. */
    private JsonNode kept(Publication publication) {
        ObjectNode read = publication.listing().remote();
        if (read == null) {
            return MissingNode.getInstance();
        }
        RemoteProduct remote = RemoteProduct.of(new TiktokAnswer(read, null, List.of(), List.of(), ""));
        if (!publication.categoryId().equals(remote.categoryId())) {
            return MissingNode.getInstance();
        }
        return remote.sendable().remove(ours(publication, remote, sent(publication)));
    }

    /** The names of the properties that TikTok last took from us. */
    private Set<String> sent(Publication publication) {
        ListingContent published = publication.listing().published();
        return published == null ? Set.of() : bodies.properties(publication, published);
    }

    /** The names of the properties that are taken away where the listing has them no more; others are left to TikTok. */
    private static Set<String> ours(Publication publication, RemoteProduct remote, Set<String> sent) {
        Set<String> ours = new HashSet<>(sent);
        if (!remote.isSettled() || publication.listing().status().publishedAsDraft()) {
            // TikTok shows the version on sale, which may still have what our later one took away. A paper that the
            // category demands cannot have been taken away.
            RemoteProduct.OF_A_LISTING.stream()
                    .filter(name -> !publication.category.demands(name))
                    .forEach(ours::add);
        }
        return ours;
    }

    /** The images to make ready. */
    public List<ImageWish> imageWishes(Publication publication) {
        return images.wishes(publication);
    }

    /** Ends the passage when an image turned out unfit. */
    public void checkImages(Publication publication) {
        closeIfLacking(publication);
        if (publication.isOpen()) {
            goOnIfHeld(publication);
        }
    }

    private void closeIfLacking(Publication publication) {
        List<Lack> lacks = List.copyOf(publication.lacks);
        if (lacks.isEmpty()) {
            return;
        }
        Sentence first = lacks.get(0).sentence();
        Sentence all = lacks.size() == 1
                ? first
                : Sentence.of(
                        first.ja() + "（ほか" + (lacks.size() - 1) + "件）",
                        first.en() + " (and " + (lacks.size() - 1) + " more)");
        ListingChange found = ListingChange.by("publishing", HistoryEntries.LACKS)
                .event(ListingEvent.LACKS)
                .reason(lacks.get(0).code(), all)
                .history(all, HistoryEntries.lacksText(lacks));
        if (!reports.reportOf(publication.key(), publication.listing().status().contentHash(), found)) {
            // What lacked something is no longer what counts; the edit is sent in its own passage.
            reports.report(
                    publication.key(), ListingChange.by("publishing", "waiting").dueAt(clock.instant()));
        }
        publication.close();
    }

    /** Prepares the question whether TikTok has this listing already. */
    public void beginLookUp(Publication publication) {
        publication.searches.clear();
        publication.candidates.clear();
        publication.found.clear();
        String known = publication.listing().status().remoteProductId();
        if (known != null) {
            publication.candidates.add(known);
            return;
        }
        List<String> sellerSkus = publication.effective().sellerSkus();
        for (int from = 0; from < sellerSkus.size(); from += TiktokRequests.SEARCH_SIZE) {
            publication.searches.add(
                    sellerSkus.subList(from, Math.min(from + TiktokRequests.SEARCH_SIZE, sellerSkus.size())));
        }
    }

    /** The next search by seller SKUs. */
    public TiktokCall searchCall(Publication publication) {
        return requests.search(publication.shop(), publication.searches.peek());
    }

    /** Notes what a search found. */
    public void searched(Publication publication, TiktokAnswer answer) {
        publication.searches.poll();
        for (RemoteProduct found : RemoteProduct.found(answer)) {
            if (!found.isDeleted() && !publication.candidates.contains(found.id())) {
                publication.candidates.add(found.id());
            }
        }
    }

    /** Reads the next product found. */
    public TiktokCall productCall(Publication publication) {
        TiktokCall call = requests.product(publication.shop(), Objects.requireNonNull(publication.candidates.peek()));
        return publication.valuesOnly ? call.urgently() : call;
    }

    /** Notes the product read. */
    public void productRead(Publication publication, TiktokAnswer answer) {
        publication.candidates.poll();
        publication.found.add(RemoteProduct.of(answer));
    }

    /**
     * Decides between create and edit, and what has changed.
     *
     * @throws RefusedFailure when a product that is not ours has one of the seller SKUs, or ours is gone
     */
    public void endLookUp(Publication publication) {
        goOnIfHeld(publication);
        if (!publication.isOpen()) {
            return;
        }
        ListingStatus status = publication.listing().status();
        for (RemoteProduct found : publication.found) {
            boolean ours = found.id().equals(status.remoteProductId())
                    || publication.key().productNo().equals(found.externalId());
            if (ours && publication.remote == null) {
                publication.remote = found;
            } else if (!ours) {
                throw new RefusedFailure(
                        "PUBLISHING_SELLER_SKU_TAKEN",
                        Sentence.of(
                                "同じSKU管理番号の商品がTikTok Shopにすでにあります（商品ID " + found.id()
                                        + "）。「既存商品と紐付け」を行うか、SKU管理番号を変更してください。",
                                "TikTok Shop already has a product with one of the seller SKUs (" + found.id()
                                        + "): link the listing to it, or change the seller SKU."),
                        found.id(),
                        "skus.seller_sku");
            }
        }
        RemoteProduct remote = publication.remote;
        if (remote != null && remote.isDeleted()) {
            throw new RefusedFailure(
                    TiktokAnswers.PRODUCT_UNKNOWN,
                    Sentence.of(
                            "この商品はTikTok Shopで削除されています。もう一度出品する場合は「新しく出品し直す」を行ってください。",
                            "The product was deleted at TikTok Shop: list it anew if it is to be sold again."),
                    remote.id(),
                    null);
        }
        Map<String, String> bySkuNo = publication.effective().bySkuNo(Bodies.knownSkus(publication));
        publication.changes =
                Changes.between(publication.listing().published(), publication.effective(), bySkuNo.keySet());
        publication.request = compose(publication, bySkuNo);
        closeIfLacking(publication);
        if (publication.isOpen() && publication.request.empty() && publication.restRemains) {
            queueRest(publication);
        } else if (publication.isOpen() && publication.request.empty()) {
            reports.report(publication.key(), Unsent.of(publication, clock.instant()));
            publication.close();
        }
    }

    /** What is to be sent, byte for byte; lacks the mapping found are noted in the publication. */
    Request compose(Publication publication, Map<String, String> idsBySkuNo) {
        Changes changes = Objects.requireNonNull(publication.changes);
        RemoteProduct remote = publication.remote;
        boolean live = remote != null && remote.isLive();
        Map<String, BigDecimal> prices = new TreeMap<>();
        Map<String, Integer> stocks = new TreeMap<>();
        if (live) {
            changes.prices()
                    .forEach((skuNo, price) ->
                            prices.put(Objects.requireNonNull(idsBySkuNo.get(skuNo)), price.amount()));
            changes.stocks()
                    .forEach((skuNo, stock) -> stocks.put(Objects.requireNonNull(idsBySkuNo.get(skuNo)), stock));
        }
        boolean product = remote == null
                || changes.content()
                || publication.listing().status().releasesDraft()
                || (!live && !(changes.prices().isEmpty() && changes.stocks().isEmpty()));
        if (!product || publication.valuesOnly) {
            publication.restRemains = product;
            return new Request(null, null, "", prices, stocks);
        }
        ProductBody.Mapped mapped = bodies.of(publication);
        publication.lacks.addAll(mapped.lacks());
        if (remote == null) {
            String key = key(publication, TiktokRequests.bytes(mapped.body()));
            return new Request(
                    TiktokOperation.CREATE, EditBody.withIdempotencyKey(mapped.body(), key), key, prices, stocks);
        }
        publication.lacks.addAll(RemoteOnlySku.lacks(mapped.body(), remote, publication.effective()));
        ListingContent published = publication.listing().published();
        Set<String> sent = sent(publication);
        ObjectNode whole = completed(mapped.body(), publication.effective(), remote, ours(publication, remote, sent));
        ObjectNode part = published == null ? null : partialEdit(publication, published, remote, sent, whole);
        if (part != null && part.isEmpty()) {
            return new Request(null, null, "", prices, stocks);
        }
        byte[] bytes = TiktokRequests.bytes(part == null ? whole : part);
        return new Request(
                part == null ? TiktokOperation.EDIT : TiktokOperation.PARTIAL_EDIT,
                bytes,
                key(publication, bytes),
                prices,
                stocks);
    }

    private static String key(Publication publication, byte[] bytes) {
        return Attempts.idempotencyKey(
                publication.key(), publication.listing().status().generation(), bytes);
    }

    /**
     * What a partial edit would name; null when the whole product has to be sent: TikTok's version is not the one we last
     * sent, or the change cannot be told in parts.
     */
    private @Nullable ObjectNode partialEdit(
            Publication publication,
            ListingContent published,
            RemoteProduct remote,
            Set<String> sent,
            ObjectNode whole) {
        // What failed in part is sent whole the next time: TikTok may have lost an image that the part does not name.
        // What is taken away cannot be said in part.
        if (publication.listing().status().attempts() > 0
                || !sent.stream().allMatch(whole::has)
                || !remote.isLive()
                || !remote.isSettled()
                || publication.listing().status().sendAsDraft()
                || publication.listing().status().publishedAsDraft()) {
            return null;
        }
        ObjectNode before = completed(bodies.of(publication, published).body(), published, remote, sent);
        return EditBody.partially(before, whole).orElse(null);
    }

    /** The body with the SKUs and properties that TikTok has beside it, which an edit without them would take away. */
    private static ObjectNode completed(
            ObjectNode body, ListingContent content, RemoteProduct remote, Set<String> sent) {
        return EditBody.keepingOthersWork(EditBody.keepingOtherSkus(body, remote, content.removedSkus()), remote, sent);
    }

    /** Writes the price call down and makes it. */
    public TiktokCall priceCall(Publication publication) {
        Request request = Objects.requireNonNull(publication.request);
        return recorded(
                publication,
                TiktokOperation.PRICE,
                requests.price(publication.shop(), remoteId(publication), request.prices()));
    }

    /** Writes the stock call down and makes it. */
    public TiktokCall stockCall(Publication publication) {
        Request request = Objects.requireNonNull(publication.request);
        return recorded(
                publication,
                TiktokOperation.INVENTORY,
                requests.inventory(
                        publication.shop(),
                        remoteId(publication),
                        ShopReadiness.salesWarehouse(publication.warehouses).orElseThrow(),
                        request.stocks()));
    }

    /** Writes the create or edit down, commits, and makes it. */
    public TiktokCall sendCall(Publication publication) {
        Request request = Objects.requireNonNull(publication.request);
        byte[] body = Objects.requireNonNull(request.product());
        closeEarlier(publication);
        TiktokCall call = productCall(publication, request, body);
        // While pictures were brought another product may have met the limit; then there is no attempt to write down.
        listingLimit.checkBefore(call);
        ListingStatus status = publication.listing().status();
        publication.attempt = attempts.start(
                publication.key(),
                call.operation(),
                request.idempotencyKey(),
                body,
                status.contentHash(),
                status.generation());
        return call;
    }

    /** The create or edit with these bytes. */
    TiktokCall productCall(Publication publication, Request request, byte[] body) {
        TiktokOperation operation = Objects.requireNonNull(request.operation());
        return switch (operation) {
            case CREATE -> requests.create(publication.shop(), body);
            case PARTIAL_EDIT -> requests.partialEdit(publication.shop(), remoteId(publication), body);
            default -> requests.edit(publication.shop(), remoteId(publication), body);
        };
    }

    private TiktokCall recorded(Publication publication, TiktokOperation operation, TiktokCall call) {
        ListingStatus status = publication.listing().status();
        byte[] body = Objects.requireNonNull(call.json());
        closeEarlier(publication);
        publication.attempt = attempts.start(
                publication.key(),
                operation,
                Attempts.idempotencyKey(publication.key(), status.generation(), body),
                body,
                publication.restRemains ? withValuesSent(publication).hash() : status.contentHash(),
                status.generation());
        return call;
    }

    /** What TikTok holds once prices and stocks went out: the rest as it last took it. */
    private static ListingContent withValuesSent(Publication publication) {
        Changes changes = Objects.requireNonNull(publication.changes);
        return Objects.requireNonNull(publication.listing().published()).withValues(changes.prices(), changes.stocks());
    }

    // The step is taken again only after a failure that proves the call was not carried out.
    private void closeEarlier(Publication publication) {
        Attempt earlier = publication.attempt;
        if (earlier != null) {
            attempts.finish(earlier, Attempt.Outcome.NOT_DONE, null, null, null);
            publication.attempt = null;
        }
    }

    private static String remoteId(Publication publication) {
        return Objects.requireNonNull(publication.remoteId());
    }

    /**
     * Records the answer to a price or stock call.
     *
     * @throws RefusedFailure when TikTok refused a part of it
     */
    public void valuesAnswered(Publication publication, TiktokAnswer answer) {
        Attempt attempt = Objects.requireNonNull(publication.attempt);
        if (!answer.errors().isEmpty()) {
            TiktokAnswer.PartialError error = answer.errors().get(0);
            publication.attempt = null;
            attempts.finish(
                    attempt, Attempt.Outcome.REFUSED, String.valueOf(error.code()), answer.requestId(), answer.json());
            throw new RefusedFailure(
                    "PUBLISHING_PARTLY_REFUSED",
                    answers.sentenceOf(error.code(), error.message()),
                    String.valueOf(error.code()),
                    answers.fieldOf(error.code(), error.message()));
        }
        attempts.finish(attempt, Attempt.Outcome.DONE, "0", answer.requestId(), answer.json());
        publication.attempt = null;
        publication.warnings.addAll(answer.warnings());
    }

    /** Records that TikTok took the create or edit: ledger, listing and dead letter in one transaction. */
    public void productAnswered(Publication publication, TiktokAnswer answer) {
        Attempt attempt = Objects.requireNonNull(publication.attempt);
        publication.warnings.addAll(answer.warnings());
        AcceptedProduct accepted = AcceptedProduct.of(answer);
        boolean draft = publication.listing().status().sendAsDraft();
        ListingChange change = accepted(publication, ListingEvent.ACCEPTED, accepted.skuIds());
        String productId = accepted.productId().isEmpty() ? publication.remoteId() : accepted.productId();
        ListingChange complete =
                change.remoteIds(Objects.requireNonNull(productId), skuNumbers(publication, accepted.skuIds()));
        reports.reportWith(publication.key(), complete, () -> {
            attempts.finish(attempt, Attempt.Outcome.DONE, "0", answer.requestId(), answer.json());
            deadLetters.resolved(publication.shop(), publication.key().productNo(), "publishing");
        });
        publication.attempt = null;
        publication.close();
        LOG.info(
                "{} was {} at TikTok Shop as {} and is {}.",
                publication.key(),
                attempt.operation().equals("create") ? "created" : "edited",
                productId,
                draft ? "a draft" : "under review");
    }

    /** Ends a passage in which only price or stock went out. */
    public void finish(Publication publication) {
        if (!publication.isOpen()) {
            return;
        }
        reports.reportWith(
                publication.key(),
                accepted(publication, ListingEvent.UPDATED, Map.of()),
                () -> deadLetters.resolved(publication.shop(), publication.key().productNo(), "publishing"));
        publication.close();
        LOG.info("Price and stock of {} were updated at TikTok Shop.", publication.key());
    }

    private ListingChange accepted(Publication publication, ListingEvent event, Map<String, String> skuIds) {
        Instant now = clock.instant();
        ListingStatus status = publication.listing().status();
        Request request = Objects.requireNonNull(publication.request);
        // Price and stock of a product on sale have calls of their own, which leave its draft as it is.
        boolean draft = status.sendAsDraft() && (request.product() != null || status.publishedAsDraft());
        Sentence taken = draft
                ? Sentence.of("TikTok Shopに下書きとして送信し、受け付けられました。", "TikTok Shop took it as a draft.")
                : Sentence.of("TikTok Shopに送信し、受け付けられました。", "TikTok Shop took it.");
        Sentence said = publication.warnings.isEmpty()
                ? taken
                : Sentence.of(
                        "TikTok Shopに受け付けられましたが、注意があります: " + String.join(" / ", publication.warnings),
                        "TikTok Shop took it with warnings: " + String.join(" / ", publication.warnings));
        ListingContent held = publication.restRemains ? withValuesSent(publication) : publication.effective();
        ListingChange change = ListingChange.by("publishing", draft ? "drafted" : "published")
                .event(draft ? ListingEvent.DRAFTED : event)
                .published(publication.restRemains ? held.hash() : status.contentHash(), held, draft)
                .reviewDueAt(now.plus(FIRST_LOOK))
                .history(said, detail(publication));
        String known = publication.remoteId();
        return known == null ? change : change.remoteIds(known, skuNumbers(publication, skuIds));
    }

    private static String detail(Publication publication) {
        ObjectNode detail = Json.MAPPER.createObjectNode();
        Request request = publication.request;
        if (request != null) {
            detail.put(
                            "operation",
                            request.operation() == null
                                    ? ""
                                    : request.operation().id())
                    .put("prices", request.prices().size())
                    .put("stocks", request.stocks().size());
        }
        publication.warnings.forEach(detail.putArray("warnings")::add);
        return Json.text(detail);
    }

    /** TikTok's SKU ids by our SKU numbers. */
    private static Map<String, String> skuNumbers(Publication publication, Map<String, String> bySellerSku) {
        Map<String, String> known = new HashMap<>(publication.remote == null ? Map.of() : publication.remote.skuIds());
        known.putAll(bySellerSku);
        return publication.effective().bySkuNo(known);
    }
}
