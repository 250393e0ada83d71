package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One product with its versions: the live one, the one under review or refused, and a draft. Wraps the tree in which it is
 * stored; {@link ProductStore#save} keeps changes.
 */
record Product(ObjectNode json) {

    static final String LIVE = "live";
    static final String REVIEW = "review";
    static final String DRAFT = "draft";

    /** The states of section 3.3 that show themselves in {@code status} whatever the audit says. */
    private static final Set<String> PLAIN_STATES = Set.of("DRAFT", "ACTIVATE", "FREEZE", "DELETED");

    private static final Set<String> OFF_SALE =
            Set.of("SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED");

    static Product born(String id, String shopId, Instant now, Instant searchable) {
        ObjectNode json = Json.object();
        json.put("id", id)
                .put("shop", shopId)
                .put("product_status", "INITIAL")
                .put("audit", "NONE")
                .put("created", now.getEpochSecond())
                .put("updated", now.getEpochSecond())
                .put("searchable", searchable.toEpochMilli());
        json.putArray("failed");
        return new Product(json);
    }

    String id() {
        return Json.text(json, "id");
    }

    String shopId() {
        return Json.text(json, "shop");
    }

    /** {@code product_status}, without the audit. */
    String productStatus() {
        return Json.text(json, "product_status");
    }

    void productStatus(String status) {
        json.put("product_status", status);
    }

    String audit() {
        return Json.text(json, "audit");
    }

    void audit(String status) {
        json.put("audit", status);
    }

    boolean isAuditing() {
        return audit().equals("AUDITING");
    }

    /** Whether the review under way is that of an activation. */
    boolean isActivating() {
        return json.path("activating").asBoolean();
    }

    /** {@code status}, which mixes product and audit. */
    String status() {
        String own = productStatus();
        if (PLAIN_STATES.contains(own)) {
            return own;
        }
        if (own.endsWith("_DEACTIVATED") && !isActivating()) {
            return own;
        }
        return switch (audit()) {
            case "AUDITING", "PRE_APPROVED" -> "PENDING";
            case "FAILED" -> "FAILED";
            default -> own;
        };
    }

    Optional<ObjectNode> version(String name) {
        return json.path(name) instanceof ObjectNode content ? Optional.of(content) : Optional.empty();
    }

    void version(String name, ObjectNode content) {
        json.set(name, content);
    }

    void dropVersion(String name) {
        json.remove(name);
    }

    /** What reads show by default: the live version, else the one in review, else the draft. */
    ObjectNode base() {
        return version(LIVE)
                .or(() -> version(REVIEW))
                .or(() -> version(DRAFT))
                .orElseThrow(() -> new IllegalStateException("a product without any version: " + id()));
    }

    /** What was submitted last and did not fail: the version under review if there is one, else the base. */
    ObjectNode submitted() {
        return isAuditing() ? version(REVIEW).orElseGet(this::base) : base();
    }

    /** What a partial edit starts from: the draft if there is one, else what was submitted. */
    ObjectNode current() {
        return version(DRAFT).orElseGet(this::submitted);
    }

    /** Whether a draft lies beside what buyers see or saw. */
    boolean hasDraftBeside() {
        return version(LIVE).isPresent() && version(DRAFT).isPresent();
    }

    /** Whether it is a quick product of a live show. */
    boolean isLiveQuick() {
        return base().path("is_live_quick").asBoolean();
    }

    /** The audit as answers tell it: none of what is off sale or gone, unless an edit of it is under review. */
    String shownAudit() {
        return !isAuditing() && OFF_SALE.contains(productStatus()) ? "NONE" : audit();
    }

    /** The SKU of this id in each version that has it; price and stock are the same in all. */
    List<ObjectNode> skus(String skuId) {
        return List.of(LIVE, REVIEW, DRAFT).stream()
                .flatMap(name -> version(name).stream())
                .flatMap(content -> stream(content.path("skus")))
                .filter(sku -> Json.text(sku, "id").equals(skuId))
                .map(sku -> (ObjectNode) sku)
                .toList();
    }

    void touch(Instant now) {
        json.put("updated", now.getEpochSecond());
    }

    /** When the audit decides, in milliseconds; 0 when none is under way. */
    long auditDue() {
        return json.path("audit_due").asLong();
    }

    void submit(ObjectNode content, Instant due) {
        version(REVIEW, content);
        dropVersion(DRAFT);
        audit("AUDITING");
        json.put("audit_due", due.toEpochMilli());
        json.putArray("failed");
    }

    boolean isPriceLocked() {
        return json.path("price_locked").asBoolean();
    }

    boolean isGone() {
        return productStatus().equals("DELETED");
    }

    boolean isFrozen() {
        return productStatus().equals("FREEZE");
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }
}
