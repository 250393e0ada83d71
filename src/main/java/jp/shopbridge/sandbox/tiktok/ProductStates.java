package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Activate, deactivate, delete and recover: up to 20 products a call, failures per product in {@code data.errors}. */
final class ProductStates {

    private static final int MOST_PRODUCTS = 20;

    private final TikTokSettings settings;
    private final ProductStore store;
    private final Shops shops;
    private final Audits audits;
    private final Webhooks notices;
    private final OpenQuestions questions;

    ProductStates(
            TikTokSettings settings,
            ProductStore store,
            Shops shops,
            Audits audits,
            Webhooks notices,
            OpenQuestions questions) {
        this.questions = questions;
        this.settings = settings;
        this.store = store;
        this.shops = shops;
        this.audits = audits;
        this.notices = notices;
    }

    /** Puts deactivated products up for review again. */
    ObjectNode activate(Shops.Shop shop, byte[] bytes) {
        List<RefusalCode> obstacles = shops.obstacles(shop, now());
        return each(shop, bytes, true, product -> {
            if (!obstacles.isEmpty()) {
                return Optional.of(obstacles.get(0));
            }
            boolean stays = product.status().equals("PLATFORM_DEACTIVATED")
                    && questions.otherwise(OpenQuestion.PLATFORM_DEACTIVATED_STAYS);
            if (stays || !takes("activate", product)) {
                return Optional.of(RefusalCode.PRODUCT_STATUS);
            }
            audits.reactivate(product);
            return Optional.empty();
        });
    }

    ObjectNode deactivate(Shops.Shop shop, byte[] bytes) {
        return each(shop, bytes, false, product -> {
            if (!takes("deactivate", product)) {
                return Optional.of(RefusalCode.PRODUCT_STATUS);
            }
            product.productStatus("SELLER_DEACTIVATED");
            return Optional.empty();
        });
    }

    ObjectNode delete(Shops.Shop shop, byte[] bytes) {
        return each(shop, bytes, false, product -> {
            if (!BodyShape.statuses("DELETE", "/product/202309/products").contains(product.status())) {
                return Optional.of(RefusalCode.PRODUCT_STATUS);
            }
            product.productStatus("DELETED");
            product.audit("NONE");
            return Optional.empty();
        });
    }

    /** Brings deleted products back, deactivated. */
    ObjectNode recover(Shops.Shop shop, byte[] bytes) {
        return each(shop, bytes, false, product -> {
            if (!takes("recover", product)) {
                return Optional.of(RefusalCode.PRODUCT_STATUS);
            }
            product.productStatus("SELLER_DEACTIVATED");
            return Optional.empty();
        });
    }

    private static boolean takes(String call, Product product) {
        return BodyShape.statuses("POST", "/product/202309/products/" + call).contains(product.status());
    }

    private ObjectNode each(
            Shops.Shop shop, byte[] bytes, boolean composite, Function<Product, Optional<RefusalCode>> change) {
        List<String> ids = Json.texts(Json.sent(bytes), "product_ids");
        if (ids.isEmpty()) {
            throw RefusalCode.INPUT.refusal("'product_ids' is required");
        }
        if (ids.size() > MOST_PRODUCTS) {
            throw RefusalCode.TOO_MANY_PRODUCTS.refusal("maximum " + MOST_PRODUCTS);
        }
        ArrayNode errors = Json.array();
        for (String id : ids) {
            Optional<Product> found = store.find(id);
            Optional<RefusalCode> refused;
            if (found.isEmpty()) {
                refused = Optional.of(RefusalCode.PRODUCT_UNKNOWN);
            } else if (!found.get().shopId().equals(shop.id())) {
                refused = Optional.of(RefusalCode.PRODUCT_NOT_YOURS);
            } else {
                refused = change.apply(found.get());
            }
            if (refused.isPresent()) {
                addError(errors, id, refused.get(), composite);
            } else {
                Product product = found.orElseThrow();
                product.touch(now());
                store.save(product);
                notices.statusChanged(product, "PRODUCT_STATUS_CHANGED", "");
            }
        }
        ObjectNode data = Json.object();
        if (!errors.isEmpty()) {
            data.set("errors", errors);
        }
        return data;
    }

    private static void addError(ArrayNode errors, String id, RefusalCode code, boolean composite) {
        ObjectNode error = errors.addObject();
        RefusalCode outer = composite ? RefusalCode.SEVERAL : code;
        error.put("code", outer.code()).put("message", outer.message());
        ObjectNode detail = error.putObject("detail");
        detail.put("product_id", id);
        if (composite) {
            detail.putArray("extra_errors").addObject().put("code", code.code()).put("message", code.message());
        }
    }

    private Instant now() {
        return settings.clock().instant();
    }
}
