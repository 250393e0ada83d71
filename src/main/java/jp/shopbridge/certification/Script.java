package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.PlainCall;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;

/** The walk: every call of the client and what the open questions need beside them, in an order in which each has what it needs. */
final class Script {

    private static final int NO_SUCH_VERSION = 12052547;
    private static final String REVIEW = "return_under_review_version";
    private static final String DRAFT = "return_draft_version";

    private final TiktokRequests requests;
    private final String shop;
    private final @Nullable String category;
    private final String version;

    /**
     * @param category the category of the products; null for the one that TikTok recommends
     * @param version the category version
     */
    Script(TiktokRequests requests, String shop, @Nullable String category, String version) {
        this.requests = requests;
        this.shop = shop;
        this.category = category;
        this.version = version;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        knowledge(steps);
        products(steps);
        firstReview(steps);
        changes(steps);
        sale(steps);
        end(steps);
        return steps;
    }

    private void knowledge(List<Step> steps) {
        steps.add(client("shops", known -> TiktokCall.of(shop, TiktokOperation.AUTHORIZED_SHOPS, Map.of())));
        steps.add(client("warehouses", known -> requests.warehouses(shop)).learning(Script::learnWarehouses));
        steps.add(client("prerequisites", known -> requests.prerequisites(shop)));
        steps.add(client("categories", known -> requests.categories(shop)));
        steps.add(client(
                "categories-v1",
                known -> TiktokCall.of(
                        shop, TiktokOperation.CATEGORIES, Map.of("locale", "ja-JP", "category_version", "v1"))));
        steps.add(client("image", known -> TiktokCall.image(shop, Bodies.picture(known.mark()), "MAIN_IMAGE"))
                .learning((answer, known) ->
                        known.know("image", answer.at("/data/uri").asText())));
        steps.add(client("recommend", known -> requests.recommend(shop, "綿100%の無地Tシャツ", List.of(), "tshirt", "Tシャツ"))
                .learning((answer, known) -> {
                    known.know("version", version);
                    known.know(
                            "category",
                            category != null
                                    ? category
                                    : answer.at("/data/leaf_category_id").asText());
                }));
        Sentence none = Messages.sentence("certification.no-category");
        steps.add(client("rules", known -> requests.rules(shop, known.known("category")))
                .needing("category", none));
        steps.add(client("attributes", known -> requests.attributes(shop, known.known("category")))
                .needing("category", none)
                .learning(Script::learnAttributes));
        steps.add(client("brands", known -> requests.brands(shop, "")));
        steps.add(client("package-predict", known -> requests.packagePredict(shop, known.known("category")))
                .needing("category", none));
        steps.add(client(
                        "properties-recommend",
                        known -> requests.propertiesRecommend(
                                shop, known.known("category"), new Bodies(known).title(""), "", List.of()))
                .needing("category", none));
        steps.add(Step.of(
                "seller-templates",
                known -> PlainCall.of(
                        "GET",
                        "/logistics/202510/seller_templates",
                        Map.of(),
                        TiktokRequests.bytes(Bodies.shippingTemplates()))));
    }

    private void products(List<Step> steps) {
        steps.add(ready(client(
                "listing-check",
                known -> TiktokCall.json(
                        shop,
                        TiktokOperation.LISTING_CHECK,
                        Map.of(),
                        TiktokRequests.bytes(new Bodies(known).check())))));
        steps.add(ready(client(
                        "create-draft",
                        known -> requests.create(
                                shop,
                                TiktokRequests.bytes(
                                        new Bodies(known).create(Bodies.DRAFT, "AS_DRAFT", known.known("warehouse")))))
                .creating()
                .learning(product("draft"))));
        Sentence noDraft = Messages.sentence("certification.no-product", "create-draft");
        steps.add(read("get-draft", "draft", Map.of()).needing("draft", noDraft));
        steps.add(read("get-draft-version", "draft", Map.of(DRAFT, "true")).needing("draft", noDraft));
        steps.add(ready(client(
                                "create-restricted",
                                known -> requests.create(
                                        shop,
                                        TiktokRequests.bytes(new Bodies(known)
                                                .create(Bodies.RESTRICTED, "AS_DRAFT", known.known("restricted")))))
                        .creating()
                        .learning(product("restricted-product")))
                .needing("restricted", Messages.sentence("certification.no-restricted-warehouse")));
        steps.add(ready(client(
                        "create",
                        known -> requests.create(
                                shop,
                                TiktokRequests.bytes(
                                        new Bodies(known).create(Bodies.FULL, "LISTING", known.known("warehouse")))))
                .creating()
                .learning(product("product"))));
    }

    private void firstReview(List<Step> steps) {
        steps.add(ofProduct(read("get-first-review", "product", Map.of())));
        steps.add(ofProduct(read("get-first-review-flag", "product", Map.of(REVIEW, "true"))));
        steps.add(
                client("search", known -> requests.search(shop, List.of(new Bodies(known).sellerSku(Bodies.FULL, 1)))));
        steps.add(client("search-under-review", known -> requests.searchUnderReview(shop, null)));
        steps.add(ofProduct(read("wait-first-review", "product", Map.of()))
                .until(answer -> !answer.at("/data/status").asText().equals("PENDING"))
                .learning((answer, known) -> {
                    if (answer.at("/data/status").asText().equals("ACTIVATE")) {
                        known.know("live", "true");
                    }
                    learnFailure(answer, known);
                }));
        steps.add(live(read("get-no-review-flag", "product", Map.of(REVIEW, "true"))));
        steps.add(live(read("get-no-draft-version", "product", Map.of(DRAFT, "true"))));
    }

    private void changes(List<Step> steps) {
        steps.add(live(client(
                "price",
                known -> requests.price(
                        shop,
                        known.known("product"),
                        Map.of(known.known("sku1"), new Yen(BigDecimal.valueOf(1_100)))))));
        steps.add(live(client("inventory", known -> stock(known, 7))));
        steps.add(live(client("inventory-zero", known -> stock(known, 0))));
        steps.add(live(client("inventory-back", known -> stock(known, 7))));
        steps.add(live(client(
                "partial-edit",
                known -> requests.partialEdit(
                        shop, known.known("product"), TiktokRequests.bytes(new Bodies(known).partialEdit())))));
        steps.add(live(read("get-partial-review", "product", Map.of(REVIEW, "true"))));
        steps.add(live(waitForEdit("wait-partial-edit")));
        steps.add(live(read("get-after-partial", "product", Map.of())).learning(Script::learnFailure));
        steps.add(live(client(
                "edit",
                known -> requests.edit(shop, known.known("product"), TiktokRequests.bytes(new Bodies(known).edit())))));
        steps.add(live(read("get-edit-review", "product", Map.of(REVIEW, "true"))));
        steps.add(live(waitForEdit("wait-edit")));
        steps.add(live(read("get-after-edit", "product", Map.of())).learning(Script::learnFailure));
        steps.add(ofProduct(read("get-failed-flag", "product", Map.of(REVIEW, "true")))
                .needing("failed", Messages.sentence("certification.no-failed-review")));
    }

    private void sale(List<Step> steps) {
        steps.add(live(client("deactivate", known -> requests.deactivate(shop, List.of(known.known("product"))))));
        steps.add(live(read("get-deactivated", "product", Map.of())));
        steps.add(live(client("activate", known -> requests.activate(shop, List.of(known.known("product"))))));
        steps.add(live(read("wait-activated", "product", Map.of()))
                .until(answer -> !answer.at("/data/status").asText().equals("PENDING")));
        steps.add(client("activate-platform", known -> requests.activate(shop, List.of("{taken-off-by-TikTok}")))
                .needing("taken-off-by-TikTok", Messages.sentence("certification.only-tiktok-takes-off")));
    }

    private void end(List<Step> steps) {
        steps.add(client("find-own", known -> {
                    Bodies bodies = new Bodies(known);
                    return requests.search(
                            shop,
                            List.of(
                                    bodies.sellerSku(Bodies.FULL, 1),
                                    bodies.sellerSku(Bodies.DRAFT, 1),
                                    bodies.sellerSku(Bodies.RESTRICTED, 1)));
                })
                .learning(Script::learnOwn));
        steps.add(client("deactivate-own", known -> requests.deactivate(shop, ids(known, "on-sale")))
                .needing("on-sale", Messages.sentence("certification.nothing-on-sale")));
        steps.add(Step.of("delete-own", known -> {
                    ObjectNode body = Json.MAPPER.createObjectNode();
                    ids(known, "own").forEach(body.putArray("product_ids")::add);
                    return PlainCall.of("DELETE", "/product/202309/products", Map.of(), TiktokRequests.bytes(body));
                })
                .needing("own", Messages.sentence("certification.nothing-to-delete")));
        steps.add(ofProduct(read("get-at-the-end", "product", Map.of())));
        steps.add(client(
                "search-deleted",
                known -> requests.searchDeleted(shop, List.of(new Bodies(known).sellerSku(Bodies.FULL, 1)))));
    }

    /** The question whether the product that a step makes is there already. */
    PlainCall searchOf(WalkState known, String step) {
        String product =
                switch (step) {
                    case "create-draft" -> Bodies.DRAFT;
                    case "create-restricted" -> Bodies.RESTRICTED;
                    default -> Bodies.FULL;
                };
        return PlainCall.of(requests.search(shop, List.of(new Bodies(known).sellerSku(product, 1))));
    }

    private TiktokCall stock(WalkState known, int pieces) {
        return requests.inventory(
                shop, known.known("product"), known.known("warehouse"), Map.of(known.known("sku1"), pieces));
    }

    private Step waitForEdit(String name) {
        return read(name, "product", Map.of(REVIEW, "true"))
                .until(answer -> answer.path("code").asInt() == NO_SUCH_VERSION
                        || answer.at("/data/audit/status").asText().equals("FAILED"));
    }

    private Step read(String name, String product, Map<String, String> query) {
        return client(name, known -> TiktokCall.of(shop, TiktokOperation.GET, known.known(product), query));
    }

    private static Step client(String name, Function<WalkState, TiktokCall> call) {
        return Step.of(name, known -> PlainCall.of(call.apply(known)));
    }

    /** Only with all that a product is made of. */
    private static Step ready(Step step) {
        return step.needing("warehouse", Messages.sentence("certification.no-warehouse"))
                .needing("category", Messages.sentence("certification.no-category"))
                .needing("image", Messages.sentence("certification.no-image"));
    }

    private static Step ofProduct(Step step) {
        return step.needing("product", Messages.sentence("certification.no-product", "create"));
    }

    private static Step live(Step step) {
        return ofProduct(step).needing("live", Messages.sentence("certification.not-on-sale"));
    }

    private static void learnWarehouses(JsonNode answer, WalkState known) {
        for (JsonNode each : answer.at("/data/warehouses")) {
            boolean sells = each.path("type").asText().equals("SALES_WAREHOUSE");
            String status = each.path("effect_status").asText();
            if (sells
                    && status.equals("ENABLED")
                    && (!known.knows("warehouse") || each.path("is_default").asBoolean())) {
                known.know("warehouse", each.path("id").asText());
            }
            if (sells && status.equals("RESTRICTED")) {
                known.know("restricted", each.path("id").asText());
            }
        }
    }

    /** Of every attribute that the category demands of the product the first value. */
    private static void learnAttributes(JsonNode answer, WalkState known) {
        ArrayNode chosen = Json.MAPPER.createArrayNode();
        for (JsonNode each : answer.at("/data/attributes")) {
            boolean needed = each.path("is_requried").asBoolean()
                    || each.path("is_required").asBoolean();
            if (needed && each.path("type").asText().equals("PRODUCT_PROPERTY")) {
                ObjectNode value = chosen.addObject()
                        .put("id", each.path("id").asText())
                        .putArray("values")
                        .addObject();
                String first = each.at("/values/0/id").asText();
                if (first.isEmpty()) {
                    value.put("name", "1");
                } else {
                    value.put("id", first);
                }
            }
        }
        if (!chosen.isEmpty()) {
            known.know("attributes", Json.text(chosen));
        }
    }

    private static void learnFailure(JsonNode answer, WalkState known) {
        if (answer.at("/data/status").asText().equals("FAILED")
                || answer.at("/data/audit/status").asText().equals("FAILED")) {
            known.know("failed", "true");
        }
    }

    private static BiConsumer<JsonNode, WalkState> product(String name) {
        return (answer, known) -> {
            known.know(name, answer.at("/data/product_id").asText());
            if (name.equals("product")) {
                int number = 1;
                for (JsonNode sku : answer.at("/data/skus")) {
                    String sellerSku = sku.path("seller_sku").asText();
                    int place = sellerSku.endsWith("-1") ? 1 : sellerSku.endsWith("-2") ? 2 : number;
                    known.know("sku" + place, sku.path("id").asText());
                    number++;
                }
            }
        };
    }

    private static void learnOwn(JsonNode answer, WalkState known) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (String name : List.of("product", "draft", "restricted-product")) {
            if (known.knows(name)) {
                statuses.put(known.known(name), "");
            }
        }
        // By the search too, because an answer that names no product may have made one; only what carries the mark is
        // ours.
        for (JsonNode product : answer.at("/data/products")) {
            if (product.toString().contains(known.mark())) {
                statuses.put(product.path("id").asText(), product.path("status").asText());
            }
        }
        List<String> alive = new ArrayList<>();
        List<String> onSale = new ArrayList<>();
        statuses.forEach((id, status) -> {
            if (!status.equals("DELETED")) {
                alive.add(id);
            }
            boolean unseen = status.isEmpty() && known.knows("live") && id.equals(known.known("product"));
            if (status.equals("ACTIVATE") || unseen) {
                onSale.add(id);
            }
        });
        known.know("own", String.join(" ", alive));
        known.know("on-sale", String.join(" ", onSale));
    }

    private static List<String> ids(WalkState known, String what) {
        return List.of(known.known(what).split(" "));
    }
}
