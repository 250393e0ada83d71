package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Creating, editing, reading and searching products (sections 3.1 to 3.4). Callers hold the world's lock. */
final class Products {

    private static final int MOST_RESULTS = 10_000;
    private static final Set<String> SEARCH_STATUSES = Set.of(
            "ALL",
            "DRAFT",
            "PENDING",
            "FAILED",
            "ACTIVATE",
            "SELLER_DEACTIVATED",
            "PLATFORM_DEACTIVATED",
            "FREEZE",
            "DELETED");
    private static final Set<String> SEARCH_AUDITS = Set.of("AUDITING", "FAILED", "APPROVED");
    private static final Set<String> WITH_DRAFTS =
            Set.of("ALL", "DRAFT", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED");

    private final TikTokSettings settings;
    private final ProductStore store;
    private final ListingRules rules;
    private final Contents contents;
    private final ProductViews views;
    private final Shops shops;
    private final Audits audits;
    private final Webhooks notices;
    private final Books books;
    private final OpenQuestions questions;
    private final MVMap<String, String> keys;

    Products(
            TikTokSettings settings,
            ProductStore store,
            ListingRules rules,
            Contents contents,
            ProductViews views,
            Shops shops,
            Audits audits,
            Webhooks notices,
            Books books,
            OpenQuestions questions) {
        this.questions = questions;
        this.settings = settings;
        this.store = store;
        this.rules = rules;
        this.contents = contents;
        this.views = views;
        this.shops = shops;
        this.audits = audits;
        this.notices = notices;
        this.books = books;
        keys = books.map("idempotency-keys");
    }

    /** Create Product. A repeated idempotency key with the same bytes answers as before; with others it is refused. */
    ObjectNode create(Shops.Shop shop, byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        String key = Json.text(body, "idempotency_key");
        String kept = key.isEmpty() ? null : keys.get(shop.id() + '\n' + key);
        if (kept != null) {
            ObjectNode earlier = Json.own(kept);
            if (!Json.text(earlier, "body").equals(new String(bytes, StandardCharsets.UTF_8))) {
                throw RefusalCode.INPUT.refusal("'idempotency_key' was used before with another body");
            }
            return (ObjectNode) earlier.path("data");
        }
        ObjectNode data = create(shop, body, saveMode(body).equals("AS_DRAFT"));
        if (!key.isEmpty()) {
            ObjectNode entry = Json.object();
            entry.put("body", new String(bytes, StandardCharsets.UTF_8)).set("data", data);
            keys.put(shop.id() + '\n' + key, Json.write(entry));
        }
        return data;
    }

    /** Check Product Listing: the create's checks without creating. */
    ObjectNode listingCheck(Shops.Shop shop, byte[] bytes) {
        ObjectNode body = Json.sent(bytes).put("category_version", Catalogue.V2); // this call has no such field
        ObjectNode data = Json.object();
        ArrayNode reasons = Json.array();
        for (RefusalCode obstacle : shops.obstacles(shop, now())) {
            reasons.addObject().put("code", obstacle.code()).put("message", obstacle.message());
        }
        Findings findings = rules.check(body, situation(shop, null, ""));
        checkExternalId(body, shop, "", findings);
        for (Findings.Problem problem : findings.problems()) {
            reasons.addObject().put("code", problem.code().code()).put("message", problem.message());
        }
        data.put("check_result", reasons.isEmpty() ? "PASS" : "FAILED");
        data.set("fail_reasons", reasons);
        if (!findings.warnings().isEmpty()) {
            data.putObject("warnings").put("message", String.join(" ", findings.warnings()));
        }
        ArrayNode preChecks = data.putArray("pre_check_results");
        if (!reasons.isEmpty()) {
            ObjectNode preCheck = preChecks.addObject();
            preCheck.put("pre_check_item", "INCOMPLETE_INFO");
            ObjectNode detail = preCheck.putArray("pre_check_details").addObject();
            detail.put("short_reason", "Incomplete information").put("long_reason", "Fix the listed reasons first.");
            detail.putArray("related_fields");
        }
        return data;
    }

    /** Edit Product: everything left out is blanked. */
    ObjectNode edit(Shops.Shop shop, String id, byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        Product product = own(shop, id);
        return edit(shop, product, contents.fullEdit(body, product), saveMode(body));
    }

    /** Partial Edit Product: each top-level property sent replaces the old one. */
    ObjectNode partialEdit(Shops.Shop shop, String id, byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        Product product = own(shop, id);
        String category = Json.text(product.current(), "category_id");
        if (Json.present(body, "category_id") && !Json.text(body, "category_id").equals(category)) {
            throw RefusalCode.CATEGORY_EDIT.refusal("category_id");
        }
        if (body.has("skus") && body.path("skus").isEmpty()) {
            throw RefusalCode.SKU_NONE.refusal("leave 'skus' out to keep them");
        }
        return edit(shop, product, contents.partialEdit(body, product), saveMode(body));
    }

    /** Get Product. */
    ObjectNode get(Shops.Shop shop, String id, boolean underReview, boolean draft) {
        if (underReview && draft) {
            throw RefusalCode.BAD_REQUEST.refusal(
                    "'return_under_review_version' and 'return_draft_version' exclude each other");
        }
        Product product = own(shop, id);
        boolean isGone = product.isGone() || product.isFrozen();
        if (isGone && (draft || questions.otherwise(OpenQuestion.GONE_NOT_READABLE))) {
            throw RefusalCode.PRODUCT_STATUS.refusal(product.productStatus());
        }
        if (underReview) {
            return views.detail(product, underReview(product).orElseThrow(RefusalCode.NOTHING_UNDER_REVIEW::refusal));
        }
        if (draft) {
            return views.detail(
                    product, draft(product).orElseThrow(() -> RefusalCode.PRODUCT_STATUS.refusal("no draft")));
        }
        return views.detail(product, product.base());
    }

    private Optional<ObjectNode> underReview(Product product) {
        boolean neverLive = product.version(Product.LIVE).isEmpty();
        boolean shown = product.isAuditing()
                ? !(neverLive && questions.otherwise(OpenQuestion.FIRST_REVIEW_NOT_SHOWN))
                : product.audit().equals("FAILED") && questions.otherwise(OpenQuestion.FAILED_EDIT_SHOWN);
        return product.version(Product.REVIEW).filter(version -> shown);
    }

    private Optional<ObjectNode> draft(Product product) {
        Optional<ObjectNode> draft = product.version(Product.DRAFT);
        return draft.isEmpty() && questions.otherwise(OpenQuestion.BASE_SHOWN_FOR_NO_DRAFT)
                ? Optional.of(product.base())
                : draft;
    }

    /** Search Products. */
    ObjectNode search(Shops.Shop shop, String pageSize, String pageToken, byte[] bytes) {
        int size = pageSize(pageSize);
        int offset = offset(pageToken);
        ObjectNode body = bytes.length == 0 ? Json.object() : Json.sent(bytes);
        List<String> sellerSkus = Json.texts(body, "seller_skus");
        List<String> skuIds = Json.texts(body, "sku_ids");
        if (sellerSkus.size() > 10) {
            throw RefusalCode.TOO_MANY_SELLER_SKUS.refusal();
        }
        if (skuIds.size() > 10) {
            throw RefusalCode.TOO_MANY_SKU_IDS.refusal();
        }
        boolean drafts = body.path("return_draft_version").asBoolean();
        Predicate<ProductStore.Entry> wanted = filter(shop, body, skuIds, drafts);
        List<ProductStore.Entry> found = sellerSkus.isEmpty()
                ? store.entries(wanted)
                : store.withSellerSku(shop.id(), sellerSkus).stream()
                        .filter(wanted)
                        .toList();
        if (offset + size > MOST_RESULTS && found.size() > MOST_RESULTS) {
            throw RefusalCode.RESULT_CAP.refusal();
        }
        int end = Math.min(offset + size, found.size());
        ObjectNode data = Json.object();
        data.put("total_count", found.size());
        data.put("next_page_token", end < found.size() ? token(end) : "");
        ArrayNode lines = data.putArray("products");
        for (ProductStore.Entry entry : found.subList(Math.min(offset, end), end)) {
            store.find(entry.id())
                    .ifPresent(product -> lines.add(views.line(product, drafts ? product.current() : product.base())));
        }
        return data;
    }

    /** Product Information Issue Diagnosis. */
    ObjectNode diagnoses(Shops.Shop shop, String productIds) {
        List<String> ids = List.of(productIds.split(","));
        if (productIds.isEmpty() || ids.size() > 200) {
            throw RefusalCode.TOO_MANY_PRODUCTS.refusal("1 to 200 'product_ids'");
        }
        ObjectNode data = Json.object();
        ArrayNode products = data.putArray("products");
        for (String id : ids) {
            Product product = own(shop, id.trim());
            ObjectNode content = product.base();
            ObjectNode diagnosed = products.addObject();
            diagnosed.put("id", product.id());
            ArrayNode diagnoses = Json.array();
            if (content.path("main_images").size() < 5) {
                addDiagnosis(diagnoses, "IMAGE", "MAIN_IMAGE_LESS_THAN_5", "Upload at least 5 main images.");
            }
            if (TextRules.length(Json.text(content, "title")) < 25) {
                addDiagnosis(diagnoses, "TITLE", "TITLE_TOO_SHORT", "Name the product in at least 25 characters.");
            }
            diagnosed
                    .putObject("listing_quality")
                    .put("current_tier", diagnoses.isEmpty() ? "GOOD" : "FAIR")
                    .put("remaining_recommendations", diagnoses.size());
            diagnosed.set("diagnoses", diagnoses);
        }
        return data;
    }

    /** The shop's product of this id, in whatever state. */
    Product own(Shops.Shop shop, String id) {
        Product product = store.find(id).orElseThrow(() -> RefusalCode.PRODUCT_UNKNOWN.refusal(id));
        if (!product.shopId().equals(shop.id())) {
            throw RefusalCode.PRODUCT_NOT_YOURS.refusal(id);
        }
        return product;
    }

    static int pageSize(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 100) {
            throw RefusalCode.PAGE_SIZE.refusal("'page_size' is required, 1 to 100");
        }
        return Integer.parseInt(text);
    }

    static int offset(String pageToken) {
        if (pageToken.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(pageToken), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("offset=".length()).trim());
        } catch (IllegalArgumentException | IndexOutOfBoundsException forged) {
            throw RefusalCode.PAGE_TOKEN.refusal();
        }
    }

    static String token(int offset) {
        return Base64.getEncoder().encodeToString(("offset=" + offset + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode create(Shops.Shop shop, ObjectNode body, boolean draft) {
        Findings findings;
        if (draft) {
            findings = rules.checkDraft(body);
        } else {
            for (RefusalCode obstacle : shops.obstacles(shop, now())) {
                throw obstacle.refusal();
            }
            for (JsonNode sku : body.path("skus")) {
                if (Json.present(sku, "id")) {
                    throw RefusalCode.SKU_NOT_OF_PRODUCT.refusal(Json.text(sku, "id"));
                }
            }
            findings = rules.check(body, situation(shop, null, ""));
        }
        checkExternalId(body, shop, "", findings);
        findings.orRefuse();
        ObjectNode content = contents.content(body, shop.id());
        Product product = Product.born(books.nextId(), shop.id(), now(), now().plus(settings.indexLag()));
        if (draft) {
            product.productStatus("DRAFT");
            product.version(Product.DRAFT, content);
        } else {
            audits.submit(product, content);
            shops.countListing(shop, now());
        }
        store.save(product);
        notices.created(product);
        ObjectNode data = Json.object();
        data.put("product_id", product.id());
        data.set("skus", Contents.answeredSkus(content));
        addWarnings(findings, data);
        return data;
    }

    private ObjectNode edit(Shops.Shop shop, Product product, ObjectNode listing, String saveMode) {
        if (product.isGone() || product.isFrozen()) {
            throw RefusalCode.PRODUCT_STATUS.refusal(product.productStatus());
        }
        if (product.json().path("appeal").asBoolean()) {
            throw RefusalCode.APPEAL_OPEN.refusal();
        }
        boolean draft = saveMode.equals("AS_DRAFT");
        if (draft && product.status().equals("PENDING")) {
            throw RefusalCode.PRODUCT_STATUS.refusal("AS_DRAFT is not possible while PENDING");
        }
        Findings ids = new Findings();
        checkSkuIds(listing, product, ids);
        ids.orRefuse();
        Findings findings = draft
                ? rules.checkDraft(listing)
                : rules.check(listing, situation(shop, product.submitted(), product.id()));
        checkExternalId(listing, shop, product.id(), findings);
        findings.orRefuse();
        ObjectNode content = contents.content(listing, shop.id());
        product.touch(now());
        boolean submitted = false;
        if (draft) {
            boolean beside = product.version(Product.LIVE).isPresent();
            product.version(Product.DRAFT, beside ? Contents.draftBeside(content.deepCopy()) : content);
        } else {
            submitted = takeOver(product, content);
        }
        store.save(product);
        ObjectNode data = Json.object();
        data.put("product_id", product.id());
        data.putObject("audit").put("status", draft ? "NONE" : submitted ? "AUDITING" : "APPROVED");
        data.set("skus", Contents.answeredSkus(content));
        addWarnings(findings, data);
        return data;
    }

    /** Prices and stock count at once; anything else goes through review while the live version stays. True for a review. */
    private boolean takeOver(Product product, ObjectNode content) {
        Optional<ObjectNode> live = product.version(Product.LIVE);
        for (JsonNode sku : content.path("skus")) {
            for (ObjectNode same : product.skus(Json.text(sku, "id"))) {
                same.set("price", sku.path("price").deepCopy());
                same.set("inventory", sku.path("inventory").deepCopy());
            }
        }
        boolean nothingToReview = live.isPresent()
                && !product.isAuditing()
                && !product.audit().equals("FAILED")
                && Contents.changedFields(live.get(), content).isEmpty();
        if (nothingToReview) {
            return false;
        }
        if (product.productStatus().equals("DRAFT")) {
            product.productStatus("INITIAL");
        }
        audits.submit(product, content);
        return true;
    }

    private void checkSkuIds(ObjectNode listing, Product product, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (JsonNode sku : listing.path("skus")) {
            if (!Json.present(sku, "id")) {
                continue;
            }
            String id = Json.text(sku, "id");
            findings.addUnless(seen.add(id), RefusalCode.SKU_ID_TWICE, id);
            List<ObjectNode> known = product.skus(id);
            if (known.isEmpty()) {
                findings.add(RefusalCode.SKU_NOT_OF_PRODUCT, id);
                continue;
            }
            // Set or changed only while the product is a draft; left out it stays.
            String before = Json.text(known.get(0).path("identifier_code"), "code");
            String asked = Json.text(sku.path("identifier_code"), "code");
            findings.addUnless(
                    product.productStatus().equals("DRAFT") || before.equals(asked),
                    RefusalCode.IDENTIFIER_CHANGED,
                    id);
            boolean samePrice = known.get(0)
                    .path("price")
                    .path("amount")
                    .equals(sku.path("price").path("amount"));
            findings.addUnless(samePrice || !product.isPriceLocked(), RefusalCode.PRICE_LOCKED_BY_PROMOTION, id);
        }
    }

    private void checkExternalId(ObjectNode body, Shops.Shop shop, String productId, Findings findings) {
        String externalId = Json.text(body, "external_product_id");
        if (externalId.isEmpty() || !settings.refuseDuplicateExternalIds()) {
            return;
        }
        boolean taken = store.withExternalId(shop.id(), externalId).stream().anyMatch(id -> !id.equals(productId));
        findings.addUnless(!taken, RefusalCode.EXTERNAL_ID_TWICE, externalId);
    }

    private Predicate<ProductStore.Entry> filter(
            Shops.Shop shop, ObjectNode body, List<String> skuIds, boolean drafts) {
        String status = Json.present(body, "status") ? Json.text(body, "status") : "ALL";
        if (!SEARCH_STATUSES.contains(status)) {
            throw RefusalCode.BAD_REQUEST.refusal("'status' is unknown: " + status);
        }
        long createdFrom = time(body, "create_time_ge", 0, RefusalCode.CREATE_TIME);
        long createdTo = time(body, "create_time_le", Long.MAX_VALUE, RefusalCode.CREATE_TIME);
        long updatedFrom = time(body, "update_time_ge", 0, RefusalCode.UPDATE_TIME);
        long updatedTo = time(body, "update_time_le", Long.MAX_VALUE, RefusalCode.UPDATE_TIME);
        String version = Json.text(body, "category_version");
        List<String> auditStatuses = Json.texts(body, "audit_status");
        if (!SEARCH_AUDITS.containsAll(auditStatuses)) {
            throw RefusalCode.BAD_REQUEST.refusal("'audit_status' must be of " + SEARCH_AUDITS);
        }
        if (drafts && !WITH_DRAFTS.contains(status)) {
            throw RefusalCode.BAD_REQUEST.refusal("'return_draft_version' does not go with 'status' " + status);
        }
        boolean liveQuick = body.path("include_live_quick_products").asBoolean();
        long millis = now().toEpochMilli();
        return entry -> entry.shopId().equals(shop.id())
                && entry.searchable() <= millis
                && (!drafts || entry.hasDraft())
                && (liveQuick || !entry.liveQuick())
                && (status.equals("ALL")
                        ? !entry.status().equals("DELETED")
                        : entry.status().equals(status))
                && (skuIds.isEmpty() || skuIds.stream().anyMatch(entry.skuIds()::contains))
                && entry.created() >= createdFrom
                && entry.created() <= createdTo
                && entry.updated() >= updatedFrom
                && entry.updated() <= updatedTo
                && (version.isEmpty() || version.equals(Catalogue.V2))
                && (auditStatuses.isEmpty() || auditStatuses.contains(entry.audit()));
    }

    private static long time(ObjectNode body, String field, long otherwise, RefusalCode code) {
        if (!body.hasNonNull(field)) {
            return otherwise;
        }
        if (!body.path(field).isIntegralNumber() || body.path(field).asLong() > 99_999_999_999L) {
            throw code.refusal("'" + field + "' is Unix seconds");
        }
        return body.path(field).asLong();
    }

    private ListingContext situation(Shops.Shop shop, @Nullable ObjectNode existing, String productId) {
        return new ListingContext(shop, existing, productId, Optional.empty(), now());
    }

    private static String saveMode(ObjectNode body) {
        String mode = Json.present(body, "save_mode") ? Json.text(body, "save_mode") : "LISTING";
        if (!mode.equals("LISTING") && !mode.equals("AS_DRAFT")) {
            throw RefusalCode.PARAMETER.refusal(
                    "Parameter save_mode is invalid. Reason: unknown. Expected: LISTING or AS_DRAFT");
        }
        return mode;
    }

    private static void addWarnings(Findings findings, ObjectNode data) {
        if (!findings.warnings().isEmpty()) {
            ArrayNode warnings = data.putArray("warnings");
            findings.warnings().forEach(warning -> warnings.addObject().put("message", warning));
        }
    }

    private static void addDiagnosis(ArrayNode diagnoses, String field, String code, String remedy) {
        ObjectNode diagnosis = diagnoses.addObject();
        diagnosis.put("field", field);
        diagnosis
                .putArray("diagnosis_results")
                .addObject()
                .put("code", code)
                .put("how_to_solve", remedy)
                .put("quality_tier", "GOOD");
    }

    private Instant now() {
        return settings.clock().instant();
    }
}
