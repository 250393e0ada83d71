package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVMap;

/**
 * Webhooks (section 5): which are announced, to whom, signed, repeated until answered. What waits to be delivered is kept on
 * disk; the deliveries of this run are remembered for inspection. Everything but {@link #deliverDue} and the sending itself is
 * called under the world's lock.
 */
final class Webhooks {

    /** The types this world sends, by the name they are configured with. */
    static final Map<String, Integer> TYPES = new TreeMap<>(Map.of(
            "PRODUCT_STATUS_CHANGE", 5,
            "SELLER_DEAUTHORIZATION", 6,
            "UPCOMING_AUTHORIZATION_EXPIRATION", 7,
            "PRODUCT_INFORMATION_CHANGE", 15,
            "PRODUCT_CREATION", 16,
            "PRODUCT_CATEGORY_CHANGE", 18,
            "PRODUCT_AUDIT_STATUS_CHANGE", 37));

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int REMEMBERED = 2_000;

    private final TikTokSettings settings;
    private final Books books;
    private final MVMap<String, String> outbox;
    private final MVMap<String, String> subscriptions;
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private final Set<String> underWay = new LinkedHashSet<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService sender;

    /**
     * One attempt to deliver.
     *
     * @param at when it ended
     * @param type the webhook's type number
     * @param notificationId {@code tts_notification_id}; the same in every attempt
     * @param body the bytes sent, as text
     * @param status the HTTP status answered; 0 when there was no answer
     */
    record Delivery(Instant at, int type, String notificationId, String body, int status) {}

    Webhooks(TikTokSettings settings, Books books) {
        this.settings = settings;
        this.books = books;
        outbox = books.map("webhook-outbox");
        subscriptions = books.map("webhook-subscriptions");
        URI target = settings.webhookTarget();
        if (target != null) {
            books.note("webhook-target", target.toString());
        }
        sender = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-tiktok-webhooks");
            thread.setDaemon(true);
            return thread;
        });
    }

    // What is announced

    void statusChanged(Product product, String status, String reason) {
        ObjectNode data = numbered(product);
        data.put("status", status).put("suspended_reason", reason).put("update_time", seconds());
        announce("PRODUCT_STATUS_CHANGE", product.shopId(), data);
    }

    void auditEnded(Product product) {
        ObjectNode data = numbered(product);
        ObjectNode audit = data.putObject("audit");
        audit.put("status", product.audit());
        ArrayNode reasons = audit.putArray("pre_approved_reasons");
        if (product.audit().equals("PRE_APPROVED")) {
            reasons.add("KYC_PENDING");
        }
        data.put("update_time", seconds());
        announce("PRODUCT_AUDIT_STATUS_CHANGE", product.shopId(), data);
    }

    void informationChanged(Product product, String source, List<String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        ObjectNode data = Json.object();
        // Text here, a number in the other product topics: so it is on the real wire.
        data.put("product_id", product.id()).put("change_source", source);
        fields.forEach(data.putArray("changed_fields")::add);
        data.put("update_time", seconds());
        announce("PRODUCT_INFORMATION_CHANGE", product.shopId(), data);
    }

    void created(Product product) {
        ObjectNode data = numbered(product);
        data.putArray("product_types");
        data.put("update_time", seconds());
        announce("PRODUCT_CREATION", product.shopId(), data);
    }

    void categoryChanged(Product product, String before, String after) {
        ObjectNode data = numbered(product);
        data.put("previous_category_id", before)
                .put("current_category_id", after)
                .put("update_time", seconds());
        announce("PRODUCT_CATEGORY_CHANGE", product.shopId(), data);
    }

    void deauthorized(String shopId) {
        announce(
                "SELLER_DEAUTHORIZATION",
                shopId,
                Json.object().put("message", "The seller has cancelled the authorization of your app."));
    }

    void expiresSoon(String shopId, Instant expires) {
        announce(
                "UPCOMING_AUTHORIZATION_EXPIRATION",
                shopId,
                Json.object()
                        .put("message", "The authorization of your app expires soon.")
                        .put("expiration_time", String.valueOf(expires.getEpochSecond())));
    }

    /** Sends any data as any type. */
    void announce(int type, String shopId, ObjectNode data) {
        ObjectNode envelope = Json.object();
        String id = books.nextId();
        envelope.put("type", type)
                .put("tts_notification_id", id)
                .put("shop_id", shopId)
                .put("timestamp", seconds())
                .set("data", data);
        String name = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        for (String target : targets(shopId, name)) {
            ObjectNode waiting = Json.object();
            waiting.put("target", target)
                    .put("type", type)
                    .put("notification", id)
                    .put("due", settings.clock().millis())
                    .put("attempt", 0)
                    .put("body", Json.write(envelope));
            outbox.put(id + ' ' + target, Json.write(waiting));
        }
    }

    // Configuration

    /** The app's own target for every type; empty switches it off. */
    void target(String url) {
        books.note("webhook-target", url);
    }

    ObjectNode subscribed(String shopId) {
        ObjectNode data = Json.object();
        ArrayNode webhooks = data.putArray("webhooks");
        subscriptions.forEach((key, address) -> {
            if (key.startsWith(shopId + '\n')) {
                webhooks.addObject()
                        .put("event_type", key.substring(key.indexOf('\n') + 1))
                        .put("address", address)
                        .put("create_time", seconds())
                        .put("update_time", seconds());
            }
        });
        data.put("total_count", webhooks.size());
        return data;
    }

    void subscribe(String shopId, ObjectNode body) {
        String address = Json.text(body, "address");
        URI uri = address.length() > 255 ? URI.create("") : uri(address);
        boolean loopback = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        boolean real = "https".equals(uri.getScheme())
                && uri.getPort() < 0
                && !String.valueOf(uri.getHost()).matches("[0-9.]+");
        // The real one takes https names without a port only; a pretend one must also reach what runs beside it.
        if (uri.getHost() == null || !(loopback || real)) {
            throw RefusalCode.BAD_REQUEST.refusal(
                    "'address' must be an https URL with a domain name, at most 255 characters");
        }
        subscriptions.put(shopId + '\n' + type(body), address);
    }

    void unsubscribe(String shopId, ObjectNode body) {
        if (subscriptions.remove(shopId + '\n' + type(body)) == null) {
            throw RefusalCode.BAD_REQUEST.refusal("this event_type is not configured");
        }
    }

    // Delivery

    /** Holds deliveries back, or lets them go: {@code reverse} sends what waited in the opposite order. */
    void hold(boolean held, boolean reverse) {
        books.note("webhooks-held", String.valueOf(held));
        books.note("webhooks-reverse", String.valueOf(reverse));
    }

    /** How often each delivered notification is delivered again. */
    void repeat(int times) {
        books.note("webhooks-repeat", String.valueOf(times));
    }

    List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    int waiting() {
        return outbox.size();
    }

    /** Hands what is due to the sending thread. */
    synchronized void deliverDue() {
        if (outbox.isEmpty() || books.note("webhooks-held").equals("true")) {
            return;
        }
        List<String> ready = new ArrayList<>();
        long now = settings.clock().millis();
        outbox.forEach((key, json) -> {
            if (!underWay.contains(key) && Json.own(json).path("due").asLong() <= now) {
                ready.add(key);
            }
        });
        if (books.note("webhooks-reverse").equals("true")) {
            Collections.reverse(ready);
            books.note("webhooks-reverse", "");
        }
        for (String key : ready) {
            underWay.add(key);
            sender.execute(() -> deliver(key));
        }
    }

    void close() {
        sender.shutdownNow();
        try {
            if (!sender.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a webhook delivery does not end");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(String key) {
        String json = outbox.get(key);
        if (json == null) {
            return;
        }
        ObjectNode waiting = Json.own(json);
        String body = Json.text(waiting, "body");
        int status = 0;
        try {
            status = send(URI.create(Json.text(waiting, "target")), body);
            String repeats = books.note("webhooks-repeat");
            for (int i = repeats.isEmpty() ? 0 : Integer.parseInt(repeats); i > 0 && status / 100 == 2; i--) {
                remember(waiting, send(URI.create(Json.text(waiting, "target")), body));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        }
        settle(key, waiting, status);
        remember(waiting, status);
    }

    private synchronized void settle(String key, ObjectNode waiting, int status) {
        underWay.remove(key);
        int attempt = waiting.path("attempt").asInt();
        if (status / 100 == 2 || attempt >= settings.webhookRetries().size()) {
            outbox.remove(key);
        } else {
            waiting.put("attempt", attempt + 1)
                    .put(
                            "due",
                            settings.clock().millis()
                                    + settings.webhookRetries().get(attempt).toMillis());
            outbox.put(key, Json.write(waiting));
        }
        books.commit();
    }

    private int send(URI target, String body) throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", RequestSignature.ofWebhook(settings.appKey(), settings.appSecret(), bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            return 0; // recorded as no answer; the schedule repeats it
        }
    }

    private void remember(ObjectNode waiting, int status) {
        synchronized (deliveries) {
            deliveries.addLast(new Delivery(
                    settings.clock().instant(),
                    waiting.path("type").asInt(),
                    Json.text(waiting, "notification"),
                    Json.text(waiting, "body"),
                    status));
            if (deliveries.size() > REMEMBERED) {
                deliveries.removeFirst();
            }
        }
    }

    private void announce(String name, String shopId, ObjectNode data) {
        Integer type = TYPES.get(name);
        if (type == null) {
            throw new IllegalStateException("no such webhook type: " + name);
        }
        announce(type, shopId, data);
    }

    private Set<String> targets(String shopId, String name) {
        Set<String> targets = new LinkedHashSet<>();
        String own = books.note("webhook-target");
        if (!own.isEmpty()) {
            targets.add(own);
        }
        String subscribed = subscriptions.get(shopId + '\n' + name);
        if (subscribed != null) {
            targets.add(subscribed);
        }
        return targets;
    }

    private static ObjectNode numbered(Product product) {
        ObjectNode data = Json.object();
        data.put("product_id", Long.parseLong(product.id()));
        return data;
    }

    private static String type(ObjectNode body) {
        String type = Json.text(body, "event_type");
        if (!TYPES.containsKey(type)) {
            throw RefusalCode.BAD_REQUEST.refusal("'event_type' must be one of " + TYPES.keySet());
        }
        return type;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            return URI.create("");
        }
    }

    private long seconds() {
        return settings.clock().instant().getEpochSecond();
    }
}
