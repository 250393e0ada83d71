package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import jp.shopbridge.Bridge;
import jp.shopbridge.Json;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.sandbox.futureshop.SampleCatalogue;
import jp.shopbridge.sandbox.tiktok.TikTokSettings;
import jp.shopbridge.sandbox.tiktok.TikTokWorld;
import jp.shopbridge.staging.EditOutcome;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingEdits;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.AuthorizationOutcome;
import jp.shopbridge.tiktok.Consents;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running bridge between two pretend worlds that a test can steer, with samples to publish. */
public final class Stage implements AutoCloseable {

    /** The shop's key. */
    public static final String SHOP = "sample";

    private static final String MERCHANT =
            Base64.getEncoder().encodeToString("merchant:a-password-for-tests".getBytes(StandardCharsets.UTF_8));

    private final TikTokWorld tiktok;
    private final FutureshopWorld futureshop;
    private final ConfigurableApplicationContext context;
    private final String[] arguments;
    private final List<ConfigurableApplicationContext> others = new ArrayList<>();

    private Stage(TikTokWorld tiktok, FutureshopWorld futureshop, @Nullable Clock clock, String... arguments) {
        this.tiktok = tiktok;
        this.futureshop = futureshop;
        this.arguments = arguments;
        SpringApplicationBuilder application = new SpringApplicationBuilder(Bridge.class);
        if (clock != null) {
            application.initializers(fresh -> ((GenericApplicationContext) fresh)
                    .registerBean("clockOfTest", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        }
        this.context = application.run(arguments);
    }

    /** Starts one more instance on the same database and the same worlds. */
    public void addInstance() {
        others.add(new SpringApplicationBuilder(Bridge.class).run(arguments));
    }

    /** Starts everything on this database; the TikTok world and the properties may be changed. */
    public static Stage on(
            Database database, UnaryOperator<TikTokSettings.Builder> world, Map<String, String> properties) {
        return on(database, world, properties, null);
    }

    /** Starts everything on H2 at the time of this clock, the TikTok world too. */
    public static Stage at(Clock clock, UnaryOperator<TikTokSettings.Builder> world, Map<String, String> properties) {
        return on(Database.h2(), builder -> world.apply(builder.clock(clock)), properties, clock);
    }

    private static Stage on(
            Database database,
            UnaryOperator<TikTokSettings.Builder> world,
            Map<String, String> properties,
            @Nullable Clock clock) {
        TikTokWorld tiktok = new TikTokWorld(world.apply(TikTokSettings.builder()
                        .app("sample-app", "sample-app-secret", "sample-service")
                        .redirectUrl(URI.create("http://127.0.0.1:1/callback"))
                        .auditDelay(Duration.ofMillis(300)))
                .build());
        FutureshopWorld futureshop = new FutureshopWorld(FutureshopSettings.standard()
                .withCredentials("sample-shop", "sample-client", "sample-secret")
                .onPort(0)
                .withRequestsPerSecond(0));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("sandbox.enabled", "false");
        all.put("spring.jmx.enabled", "false");
        all.put("camel.main.jmx-enabled", "false");
        all.put("camel.main.routes-exclude-pattern", "**/routes/intake.camel.yaml,**/futureshop.camel.yaml");
        all.put("publishing.period", "100ms");
        all.put("publishing.requests-per-second", "200");
        all.put("publishing.reads-per-second", "200");
        all.put("publishing.first-delay", "50");
        all.put("publishing.first-retry", "200ms");
        all.put("publishing.resolve-after", "1s");
        all.put("publishing.resolve-period", "200ms");
        all.put("publishing.pause-for", "1s");
        all.put("publishing.recheck-warehouse", "500ms");
        all.put("publishing.allow-private-image-hosts", "true");
        all.put("review.period", "100ms");
        all.put("security.users.merchant.password", "a-password-for-tests");
        all.put("security.users.operator.password", "a-password-for-tests");
        String shop = "bridge.shops[0].";
        all.put(shop + "key", SHOP);
        all.put(shop + "futureshop.base-url", futureshop.baseUrl());
        all.put(shop + "futureshop.shop-key", "sample-shop");
        all.put(shop + "futureshop.client-id", "sample-client");
        all.put(shop + "futureshop.client-secret", "sample-secret");
        all.put(shop + "tiktok.api-base-url", tiktok.baseUrl());
        all.put(shop + "tiktok.auth-base-url", tiktok.baseUrl());
        all.put(shop + "tiktok.consent-base-url", tiktok.baseUrl());
        all.put(shop + "tiktok.app-key", "sample-app");
        all.put(shop + "tiktok.app-secret", "sample-app-secret");
        all.put(shop + "tiktok.service-id", "sample-service");
        all.putAll(database.properties());
        all.putAll(properties);
        String[] arguments = all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new Stage(tiktok, futureshop, clock, arguments);
    }

    /** Starts everything on H2 with nothing changed. */
    public static Stage plain() {
        return on(Database.h2(), world -> world, Map.of());
    }

    /** A bean of the application. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A bean of an instance: 0 is the first, 1 the first that was added. */
    public <T> T bean(int instance, Class<T> type) {
        return instance == 0 ? bean(type) : others.get(instance - 1).getBean(type);
    }

    /** Sends one call through the route of an instance through which every call to TikTok Shop passes. */
    public TiktokAnswer call(int instance, TiktokCall call) {
        return bean(instance, CamelContext.class)
                .createFluentProducerTemplate()
                .to("direct:tiktok-call")
                .withVariable("call", call)
                .request(TiktokAnswer.class);
    }

    /** The pretend TikTok Shop. */
    public TikTokWorld tiktok() {
        return tiktok;
    }

    /** The pretend futureshop. */
    public FutureshopWorld futureshop() {
        return futureshop;
    }

    /** Lets the TikTok world misbehave. */
    public void fault(FaultRule rule) {
        tiktok.faults().add(rule);
    }

    /** Gives the seller's consent as a browser would. */
    public void authorise() {
        Consents consents = bean(Consents.class);
        Map<String, String> back = browse(consents.begin(SHOP, null, "a-person"));
        AuthorizationOutcome outcome = consents.complete(back.get("state"), back.get("code"), null);
        if (!(outcome instanceof AuthorizationOutcome.Completed)) {
            throw new AssertionError("The consent ended as " + outcome);
        }
    }

    /** Follows the consent page up to the address it sends the browser back to; its parameters. */
    public static Map<String, String> browse(String consentUrl) {
        HttpResponse<String> answer = http("GET", consentUrl, null);
        String location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() ->
                        new AssertionError("The consent page answered " + answer.statusCode() + " " + answer.body()));
        Map<String, String> back = new HashMap<>();
        for (String pair : URI.create(location).getRawQuery().split("&")) {
            String[] both = pair.split("=", 2);
            back.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return back;
    }

    /** Speaks to a control endpoint of the TikTok world. */
    public JsonNode control(String method, String path, @Nullable String body) {
        HttpResponse<String> answer = http(method, tiktok.baseUrl() + "/control" + path, body);
        if (answer.statusCode() >= 400) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return Json.parse(answer.body().isEmpty() ? "{}" : answer.body());
    }

    /** A request to the REST API as the merchant. */
    public HttpResponse<String> api(String method, String path, @Nullable String body) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return http(method, "http://127.0.0.1:" + port + "/api/" + path, body);
    }

    /** A request to the REST API as the merchant that must be done; the answer's JSON. */
    public JsonNode done(String method, String path, @Nullable String body) {
        HttpResponse<String> answer = api(method, path, body);
        if (answer.statusCode() >= 400) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return Json.parse(answer.body());
    }

    private static HttpResponse<String> http(String method, String url, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + MERCHANT)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stages so many healthy samples with stock, not selected. */
    public List<ListingKey> stage(int count) {
        return stage(count, UnaryOperator.identity());
    }

    /** Stages so many healthy samples, each changed as listings beforehand. */
    public List<ListingKey> stage(int count, UnaryOperator<ObjectNode> change) {
        List<ListingKey> keys = new ArrayList<>();
        for (int position = 0; position < count; position++) {
            keys.add(sample(position, change));
        }
        return keys;
    }

    /** Stages one healthy sample with stock, changed as a listing beforehand; not selected. */
    public ListingKey sample(int position, UnaryOperator<ObjectNode> change) {
        ShopMappings mappings = bean(ShopMappings.class);
        ListingArrivals arrivals = bean(ListingArrivals.class);
        String snapshot = Json.text(new SampleCatalogue().product(position))
                .replace("\"/itembox/", "\"" + futureshop.baseUrl() + "/itembox/");
        MappingOutcome outcome = mappings.toListing(mappings.inForce(), SHOP, Json.parse(snapshot));
        ObjectNode mapped = change.apply(outcome.target());
        String productNo = mapped.path("product_no").asText();
        arrivals.stage(
                SHOP,
                List.of(new SourceProduct(
                        productNo,
                        Json.hash(mapped),
                        snapshot,
                        mappings.inForce().version(),
                        ListingContent.of(mapped),
                        ShopMappings.lacks(outcome.reasons()))));
        Map<String, Integer> stocks = new HashMap<>();
        mapped.path("skus").forEach(sku -> stocks.put(sku.path("sku_no").asText(), 7));
        arrivals.recordStock(SHOP, List.of(productNo), Map.of(productNo, stocks));
        return new ListingKey(SHOP, productNo);
    }

    /** Stages a healthy sample under a number of its own, with seller SKUs of its own; not selected. */
    public ListingKey numbered(String productNo) {
        return numbered(productNo, 0, UnaryOperator.identity());
    }

    /** The same of any sample, changed as a listing beforehand, so that tests of one stage can have the same sample. */
    public ListingKey numbered(String productNo, int position, UnaryOperator<ObjectNode> change) {
        return sample(position, listing -> {
            listing.put("product_no", productNo);
            listing.path("skus").forEach(sku -> ((ObjectNode) sku)
                    .put("seller_sku", productNo + "-" + sku.path("sku_no").asText())
                    .remove("jan"));
            return change.apply(listing);
        });
    }

    /** Stages a listing again, changed as futureshop's next import would. */
    public void restage(ListingKey key, UnaryOperator<ObjectNode> change) {
        Listing listing = listing(key);
        ObjectNode mapped = change.apply(listing.mapped().document().deepCopy());
        bean(ListingArrivals.class)
                .stage(
                        key.shop(),
                        List.of(new SourceProduct(
                                key.productNo(),
                                Json.hash(mapped),
                                listing.snapshot(),
                                listing.status().mappingVersion(),
                                ListingContent.of(mapped),
                                List.of())));
    }

    /** Stages and selects one healthy sample, and waits until it is live. */
    public ListingKey live(int position) {
        ListingKey key = sample(position, UnaryOperator.identity());
        select(List.of(key));
        await(key, ListingState.LIVE);
        return key;
    }

    /** A person's edit, as JSON Merge Patch. */
    public void edit(ListingKey key, String patch) {
        EditOutcome outcome = bean(ListingEdits.class).edit(key, null, Json.parseObject(patch), "merchant");
        if (!(outcome instanceof EditOutcome.Edited)) {
            throw new AssertionError("The edit ended as " + outcome);
        }
    }

    /** Selects them for TikTok Shop. */
    public void select(List<ListingKey> keys) {
        keys.forEach(key -> bean(ListingEdits.class).select(key, null, true, "merchant"));
    }

    /** The listing as it is now. */
    public Listing listing(ListingKey key) {
        return bean(ListingQueries.class).find(key).orElseThrow();
    }

    /** Waits until the listing is in this state; fails with its reason after 30 seconds. */
    public Listing await(ListingKey key, ListingState state) {
        return await(key, "is " + state, listing -> listing.status().state() == state);
    }

    /** Waits until the listing is as wanted. */
    public Listing await(ListingKey key, String what, Predicate<Listing> wanted) {
        Awaitility.await(key + " " + what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    Listing listing = listing(key);
                    if (!wanted.test(listing)) {
                        throw new AssertionError(key + " is " + listing.status().state() + " "
                                + listing.status().stateCode() + " "
                                + listing.status().stateReason() + " remote "
                                + listing.status().remoteStatus());
                    }
                });
        return listing(key);
    }

    /** The TikTok world's products of a product number that are not deleted. */
    public List<TikTokWorld.Listed> at(ListingKey key) {
        return tiktok.products().stream()
                .filter(listed -> listed.externalId().equals(key.productNo())
                        && !listed.status().equals("DELETED"))
                .toList();
    }

    @Override
    public void close() {
        others.forEach(ConfigurableApplicationContext::close);
        context.close();
        tiktok.close();
        futureshop.close();
    }
}
