package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.Faults;

/**
 * The review: decides after a delay, by fixed rules or as told. A listing fails when its title or description contains one of
 * {@link #FORBIDDEN_WORDS}, when the control endpoint asked for it, or when an {@code audit-ng} fault strikes.
 */
final class Audits {

    /** Words that fail a review, with TikTok's reason and suggestion. */
    static final Map<String, String[]> FORBIDDEN_WORDS = forbiddenWords();

    private static final String[] ON_REQUEST = {
        "The product violates TikTok Shop listing rules.", "商品が出品ルールに違反しています。内容を確認して再提出してください。"
    };

    private final TikTokSettings settings;
    private final ProductStore store;
    private final Webhooks notices;
    private final Books books;
    private final Faults faults;
    private final Map<String, Long> due = new LinkedHashMap<>();

    Audits(TikTokSettings settings, ProductStore store, Webhooks notices, Books books, Faults faults) {
        this.settings = settings;
        this.store = store;
        this.notices = notices;
        this.books = books;
        this.faults = faults;
        store.entries(entry -> entry.auditDue() > 0).forEach(entry -> due.put(entry.id(), entry.auditDue()));
    }

    /** Puts a content up for review. */
    void submit(Product product, ObjectNode content) {
        Instant when = now().plus(settings.auditDelay());
        product.submit(content, when);
        due.put(product.id(), when.toEpochMilli());
    }

    /** Puts a deactivated product up for review again as it is. */
    void reactivate(Product product) {
        product.json().put("activating", true);
        Optional<ObjectNode> draft = product.version(Product.DRAFT); // an activation publishes no draft
        submit(product, product.base().deepCopy());
        draft.ifPresent(kept -> product.version(Product.DRAFT, kept));
    }

    /** Decides what is due; answers how many. */
    int decideDue() {
        if (books.note("audits-held").equals("true")) {
            return 0;
        }
        long millis = now().toEpochMilli();
        List<String> ready = due.entrySet().stream()
                .filter(entry -> entry.getValue() <= millis)
                .map(Map.Entry::getKey)
                .toList();
        for (String id : ready) {
            due.remove(id);
            store.find(id).filter(Product::isAuditing).ifPresent(this::decide);
        }
        return ready.size();
    }

    int pending() {
        return due.size();
    }

    /** The next {@code times} reviews fail with this reason. */
    void failNext(int times, String reason) {
        books.note("audits-to-fail", String.valueOf(times));
        books.note("audit-failure-reason", reason);
    }

    /** This product's next decision: {@code FAILED}, {@code APPROVED} or {@code PRE_APPROVED}. */
    void decideAs(String productId, String outcome, String reason) {
        if (!Set.of("FAILED", "APPROVED", "PRE_APPROVED").contains(outcome)) {
            throw new IllegalArgumentException("an audit ends FAILED, APPROVED or PRE_APPROVED, not " + outcome);
        }
        books.note("audit-of-" + productId, outcome + '\n' + reason);
    }

    /** While held, no review ends. */
    void hold(boolean held) {
        books.note("audits-held", String.valueOf(held));
    }

    private void decide(Product product) {
        product.json().put("audit_due", 0);
        product.touch(now());
        ObjectNode content = product.version(Product.REVIEW).orElseGet(product::base);
        String told = books.note("audit-of-" + product.id());
        if (told.startsWith("PRE_APPROVED")) {
            books.note("audit-of-" + product.id(), "");
            product.audit("PRE_APPROVED");
            store.save(product);
            notices.auditEnded(product);
            return;
        }
        Optional<String[]> failure = told.startsWith("APPROVED") ? Optional.empty() : failure(product, content, told);
        books.note("audit-of-" + product.id(), "");
        if (failure.isPresent()) {
            fail(product, failure.get());
        } else {
            approve(product, content);
        }
    }

    private void approve(Product product, ObjectNode content) {
        Optional<ObjectNode> before = product.version(Product.LIVE);
        String statusBefore = product.status();
        product.version(Product.LIVE, content);
        product.dropVersion(Product.REVIEW);
        product.audit("APPROVED");
        boolean stopped = product.productStatus().equals("SELLER_DEACTIVATED") && !product.isActivating();
        if (!stopped) {
            product.productStatus("ACTIVATE");
        }
        product.json().remove("activating");
        store.save(product);
        notices.auditEnded(product);
        if (before.isEmpty()) {
            notices.statusChanged(product, "PRODUCT_FIRST_PASS_REVIEW", "");
        } else {
            if (!product.status().equals(statusBefore)) {
                notices.statusChanged(product, "PRODUCT_STATUS_CHANGED", "");
            }
            notices.informationChanged(product, "OPEN_API", Contents.changedFields(before.get(), content));
            String oldCategory = Json.text(before.get(), "category_id");
            if (!oldCategory.equals(Json.text(content, "category_id"))) {
                notices.categoryChanged(product, oldCategory, Json.text(content, "category_id"));
            }
        }
    }

    private void fail(Product product, String[] reason) {
        product.audit("FAILED");
        product.json().remove("activating");
        ArrayNode failed = product.json().putArray("failed");
        ObjectNode entry = failed.addObject();
        entry.put("listing_platform", "TIKTOK_SHOP").put("position", "product");
        entry.putArray("reasons").add(reason[0]);
        entry.putArray("suggestions").add(reason[1]);
        store.save(product);
        notices.auditEnded(product);
        notices.statusChanged(product, "PRODUCT_AUDIT_FAILURE", reason[0]);
    }

    private Optional<String[]> failure(Product product, ObjectNode content, String told) {
        if (told.startsWith("FAILED")) {
            return Optional.of(reason(told.substring(told.indexOf('\n') + 1)));
        }
        String left = books.note("audits-to-fail");
        int times = left.isEmpty() ? 0 : Integer.parseInt(left);
        if (times > 0) {
            books.note("audits-to-fail", String.valueOf(times - 1));
            return Optional.of(reason(books.note("audit-failure-reason")));
        }
        Optional<FaultRule> struck = faults.strike("audit-ng");
        if (struck.isPresent()) {
            return Optional.of(reason(struck.get().details().getOrDefault("reason", "")));
        }
        String text = Json.text(content, "title") + '\n' + Json.text(content, "description");
        return FORBIDDEN_WORDS.entrySet().stream()
                .filter(word -> text.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String[] reason(String given) {
        return given.isEmpty() ? ON_REQUEST : new String[] {given, ON_REQUEST[1]};
    }

    private Instant now() {
        return settings.clock().instant();
    }

    private static Map<String, String[]> forbiddenWords() {
        Map<String, String[]> words = new LinkedHashMap<>();
        words.put("審査NG", new String[] {
            "Violates listing rules: the listing contains prohibited content.",
            "商品情報が出品ルールに違反しています。該当の語句を削除して再提出してください。"
        });
        words.put("最安値保証", new String[] {
            "Misleading price claim: absolute or unprovable price statements are not allowed.",
            "「最安値」など根拠を示せない価格表現を商品名と説明から削除してください。"
        });
        words.put("医師推奨", new String[] {
            "Medical claim: endorsements by medical professionals are not allowed.", "医師などによる推奨の表現を削除してください。"
        });
        words.put(
                "必ず痩せる",
                new String[] {"Exaggerated effect: guaranteed results are not allowed.", "効果を保証する表現を削除してください。"});
        words.put("並行輸入品", new String[] {
            "Intellectual property: proof of authorized sourcing is required.", "正規の仕入れを証明する書類を提出するか、出品を取り下げてください。"
        });
        return words;
    }
}
