package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.shopbridge.Heartbeats;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.Faults;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.sandbox.SandboxAnswer;
import jp.shopbridge.sandbox.SandboxRequest;
import jp.shopbridge.sandbox.SandboxServer;
import jp.shopbridge.sandbox.SandboxWorld;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pretend TikTok Shop: API host, token host and consent page on one port of 127.0.0.1. Starts when constructed, stops when
 * closed. The package description lists what it checks and its control endpoints; the methods here do the same from within the
 * process.
 */
public final class TikTokWorld implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TikTokWorld.class);
    private static final int WORKERS = 32;
    private static final long BEAT_MILLIS = 50;
    private static final long OLDEST_SECONDS = 300;
    private static final long NEWEST_SECONDS = 30;
    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final TikTokSettings settings;
    private final Object lock = new Object();
    private final Books books;
    private final Faults faults = new Faults(Set.of("audit-ng", "refuse"));
    private final OpenQuestions questions;
    private final Shops shops;
    private final Grants grants;
    private final Shelf shelf;
    private final Audits audits;
    private final Webhooks notices;
    private final ConsentPages consent;
    private final Controls controls;
    private final RateLimit rates;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final AtomicLong requestNumbers = new AtomicLong();
    private final SandboxServer server;
    private final ScheduledExecutorService heart;

    /**
     * A product as the world holds it.
     *
     * @param id TikTok's product id
     * @param shopId the shop's id
     * @param externalId {@code external_product_id}, empty when it has none
     * @param title of the version that reads show
     * @param sellerSkus of that version
     * @param versions which of {@code live}, {@code review} and {@code draft} exist
     * @param status TikTok's mixed status
     * @param audit TikTok's audit status
     */
    public record Listed(
            String id,
            String shopId,
            String externalId,
            String title,
            List<String> sellerSkus,
            List<String> versions,
            String status,
            String audit) {}

    /**
     * Starts the world.
     *
     * @throws java.io.UncheckedIOException when the port is taken or the state cannot be read; the message says which
     */
    public TikTokWorld(TikTokSettings settings) {
        this.settings = settings;
        books = new Books(settings.dataDir());
        shops = new Shops(settings, books);
        grants = new Grants(settings, books);
        shelf = new Shelf(books);
        Catalogue catalogue = Catalogue.read();
        questions = new OpenQuestions(settings, books);
        ProductStore store = new ProductStore(books);
        notices = new Webhooks(settings, books);
        audits = new Audits(settings, store, notices, books, faults);
        SkuRules skuRules = new SkuRules(catalogue, shelf, settings, shops);
        ListingRules rules = new ListingRules(catalogue, shelf, skuRules, books);
        ProductViews views = new ProductViews(catalogue, rules, shelf, questions, this::baseUrl);
        Products products = new Products(
                settings,
                store,
                rules,
                new Contents(catalogue, books, questions),
                views,
                shops,
                audits,
                notices,
                books,
                questions);
        consent = new ConsentPages(settings, grants, books);
        controls = new Controls(settings, books, store, shops, grants, shelf, audits, notices, consent, questions);
        rates = new RateLimit(settings.clock());
        addEndpoints(
                products,
                new Stock(settings, store, products, skuRules, questions),
                new ProductStates(settings, store, shops, audits, notices, questions),
                new CategoryPages(settings, catalogue, rules, shelf, books));
        addProposals(new Proposals(catalogue, shelf, questions));
        SizeCharts charts = new SizeCharts(catalogue, books);
        add(new Endpoint(
                "POST",
                "/product/202608/size_charts",
                Endpoint.Cipher.FORBIDDEN,
                Endpoint.Cost.WRITE,
                "seller.product.basic",
                Endpoint.Body.JSON,
                call -> charts.create(call.body())));
        books.commit();
        server = listen();
        heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-tiktok-heart");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleWithFixedDelay(Heartbeats.unending(this::beat), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            runDue();
        } catch (Throwable e) {
            LOG.error("What was due in the pretend TikTok Shop could not be done; it is done in a moment.", e);
        }
    }

    /** Such as {@code http://127.0.0.1:18082}; API, tokens and consent page are all below it. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** Misbehaviour on request; besides the common kinds {@code audit-ng} and {@code refuse}. */
    public Faults faults() {
        return faults;
    }

    /** What was called how often. */
    public RequestLog requests() {
        return server.requests();
    }

    /** Decides the reviews that are due and sends the notifications that are due; also happens by itself. */
    public void runDue() {
        synchronized (lock) {
            if (audits.decideDue() > 0) {
                books.commit();
            }
        }
        notices.deliverDue();
    }

    /** Every product of every shop, deleted ones too, in the order they were created. */
    public List<Listed> products() {
        synchronized (lock) {
            return controls.listed();
        }
    }

    /** One product with every version in full. */
    public JsonNode product(String productId) {
        synchronized (lock) {
            return controls.inspect(productId);
        }
    }

    /** The next reviews fail, with this reason; empty for a general one. */
    public void failNextAudits(int times, String reason) {
        change(() -> audits.failNext(times, reason));
    }

    /** How this product's review ends: {@code FAILED}, {@code APPROVED} or {@code PRE_APPROVED}. */
    public void decideAudit(String productId, String outcome, String reason) {
        change(() -> audits.decideAs(productId, outcome, reason));
    }

    /** While held, no review ends. */
    public void holdAudits(boolean held) {
        change(() -> audits.hold(held));
    }

    /** Replaces top-level properties as somebody in Seller Center would; {@code prices} and {@code quantities} map SKU ids. */
    public void changeInSellerCenter(String productId, JsonNode fields) {
        change(() -> controls.changeInSellerCenter(productId, fields));
    }

    /** Moves a product to {@code PLATFORM_DEACTIVATED}, {@code FREEZE} or another product status, with a reason or none. */
    public void setState(String productId, String state, String reason) {
        change(() -> controls.state(productId, state, reason));
    }

    /** A promotion locks the product's prices, or ends. */
    public void lockPrice(String productId, boolean locked) {
        change(() -> controls.lockPrice(productId, locked));
    }

    /** Changes what a shop lacks, with the fields of {@code POST /control/shops/{id}}. */
    public void changeShop(String shopId, JsonNode fields) {
        change(() -> controls.changeShop(shopId, fields));
    }

    /** Answers these open questions the other way from now on, and all others by this world's own reading. */
    public void otherwise(OpenQuestion... answered) {
        change(() -> questions.set(Set.of(answered)));
    }

    /** Somebody leaves these top-level properties as a draft in Seller Center. */
    public void draftInSellerCenter(String productId, JsonNode fields) {
        change(() -> controls.draftInSellerCenter(productId, fields));
    }

    /** The permission of a category; empty for its own again. */
    public void permission(String categoryId, String permission) {
        change(() -> controls.permission(categoryId, permission));
    }

    /** The seller cancels (105002 or 101000) or takes it back (0); a webhook of type 6 follows. */
    public void revoke(String shopId, int code) {
        change(() -> controls.revoke(shopId, code));
    }

    /** Every access token that exists now has expired. */
    public void expireAccessTokens() {
        change(grants::expireAccessTokens);
    }

    /** Every uploaded image is unknown from now on. */
    public void forgetImages() {
        change(() -> shelf.forget(""));
    }

    /** Where all notifications go from now on; null for nowhere. */
    public void webhookTarget(@Nullable URI target) {
        change(() -> notices.target(target == null ? "" : target.toString()));
    }

    /** Holds notifications back, or lets them go, in the opposite order if asked. */
    public void holdWebhooks(boolean held, boolean reverse) {
        change(() -> notices.hold(held, reverse));
    }

    /** How often each delivered notification is delivered again. */
    public void repeatWebhooks(int times) {
        change(() -> notices.repeat(times));
    }

    /** Where the consent page sends the browser from now on. */
    public void redirectTo(URI url) {
        change(() -> consent.redirectTo(url.toString()));
    }

    /** Stops at once and lets go of the data directory. */
    @Override
    public void close() {
        server.close();
        heart.shutdownNow();
        notices.close();
        synchronized (lock) {
            books.close();
        }
    }

    private SandboxServer listen() {
        try {
            return new SandboxServer("tiktok", settings.port(), WORKERS, new Gate(), faults, settings.clock());
        } catch (RuntimeException refused) {
            notices.close();
            books.close();
            throw refused;
        }
    }

    private void change(Runnable change) {
        synchronized (lock) {
            change.run();
            books.commit();
        }
    }

    private void addEndpoints(Products products, Stock stock, ProductStates states, CategoryPages pages) {
        String basic = "seller.product.basic";
        String write = "seller.product.write";
        read("GET", "/authorization/202309/shops", "seller.authorization.info", Endpoint.Cipher.FORBIDDEN, this::shops);
        read("GET", "/logistics/202309/warehouses", "seller.logistics", call -> {
            ObjectNode data = Json.object();
            data.set("warehouses", call.theShop().warehouses());
            return data;
        });
        read("GET", "/product/202312/prerequisites", basic, call -> shops.checkResults(call.theShop(), now()));
        read(
                "GET",
                "/product/202309/categories",
                basic,
                call -> pages.categories(call.query("category_version"), call.query("locale"), call.query("keyword")));
        read(
                "GET",
                "/product/202309/categories/{}/attributes",
                basic,
                call -> pages.attributes(call.id(), call.query("category_version"), call.query("locale")));
        read(
                "GET",
                "/product/202309/categories/{}/rules",
                basic,
                call -> pages.rules(call.id(), call.query("category_version"), call.query("locale")));
        read("POST", "/product/202309/categories/recommend", basic, call -> pages.recommend(call.body()));
        read(
                "GET",
                "/product/202309/brands",
                basic,
                call -> pages.brands(
                        call.query("page_size"),
                        call.query("page_token"),
                        call.query("category_id"),
                        call.query("brand_name"),
                        call.query("category_version")));
        add(new Endpoint(
                "POST",
                "/product/202309/brands",
                Endpoint.Cipher.FORBIDDEN,
                Endpoint.Cost.WRITE,
                write,
                Endpoint.Body.JSON,
                call -> pages.createBrand(call.body())));
        upload("/product/202309/images/upload", call -> shelf.takeImage(call.form(), baseUrl()));
        upload("/product/202309/files/upload", call -> shelf.takeFile(call.form(), baseUrl()));
        write("POST", "/product/202309/products", write, call -> products.create(call.theShop(), call.body()));
        read(
                "POST",
                "/product/202309/products/listing_check",
                basic,
                call -> products.listingCheck(call.theShop(), call.body()));
        read(
                "GET",
                "/product/202309/products/{}",
                basic,
                call -> products.get(
                        call.theShop(),
                        call.id(),
                        call.query("return_under_review_version").equals("true"),
                        call.query("return_draft_version").equals("true")));
        for (String version : List.of("202309", "202509")) {
            write(
                    "PUT",
                    "/product/" + version + "/products/{}",
                    write,
                    call -> products.edit(call.theShop(), call.id(), call.body()));
            write(
                    "POST",
                    "/product/" + version + "/products/{}/partial_edit",
                    write,
                    call -> products.partialEdit(call.theShop(), call.id(), call.body()));
        }
        for (String version : List.of("202309", "202312", "202502")) {
            read(
                    "POST",
                    "/product/" + version + "/products/search",
                    basic,
                    call -> products.search(
                            call.theShop(), call.query("page_size"), call.query("page_token"), call.body()));
        }
        read(
                "GET",
                "/product/202405/products/diagnoses",
                basic,
                call -> products.diagnoses(call.theShop(), call.query("product_ids")));
        write(
                "POST",
                "/product/202309/products/{}/inventory/update",
                write,
                call -> stock.update(call.theShop(), call.id(), call.body()));
        read("POST", "/product/202309/inventory/search", basic, call -> stock.search(call.theShop(), call.body()));
        write(
                "POST",
                "/product/202309/products/{}/prices/update",
                write,
                call -> stock.updatePrices(call.theShop(), call.id(), call.body()));
        write("POST", "/product/202309/products/activate", write, call -> states.activate(call.theShop(), call.body()));
        write(
                "POST",
                "/product/202309/products/deactivate",
                write,
                call -> states.deactivate(call.theShop(), call.body()));
        write(
                "DELETE",
                "/product/202309/products",
                "seller.product.delete",
                call -> states.delete(call.theShop(), call.body()));
        write("POST", "/product/202309/products/recover", write, call -> states.recover(call.theShop(), call.body()));
        read(
                "GET",
                "/event/202309/webhooks",
                "seller.authorization.info",
                call -> notices.subscribed(call.theShop().id()));
        write("PUT", "/event/202309/webhooks", "seller.authorization.info", call -> {
            notices.subscribe(call.theShop().id(), Json.sent(call.body()));
            return Json.object();
        });
        write("DELETE", "/event/202309/webhooks", "seller.authorization.info", call -> {
            notices.unsubscribe(call.theShop().id(), Json.sent(call.body()));
            return Json.object();
        });
    }

    private void addProposals(Proposals proposals) {
        String basic = "seller.product.basic";
        read("POST", "/product/202609/products/package/predict", basic, call -> proposals.predictPackage(call.body()));
        read(
                "POST",
                "/product/202609/products/properties/recommend",
                basic,
                call -> proposals.recommendProperties(call.body()));
        read(
                "GET",
                "/logistics/202510/seller_templates",
                "seller.logistics",
                call -> proposals.shippingTemplates(call.body()));
    }

    private void read(String method, String path, String scope, Function<Call, ObjectNode> action) {
        read(method, path, scope, Endpoint.Cipher.REQUIRED, action);
    }

    private void read(
            String method, String path, String scope, Endpoint.Cipher cipher, Function<Call, ObjectNode> action) {
        Endpoint.Body body = method.equals("GET") ? Endpoint.Body.NONE : Endpoint.Body.JSON;
        add(new Endpoint(method, path, cipher, Endpoint.Cost.READ, scope, body, action));
    }

    private void write(String method, String path, String scope, Function<Call, ObjectNode> action) {
        add(new Endpoint(
                method, path, Endpoint.Cipher.REQUIRED, Endpoint.Cost.WRITE, scope, Endpoint.Body.JSON, action));
    }

    private void upload(String path, Function<Call, ObjectNode> action) {
        add(new Endpoint(
                "POST",
                path,
                Endpoint.Cipher.FORBIDDEN,
                Endpoint.Cost.WRITE,
                "seller.product.write",
                Endpoint.Body.MULTIPART,
                action));
    }

    private void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    private ObjectNode shops(Call call) {
        ObjectNode data = Json.object();
        ArrayNode shown = data.putArray("shops");
        for (Shops.Shop shop : call.shops()) {
            ObjectNode each = shown.addObject();
            for (String field : List.of("id", "name", "region", "seller_type", "cipher", "code")) {
                each.set(field, shop.json().path(field));
            }
        }
        return data;
    }

    private Instant now() {
        return settings.clock().instant();
    }

    /** What stands between the wire and the operations; checks in the order the real gateway was seen to. */
    private final class Gate implements SandboxWorld {

        @Override
        public SandboxAnswer answer(SandboxRequest request) {
            String path = request.path();
            if (path.equals("/open/authorize")) {
                synchronized (lock) {
                    return consent.authorize(request);
                }
            }
            if (path.startsWith("/images/")) {
                return shelf.serve(path.substring("/images/".length()));
            }
            if (path.startsWith("/files/")) {
                return shelf.file(path.substring("/files/".length()))
                        .map(file -> SandboxAnswer.json(200, file))
                        .orElseGet(() -> SandboxAnswer.empty(404));
            }
            SandboxAnswer answer = enveloped(request, () -> {
                if (path.equals("/api/v2/token/get") || path.equals("/api/v2/token/refresh")) {
                    return changing(() -> consent.token(request));
                }
                return pass(request);
            });
            pause();
            return answer;
        }

        @Override
        public SandboxAnswer fault(int status, SandboxRequest request) {
            RefusalCode code =
                    switch (status) {
                        case 429 -> RefusalCode.TOO_MANY;
                        case 503 -> RefusalCode.OVERLOADED;
                        default -> RefusalCode.INTERNAL;
                    };
            return enveloped(request, () -> {
                throw new Refusal(code.code(), status, code.message());
            });
        }

        @Override
        public Optional<SandboxAnswer> control(SandboxRequest request) {
            synchronized (lock) {
                Optional<SandboxAnswer> answer = controls.answer(request);
                books.commit();
                return answer;
            }
        }

        private ObjectNode pass(SandboxRequest request) {
            Map<String, String> query = new HashMap<>();
            request.query().forEach((name, values) -> query.put(name, values.get(0)));
            Endpoint endpoint = endpoint(request);
            if (!settings.appKey().equals(query.get("app_key"))) {
                throw RefusalCode.BAD_APP_KEY.refusal();
            }
            checkTimestamp(query.getOrDefault("timestamp", ""));
            checkSignature(request, query);
            List<Shops.Shop> covered = covered(request, endpoint);
            Shops.Shop shop = named(query.getOrDefault("shop_cipher", ""), endpoint, covered);
            checkBody(request, endpoint);
            checkRate(endpoint, shop == null ? covered.get(0) : shop);
            Optional<FaultRule> refused = faults.strike("refuse", request);
            if (refused.isPresent()) {
                Map<String, String> details = refused.get().details();
                throw new Refusal(
                        Integer.parseInt(details.getOrDefault("code", "36009003")),
                        Integer.parseInt(details.getOrDefault("status", "200")),
                        details.getOrDefault("message", "refused on request"));
            }
            if (endpoint.body() == Endpoint.Body.JSON && request.body().length > 0) {
                BodyShape.check(endpoint.method(), endpoint.path(), Json.sent(request.body()));
            }
            Call call = new Call(request, endpoint.ids(request.path()).orElse(List.of()), covered, shop);
            if (endpoint.body() == Endpoint.Body.MULTIPART) {
                return endpoint.action().apply(call); // decodes for long; the shelf locks for itself
            }
            return endpoint.cost() == Endpoint.Cost.WRITE
                    ? changing(() -> endpoint.action().apply(call))
                    : reading(() -> endpoint.action().apply(call));
        }

        private Endpoint endpoint(SandboxRequest request) {
            String path = request.path();
            // A literal path wins over one with an id: "activate" is no product.
            List<Endpoint> fitting = endpoints.stream()
                    .filter(endpoint -> endpoint.ids(path).isPresent())
                    .sorted((one, other) -> Boolean.compare(
                            one.path().contains("{}"), other.path().contains("{}")))
                    .toList();
            if (fitting.isEmpty()) {
                boolean otherVersion = endpoints.stream().anyMatch(endpoint -> endpoint.fitsInAnotherVersion(path));
                throw (otherVersion ? RefusalCode.VERSION_UNKNOWN : RefusalCode.PATH_UNKNOWN).refusal();
            }
            return fitting.stream()
                    .filter(endpoint -> endpoint.method().equals(request.method()))
                    .findFirst()
                    .orElseThrow(RefusalCode.METHOD_WRONG::refusal);
        }

        private void checkTimestamp(String timestamp) {
            if (!timestamp.matches("\\d{10}")) {
                throw RefusalCode.TIMESTAMP_BAD.refusal();
            }
            long age = now().getEpochSecond() - Long.parseLong(timestamp);
            if (age > OLDEST_SECONDS) {
                throw RefusalCode.TIMESTAMP_OLD.refusal();
            }
            if (-age > NEWEST_SECONDS) {
                throw RefusalCode.TIMESTAMP_AHEAD.refusal();
            }
        }

        private void checkSignature(SandboxRequest request, Map<String, String> query) {
            String sign = query.getOrDefault("sign", "");
            if (sign.isEmpty()) {
                throw RefusalCode.SIGN_MISSING.refusal();
            }
            String expected = RequestSignature.ofRequest(
                    settings.appSecret(),
                    request.path(),
                    query,
                    request.header("Content-Type").orElse(""),
                    request.body());
            if (!RequestSignature.matches(expected, sign)) {
                throw RefusalCode.SIGN_WRONG.refusal();
            }
        }

        private List<Shops.Shop> covered(SandboxRequest request, Endpoint endpoint) {
            synchronized (lock) {
                List<String> ids =
                        grants.check(request.header("x-tts-access-token").orElse(""));
                if (!settings.scopes().contains(endpoint.scope())) {
                    throw RefusalCode.SCOPE_MISSING.refusal(endpoint.scope());
                }
                List<Shops.Shop> covered = shops.all().stream()
                        .filter(shop -> ids.isEmpty() || ids.contains(shop.id()))
                        .toList();
                if (covered.isEmpty()) {
                    throw RefusalCode.TOKEN_MISMATCH.refusal();
                }
                return covered;
            }
        }

        private Shops.@Nullable Shop named(String cipher, Endpoint endpoint, List<Shops.Shop> covered) {
            if (endpoint.cipher() == Endpoint.Cipher.FORBIDDEN) {
                if (!cipher.isEmpty()) {
                    throw RefusalCode.CIPHER_UNEXPECTED.refusal();
                }
                return null;
            }
            if (cipher.isEmpty()) {
                throw RefusalCode.CIPHER_MISSING.refusal();
            }
            return covered.stream()
                    .filter(shop -> shop.cipher().equals(cipher))
                    .findFirst()
                    .orElseThrow(RefusalCode.TOKEN_MISMATCH::refusal);
        }

        private void checkBody(SandboxRequest request, Endpoint endpoint) {
            String mediaType =
                    RequestSignature.mediaType(request.header("Content-Type").orElse(""));
            if (endpoint.body() == Endpoint.Body.MULTIPART && !mediaType.equals("multipart/form-data")) {
                throw RefusalCode.MULTIPART_NEEDED.refusal();
            }
            if (endpoint.body() == Endpoint.Body.JSON && !mediaType.equals("application/json")) {
                throw RefusalCode.BODY_FORMAT.refusal();
            }
        }

        private void checkRate(Endpoint endpoint, Shops.Shop shop) {
            int perSecond =
                    endpoint.cost() == Endpoint.Cost.READ ? settings.readsPerSecond() : settings.writesPerSecond();
            boolean spent = !rates.takeOfHour(shop.id(), settings.requestsPerHour());
            if (spent || !rates.take(shop.id() + endpoint.cost(), perSecond)) {
                throw RefusalCode.TOO_MANY.refusal();
            }
        }

        private SandboxAnswer enveloped(SandboxRequest request, Supplier<ObjectNode> work) {
            ObjectNode envelope = Json.object();
            String requestId = REQUEST_TIME.format(now()) + "%016X".formatted(requestNumbers.incrementAndGet());
            try {
                ObjectNode data = work.get();
                envelope.put("code", 0).put("message", "Success").put("request_id", requestId);
                envelope.set("data", data);
                return SandboxAnswer.json(200, envelope);
            } catch (Refusal refusal) {
                envelope.put("code", refusal.code())
                        .put(
                                "message",
                                refusal.text() + " For more information, visit " + baseUrl() + "/docs/common-errors")
                        .put("request_id", requestId);
                envelope.putNull("data");
                SandboxAnswer answer = SandboxAnswer.json(refusal.httpStatus(), envelope);
                return refusal.httpStatus() == 429 && settings.retryAfter() != null
                        ? answer.with(
                                "Retry-After",
                                String.valueOf(settings.retryAfter().toSeconds()))
                        : answer;
            }
        }

        private ObjectNode changing(Supplier<ObjectNode> work) {
            synchronized (lock) {
                try {
                    return work.get();
                } finally {
                    books.commit();
                }
            }
        }

        private ObjectNode reading(Supplier<ObjectNode> work) {
            synchronized (lock) {
                return work.get();
            }
        }

        private void pause() {
            if (settings.latency().isZero()) {
                return;
            }
            try {
                Thread.sleep(settings.latency().toMillis());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
