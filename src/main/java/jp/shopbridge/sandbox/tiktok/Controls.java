package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.shopbridge.sandbox.SandboxAnswer;
import jp.shopbridge.sandbox.SandboxRequest;
import jp.shopbridge.sandbox.SandboxServer;
import org.h2.mvstore.MVMap;

/** What is changed or seen behind the API's back, by the control endpoint or by a test in the same process. */
final class Controls {

    private static final Set<String> STATES =
            Set.of("ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED");

    private final TikTokSettings settings;
    private final ProductStore store;
    private final Shops shops;
    private final Grants grants;
    private final Shelf shelf;
    private final Audits audits;
    private final Webhooks notices;
    private final ConsentPages consent;
    private final OpenQuestions questions;
    private final MVMap<String, String> permissions;

    Controls(
            TikTokSettings settings,
            Books books,
            ProductStore store,
            Shops shops,
            Grants grants,
            Shelf shelf,
            Audits audits,
            Webhooks notices,
            ConsentPages consent,
            OpenQuestions questions) {
        this.questions = questions;
        this.settings = settings;
        this.store = store;
        this.shops = shops;
        this.grants = grants;
        this.shelf = shelf;
        this.audits = audits;
        this.notices = notices;
        this.consent = consent;
        permissions = books.map("category-permissions");
    }

    /** Answers a control request; empty when there is no such control. */
    Optional<SandboxAnswer> answer(SandboxRequest request) {
        String[] path = request.path().substring("/control/".length()).split("/");
        boolean get = request.method().equals("GET");
        if (get) {
            return switch (path[0]) {
                case "products" -> Optional.of(SandboxAnswer.json(200, path.length > 1 ? inspect(path[1]) : list()));
                case "webhooks" -> Optional.of(SandboxAnswer.json(200, deliveries()));
                case "status" -> Optional.of(SandboxAnswer.json(200, status()));
                default -> Optional.empty();
            };
        }
        if (!request.method().equals("POST")) {
            return Optional.empty();
        }
        JsonNode body = SandboxServer.json(request);
        if (path[0].equals("products") && path.length == 3) {
            changeProduct(path[1], path[2], body);
        } else if (path[0].equals("shops") && path.length == 2) {
            changeShop(path[1], body);
        } else if (path[0].equals("categories") && path.length == 2) {
            permission(path[1], Json.text(body, "permission"));
        } else if (path[0].equals("webhooks") && path.length == 2 && path[1].equals("send")) {
            notices.announce(body.path("type").asInt(), Json.text(body, "shop_id"), body.withObject("/data"));
        } else if (path.length == 1) {
            switch (path[0]) {
                case "audits" -> changeAudits(body);
                case "tokens" -> changeTokens(body);
                case "images" -> shelf.forget(Json.text(body, "forget").equals("all") ? "" : Json.text(body, "forget"));
                case "webhooks" -> changeWebhooks(body);
                case "open-questions" ->
                    questions.set(Json.texts(body, "otherwise").stream()
                            .map(OpenQuestion::valueOf)
                            .collect(Collectors.toSet()));
                case "redirect" -> consent.redirectTo(Json.text(body, "url"));
                default -> {
                    return Optional.empty();
                }
            }
        } else {
            return Optional.empty();
        }
        return Optional.of(SandboxAnswer.json(200, Json.object().put("done", true)));
    }

    /** Every product there is, deleted ones too, in short. */
    List<TikTokWorld.Listed> listed() {
        List<TikTokWorld.Listed> listed = new ArrayList<>();
        for (ProductStore.Entry entry : store.entries(any -> true)) {
            Product product = store.find(entry.id()).orElseThrow();
            List<String> versions = new ArrayList<>();
            for (String version : List.of(Product.LIVE, Product.REVIEW, Product.DRAFT)) {
                product.version(version).ifPresent(content -> versions.add(version));
            }
            List<String> sellerSkus = new ArrayList<>();
            product.base().path("skus").forEach(sku -> sellerSkus.add(Json.text(sku, "seller_sku")));
            listed.add(new TikTokWorld.Listed(
                    product.id(),
                    product.shopId(),
                    Json.text(product.base(), "external_product_id"),
                    Json.text(product.base(), "title"),
                    sellerSkus,
                    versions,
                    product.status(),
                    product.audit()));
        }
        return listed;
    }

    /** One product as it is stored, every version in full. */
    ObjectNode inspect(String id) {
        Product product = existing(id);
        ObjectNode json = product.json().deepCopy();
        json.put("status", product.status());
        return json;
    }

    /** Somebody edits in Seller Center: top-level properties are replaced in the live version, without review. */
    void changeInSellerCenter(String id, JsonNode fields) {
        Product product = existing(id);
        ObjectNode content = product.base();
        List<String> changed = new ArrayList<>();
        fields.properties().forEach(field -> {
            if (!field.getKey().equals("prices") && !field.getKey().equals("quantities")) {
                content.set(field.getKey(), field.getValue().deepCopy());
                changed.add(field.getKey());
            }
        });
        fields.path("prices").properties().forEach(price -> product.skus(price.getKey())
                .forEach(sku ->
                        sku.withObject("/price").put("amount", price.getValue().asText())));
        fields.path("quantities").properties().forEach(quantity -> product.skus(quantity.getKey())
                .forEach(sku -> sku.path("inventory").forEach(stock -> ((ObjectNode) stock)
                        .put("quantity", quantity.getValue().asInt()))));
        product.touch(settings.clock().instant());
        store.save(product);
        notices.informationChanged(product, "SELLER_CENTER", changed);
    }

    /** Somebody leaves a draft in Seller Center: what was submitted last with these top-level properties replaced. */
    void draftInSellerCenter(String id, JsonNode fields) {
        Product product = existing(id);
        ObjectNode draft = product.current().deepCopy();
        fields.properties()
                .forEach(field -> draft.set(field.getKey(), field.getValue().deepCopy()));
        boolean beside = product.version(Product.LIVE).isPresent();
        product.version(Product.DRAFT, beside ? Contents.draftBeside(draft) : draft);
        product.touch(settings.clock().instant());
        store.save(product);
    }

    /** The platform or the seller moves a product to another state. */
    void state(String id, String state, String reason) {
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException("the state must be one of " + STATES);
        }
        Product product = existing(id);
        product.productStatus(state);
        if (!reason.isEmpty()) {
            ArrayNode failed = product.json().putArray("failed");
            ObjectNode entry = failed.addObject();
            entry.put("listing_platform", "TIKTOK_SHOP").put("position", "product");
            entry.putArray("reasons").add(reason);
            entry.putArray("suggestions").add("Seller Center で詳細を確認してください。");
        }
        product.touch(settings.clock().instant());
        store.save(product);
        notices.statusChanged(product, "PRODUCT_STATUS_CHANGED", reason);
    }

    /** A promotion begins or ends. */
    void lockPrice(String id, boolean locked) {
        Product product = existing(id);
        product.json().put("price_locked", locked);
        store.save(product);
    }

    /** What a shop has and lacks, by the fields the package description names. */
    void changeShop(String id, JsonNode body) {
        Shops.Shop shop = shops.byId(id).orElseThrow(() -> new IllegalArgumentException("no such shop: " + id));
        if (body.has("deposit_missing")) {
            shop.json().put("deposit_missing", body.path("deposit_missing").asBoolean());
        }
        if (body.has("daily_limit")) {
            shop.json().put("daily_limit", body.path("daily_limit").asInt());
        }
        if (body.has("sales_warehouse")) {
            JsonNode status = body.path("sales_warehouse");
            set(shop, "SALES_WAREHOUSE", true, status.isTextual() ? status.asText() : effect(status.asBoolean()));
        }
        if (body.has("return_warehouse")) {
            set(
                    shop,
                    "RETURN_WAREHOUSE",
                    true,
                    effect(body.path("return_warehouse").asBoolean()));
        }
        if (body.has("second_warehouse")) {
            set(
                    shop,
                    "SALES_WAREHOUSE",
                    false,
                    effect(body.path("second_warehouse").asBoolean()));
        }
        if (body.has("multi_warehouse")) {
            shop.json().put("multi_warehouse", body.path("multi_warehouse").asBoolean());
        }
        body.path("failing").properties().forEach(item -> {
            if (!Shops.PREREQUISITES.containsKey(item.getKey())) {
                throw new IllegalArgumentException(
                        "no such prerequisite: " + item.getKey() + "; known: " + Shops.PREREQUISITES.keySet());
            }
            if (item.getValue().asText().isEmpty() || item.getValue().isNull()) {
                shop.failing().remove(item.getKey());
            } else {
                shop.failing().put(item.getKey(), item.getValue().asText());
            }
        });
        shops.save(shop);
    }

    void permission(String categoryId, String permission) {
        if (permission.isEmpty()) {
            permissions.remove(categoryId);
        } else {
            permissions.put(categoryId, permission);
        }
    }

    void revoke(String shopId, int code) {
        grants.revoke(shopId, code);
        if (code != 0) {
            notices.deauthorized(shopId);
        }
    }

    ObjectNode status() {
        ObjectNode status = Json.object();
        Map<String, Integer> counts = new TreeMap<>();
        store.entries(any -> true).forEach(entry -> counts.merge(entry.status(), 1, Integer::sum));
        ObjectNode products = status.putObject("products");
        counts.forEach(products::put);
        status.put("audits_pending", audits.pending());
        status.put("images", shelf.imageCount());
        status.put("webhooks_waiting", notices.waiting());
        return status;
    }

    private ObjectNode list() {
        ObjectNode all = Json.object();
        ArrayNode products = all.putArray("products");
        for (TikTokWorld.Listed each : listed()) {
            ObjectNode line = products.addObject();
            line.put("id", each.id())
                    .put("shop_id", each.shopId())
                    .put("external_product_id", each.externalId())
                    .put("title", each.title())
                    .put("status", each.status())
                    .put("audit", each.audit());
            each.sellerSkus().forEach(line.putArray("seller_skus")::add);
            each.versions().forEach(line.putArray("versions")::add);
        }
        all.put("total", products.size());
        return all;
    }

    private ObjectNode deliveries() {
        ObjectNode all = Json.object();
        all.put("waiting", notices.waiting());
        ArrayNode lines = all.putArray("deliveries");
        for (Webhooks.Delivery delivery : notices.deliveries()) {
            lines.addObject()
                    .put("at", delivery.at().toString())
                    .put("type", delivery.type())
                    .put("notification_id", delivery.notificationId())
                    .put("status", delivery.status())
                    .put("body", delivery.body());
        }
        return all;
    }

    private void changeProduct(String id, String what, JsonNode body) {
        switch (what) {
            case "seller-center" -> changeInSellerCenter(id, body);
            case "draft" -> draftInSellerCenter(id, body);
            case "state" -> state(id, Json.text(body, "state"), Json.text(body, "reason"));
            case "price-lock" -> lockPrice(id, body.path("locked").asBoolean());
            case "appeal" -> {
                Product product = existing(id);
                product.json().put("appeal", body.path("open").asBoolean());
                store.save(product);
            }
            default ->
                throw new IllegalArgumentException("seller-center, draft, state, price-lock or appeal, not " + what);
        }
    }

    private void changeAudits(JsonNode body) {
        if (body.has("fail_next")) {
            audits.failNext(body.path("fail_next").asInt(), Json.text(body, "reason"));
        }
        if (body.has("product_id")) {
            audits.decideAs(Json.text(body, "product_id"), Json.text(body, "outcome"), Json.text(body, "reason"));
        }
        if (body.has("held")) {
            audits.hold(body.path("held").asBoolean());
        }
    }

    private void changeTokens(JsonNode body) {
        if (body.has("revoke")) {
            revoke(Json.text(body, "revoke"), body.path("code").asInt(RefusalCode.TOKEN_EXPIRED.code()));
        }
        if (body.has("restore")) {
            revoke(Json.text(body, "restore"), 0);
        }
        if (body.path("expire_access").asBoolean()) {
            grants.expireAccessTokens();
        }
        if (body.has("expires_soon")) {
            notices.expiresSoon(
                    Json.text(body, "expires_soon"), settings.clock().instant().plus(Duration.ofDays(30)));
        }
    }

    private void changeWebhooks(JsonNode body) {
        if (body.has("target")) {
            notices.target(Json.text(body, "target"));
        }
        if (body.has("repeat")) {
            notices.repeat(body.path("repeat").asInt());
        }
        if (body.has("held") || body.has("reverse")) {
            notices.hold(body.path("held").asBoolean(), body.path("reverse").asBoolean());
        }
    }

    private Product existing(String id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("no such product: " + id));
    }

    private static String effect(boolean there) {
        return there ? "ENABLED" : "DISABLED";
    }

    private static void set(Shops.Shop shop, String type, boolean isDefault, String effectStatus) {
        for (JsonNode warehouse : shop.warehouses()) {
            if (Json.text(warehouse, "type").equals(type)
                    && warehouse.path("is_default").asBoolean() == isDefault) {
                ((ObjectNode) warehouse).put("effect_status", effectStatus);
            }
        }
    }
}
