package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.sandbox.Faults;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.sandbox.SandboxAnswer;
import jp.shopbridge.sandbox.SandboxRequest;
import jp.shopbridge.sandbox.SandboxServer;
import jp.shopbridge.sandbox.SandboxStore;
import jp.shopbridge.sandbox.SandboxWorld;
import org.h2.mvstore.MVStore;

/** A running pretend futureshop of one shop. Rules are those of the contract sheet; see the package for the control endpoints. */
public final class FutureshopWorld implements AutoCloseable {

    /** Fault kinds this world knows besides the common ones. */
    public static final Set<String> FAULT_KINDS = Set.of(
            "token-revoked",
            "ip-not-registered",
            "permission-missing",
            "cursor-expired",
            "maintenance",
            "failed-with-200",
            "product-list-missing");

    private static final String API = "/admin-api/v1/";
    private static final int THREADS = 8;
    private static final int CONTROL_PAGE = 1000;

    private final FutureshopSettings settings;
    private final MVStore store;
    private final FutureshopCatalogue catalogue;
    private final Faults faults = new Faults(FAULT_KINDS);
    private final Map<String, Long> tokenExpiries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final RequestPace pace = new RequestPace();
    private final Cursors cursors;
    private final Pictures pictures = new Pictures();
    private final SandboxServer server;
    private volatile double requestsPerSecond;
    private volatile boolean ipRegistered = true;
    private volatile int failedStatus = 400;

    /** Starts the world; it answers when the constructor returns. */
    public FutureshopWorld(FutureshopSettings settings) {
        this.settings = settings;
        requestsPerSecond = settings.requestsPerSecond();
        cursors = new Cursors(settings.clock(), settings.cursorLifetime());
        store = SandboxStore.open(settings.directory(), "futureshop");
        try {
            ProductSource source =
                    settings.products() == 0 ? new SampleCatalogue() : new CatalogueGenerator(settings.products());
            catalogue = new FutureshopCatalogue(source, store, settings.clock());
            server = new SandboxServer("futureshop", settings.port(), THREADS, new Wire(), faults, settings.clock());
        } catch (RuntimeException portTaken) {
            store.close(); // or its file stays locked
            throw portTaken;
        }
    }

    /** Such as {@code http://127.0.0.1:18081}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** The misbehaviour asked of this world. */
    public Faults faults() {
        return faults;
    }

    /** The requests that arrived. */
    public RequestLog requests() {
        return server.requests();
    }

    /** The products, to be looked at and changed. */
    public FutureshopCatalogue catalogue() {
        return catalogue;
    }

    /** Changes the pace; 0 for no limit. */
    public void setRequestsPerSecond(double limit) {
        requestsPerSecond = limit;
        pace.forget();
    }

    /** Whether the caller's address counts as registered; if not, everything is answered 403. */
    public void setIpRegistered(boolean registered) {
        ipRegistered = registered;
    }

    /** The HTTP status of {@code status: failed} answers; the real one is unpublished, 400 and 200 are likely. */
    public void setFailedStatus(int status) {
        if (status < 200 || status > 499) {
            throw new IllegalArgumentException("failedStatus must lie between 200 and 499: " + status);
        }
        failedStatus = status;
    }

    /** Refuses every access token handed out so far. */
    public void revokeTokens() {
        tokenExpiries.clear();
    }

    /** Refuses every cursor handed out so far. */
    public void expireCursors() {
        cursors.expireAll();
    }

    /** Stops listening and writes what is kept. */
    @Override
    public void close() {
        server.close();
        store.close();
    }

    /** What comes over the wire. */
    private final class Wire implements SandboxWorld {

        @Override
        public SandboxAnswer answer(SandboxRequest request) {
            String path = request.path();
            if (path.startsWith("/itembox/")) {
                return pictures.answer(path, catalogue::motif);
            }
            if (faults.strike("maintenance", request).isPresent()) {
                return SandboxAnswer.bytes(
                        503,
                        "text/html; charset=UTF-8",
                        "<html><body>ただいまメンテナンス中です。</body></html>".getBytes(StandardCharsets.UTF_8));
            }
            if (!ipRegistered || faults.strike("ip-not-registered", request).isPresent()) {
                return failed(403, "Forbidden", "このIPアドレスからの接続は許可されていません。");
            }
            if (path.equals("/oauth/token")) {
                return request.method().equals("POST")
                        ? token(request)
                        : failed(405, "MethodNotAllowed", "POSTのみ有効です。");
            }
            if (path.startsWith(API)) {
                return api(request);
            }
            return failed(404, "NotFound", "存在しないURLです。");
        }

        @Override
        public SandboxAnswer fault(int status, SandboxRequest request) {
            return status == 429
                    ? failed(429, "TooManyRequests", "リクエスト数の上限を超えました。")
                    : failed(status, "SystemError", "システムエラーが発生しました。");
        }

        @Override
        public Optional<SandboxAnswer> control(SandboxRequest request) {
            try {
                return controlled(request);
            } catch (NoSuchElementException missing) {
                return Optional.of(SandboxAnswer.json(404, object().put("message", missing.getMessage())));
            }
        }
    }

    private SandboxAnswer token(SandboxRequest request) {
        String expected = Base64.getEncoder()
                .encodeToString((settings.clientId() + ":" + settings.clientSecret()).getBytes(StandardCharsets.UTF_8));
        String given = request.header("Authorization").orElse("");
        if (!given.regionMatches(true, 0, "Basic ", 0, 6)
                || !same(given.substring(6).trim(), expected)
                || !shopKeyMatches(request)) {
            return SandboxAnswer.json(401, object().put("error", "invalid_client"));
        }
        Optional<SandboxAnswer> tooFast = tooFast();
        if (tooFast.isPresent()) {
            return tooFast.get();
        }
        String contentType = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!contentType.startsWith("application/x-www-form-urlencoded")) {
            return SandboxAnswer.json(400, object().put("error", "invalid_request"));
        }
        if (!request.form().getOrDefault("grant_type", List.of()).equals(List.of("client_credentials"))) {
            return SandboxAnswer.json(400, object().put("error", "unsupported_grant_type"));
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        long now = settings.clock().millis();
        tokenExpiries.values().removeIf(expiry -> expiry < now);
        tokenExpiries.put(token, now + settings.tokenLifetime().toMillis());
        return SandboxAnswer.json(
                200,
                object().put("access_token", token)
                        .put("token_type", "bearer")
                        .put("expires_in", settings.tokenLifetime().toSeconds()));
    }

    private SandboxAnswer api(SandboxRequest request) {
        String authorization = request.header("Authorization").orElse("");
        String token = authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : "";
        if (faults.strike("token-revoked", request).isPresent()) {
            tokenExpiries.remove(token);
        }
        Long expiry = tokenExpiries.get(token);
        if (expiry == null || expiry <= settings.clock().millis() || !shopKeyMatches(request)) {
            return failed(401, "Unauthorized", "アクセストークンまたは店舗キーが無効です。")
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        Optional<SandboxAnswer> tooFast = tooFast();
        if (tooFast.isPresent()) {
            return tooFast.get();
        }
        if (faults.strike("permission-missing", request).isPresent()) {
            return failed(403, "Forbidden", "このAPIの利用は許可されていません。");
        }
        String path = request.path();
        if (!path.equals(API + "products") && !path.equals(API + "inventory")) {
            return failed(404, "NotFound", "存在しないURLです。");
        }
        if (!request.method().equals("GET")) {
            return failed(405, "MethodNotAllowed", "GETのみ有効です。");
        }
        return search(
                request, path.endsWith("products") ? ProductQuery.Search.PRODUCTS : ProductQuery.Search.INVENTORY);
    }

    private SandboxAnswer search(SandboxRequest request, ProductQuery.Search search) {
        if (faults.strike("failed-with-200", request).isPresent()) {
            return failed(200, "Invalid", "リクエストを処理できませんでした。");
        }
        boolean cursorRefused = request.query("cursor").isPresent()
                && faults.strike("cursor-expired", request).isPresent();
        ProductQuery query = ProductQuery.read(request, search, cursors, cursorRefused);
        if (!query.problems().isEmpty()) {
            return failed(query.problems());
        }
        List<FutureshopCatalogue.Found> found = catalogue.search(query, query.count + 1);
        ObjectNode envelope = object();
        if (faults.strike("product-list-missing", request).isEmpty()) {
            ArrayNode list = envelope.putArray("productList");
            for (FutureshopCatalogue.Found one : found.subList(0, Math.min(query.count, found.size()))) {
                list.add(
                        search == ProductQuery.Search.PRODUCTS
                                ? ProductView.product(one.product(), query.types, addressedAs(request))
                                : ProductView.stock(one.product(), query.types));
            }
        }
        if (found.size() > query.count) {
            long next = found.get(query.count).position();
            envelope.put("nextUrl", nextUrl(request, query, next));
        }
        return SandboxAnswer.json(200, envelope);
    }

    private String nextUrl(SandboxRequest request, ProductQuery query, long next) {
        StringBuilder url = new StringBuilder(addressedAs(request))
                .append(request.rawPath())
                .append('?');
        request.query().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                url.append(name)
                        .append('=')
                        .append(URLEncoder.encode(values.get(0), StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        return url.append("cursor=")
                .append(cursors.write(next, query.filters()))
                .toString();
    }

    /** The base address by which the caller reached this world. */
    private String addressedAs(SandboxRequest request) {
        return request.header("Host").map(host -> "http://" + host).orElseGet(server::baseUrl);
    }

    private Optional<SandboxAnswer> tooFast() {
        RequestPace.Verdict verdict = pace.judge(
                settings.clientId(), requestsPerSecond, settings.clock().millis());
        if (verdict.allowed()) {
            return Optional.empty();
        }
        SandboxAnswer refusal = failed(429, "TooManyRequests", "リクエスト数の上限を超えました。");
        return Optional.of(
                verdict.tellsWait() ? refusal.with("Retry-After", String.valueOf(verdict.waitSeconds())) : refusal);
    }

    private boolean shopKeyMatches(SandboxRequest request) {
        return same(request.header("X-SHOP-KEY").orElse(""), settings.shopKey());
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private SandboxAnswer failed(List<ProductQuery.Problem> problems) {
        ObjectNode body = object().put("status", "failed");
        ArrayNode errors = body.putArray("errors");
        problems.forEach(problem -> errors.addObject()
                .put("code", problem.code())
                .put("path", problem.path())
                .put("message", problem.message()));
        return SandboxAnswer.json(failedStatus, body);
    }

    private static SandboxAnswer failed(int status, String code, String message) {
        ObjectNode body = object().put("status", "failed");
        body.putArray("errors").addObject().put("code", code).put("message", message);
        return SandboxAnswer.json(status, body);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Optional<SandboxAnswer> controlled(SandboxRequest request) {
        String what = request.method() + " " + request.path();
        if (what.equals("GET /control/products")) {
            long from = Long.parseLong(request.query("from").orElse("0"));
            ObjectNode answer = object();
            ArrayNode numbers = answer.putArray("productNos");
            catalogue.productNos(from, CONTROL_PAGE).forEach(numbers::add);
            return Optional.of(SandboxAnswer.json(200, answer));
        }
        if (what.equals("POST /control/products")) {
            return Optional.of(SandboxAnswer.json(201, catalogue.add(objectOf(request))));
        }
        if (what.equals("POST /control/cursors/expire")) {
            expireCursors();
            return Optional.of(SandboxAnswer.empty(204));
        }
        if (what.equals("DELETE /control/tokens")) {
            revokeTokens();
            return Optional.of(SandboxAnswer.empty(204));
        }
        if (request.path().equals("/control/settings")) {
            return controlledSettings(request);
        }
        if (request.path().startsWith("/control/products/")) {
            return controlledProduct(request, request.path().substring("/control/products/".length()));
        }
        return Optional.empty();
    }

    private Optional<SandboxAnswer> controlledSettings(SandboxRequest request) {
        if (request.method().equals("PATCH")) {
            ObjectNode wanted = objectOf(request);
            wanted.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                switch (entry.getKey()) {
                    case "requestsPerSecond" -> setRequestsPerSecond(value.asDouble());
                    case "ipRegistered" -> setIpRegistered(value.asBoolean());
                    case "failedStatus" -> setFailedStatus(value.asInt());
                    default -> throw new IllegalArgumentException("no such setting: " + entry.getKey());
                }
            });
        } else if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        return Optional.of(SandboxAnswer.json(
                200,
                object().put("requestsPerSecond", requestsPerSecond)
                        .put("ipRegistered", ipRegistered)
                        .put("failedStatus", failedStatus)));
    }

    private Optional<SandboxAnswer> controlledProduct(SandboxRequest request, String rest) {
        int slash = rest.indexOf('/');
        String productNo = slash < 0 ? rest : rest.substring(0, slash);
        String below = slash < 0 ? "" : rest.substring(slash);
        String what = request.method() + " " + below;
        if (what.equals("GET ")) {
            return Optional.of(SandboxAnswer.json(
                    200,
                    catalogue
                            .product(productNo)
                            .orElseThrow(() -> new NoSuchElementException("no product " + productNo))));
        }
        if (what.equals("PATCH ")) {
            boolean moves = !request.query("updateDateMoves").orElse("true").equals("false");
            return Optional.of(SandboxAnswer.json(200, catalogue.change(productNo, objectOf(request), moves)));
        }
        if (what.equals("DELETE ")) {
            catalogue.delete(productNo);
            return Optional.of(SandboxAnswer.empty(204));
        }
        if (what.equals("PUT /stock")) {
            ObjectNode stock = objectOf(request);
            if (!stock.path("count").isInt()) {
                throw new IllegalArgumentException("count must be an integer");
            }
            catalogue.setStock(
                    productNo,
                    stock.path("horizontalNo").asText(""),
                    stock.path("verticalNo").asText(""),
                    stock.path("count").asInt());
            return Optional.of(SandboxAnswer.empty(204));
        }
        if (what.matches("POST /images/[0-9]{1,3}")) {
            catalogue.replaceImage(productNo, Integer.parseInt(below.substring("/images/".length())));
            return Optional.of(SandboxAnswer.empty(204));
        }
        return Optional.empty();
    }

    private static ObjectNode objectOf(SandboxRequest request) {
        if (SandboxServer.json(request) instanceof ObjectNode node) {
            return node;
        }
        throw new IllegalArgumentException("a JSON object is expected");
    }
}
