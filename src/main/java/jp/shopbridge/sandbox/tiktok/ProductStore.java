package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;

/** All products, with an index in memory so that searching does not read every one of them. */
final class ProductStore {

    private final MVMap<String, String> products;
    private final NavigableMap<String, Entry> index = new TreeMap<>();
    private final Map<String, Set<String>> byExternalId = new HashMap<>();
    private final Map<String, Set<String>> bySellerSku = new HashMap<>();

    ProductStore(Books books) {
        products = books.map("products");
        products.values().forEach(json -> enter(new Product(Json.own(json))));
    }

    /** What searching needs to know of a product. */
    record Entry(
            String id,
            String shopId,
            String status,
            String audit,
            boolean hasDraft,
            boolean liveQuick,
            Set<String> externalIds,
            Set<String> sellerSkus,
            Set<String> skuIds,
            long created,
            long updated,
            long searchable,
            long auditDue) {}

    Optional<Product> find(String id) {
        return Optional.ofNullable(products.get(id)).map(json -> new Product(Json.own(json)));
    }

    void save(Product product) {
        products.put(product.id(), Json.write(product.json()));
        enter(product);
    }

    /** Matching products in the order they were created. */
    List<Entry> entries(Predicate<Entry> condition) {
        return index.values().stream().filter(condition).toList();
    }

    /** Entries that have one of these seller SKUs in the version that reads show. */
    List<Entry> withSellerSku(String shopId, List<String> sellerSkus) {
        Set<String> ids = new TreeSet<>();
        sellerSkus.forEach(sku -> ids.addAll(bySellerSku.getOrDefault(key(shopId, sku), Set.of())));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(index.get(id)).stream())
                .toList();
    }

    /** Ids of the products, not deleted ones, with this external id. */
    Set<String> withExternalId(String shopId, String externalId) {
        return byExternalId.getOrDefault(key(shopId, externalId), Set.of());
    }

    private void enter(Product product) {
        Entry old = index.remove(product.id());
        if (old != null) {
            old.externalIds().forEach(id -> drop(byExternalId, key(old.shopId(), id), old.id()));
            old.sellerSkus().forEach(sku -> drop(bySellerSku, key(old.shopId(), sku), old.id()));
        }
        Set<String> externalIds = new HashSet<>();
        if (!product.isGone()) {
            for (String version : List.of(Product.LIVE, Product.REVIEW, Product.DRAFT)) {
                product.version(version)
                        .map(content -> Json.text(content, "external_product_id"))
                        .filter(id -> !id.isEmpty())
                        .ifPresent(externalIds::add);
            }
        }
        Set<String> sellerSkus = new HashSet<>();
        Set<String> skuIds = new HashSet<>();
        for (JsonNode sku : product.base().path("skus")) {
            skuIds.add(Json.text(sku, "id"));
            if (Json.present(sku, "seller_sku")) {
                sellerSkus.add(Json.text(sku, "seller_sku"));
            }
        }
        Entry entry = new Entry(
                product.id(),
                product.shopId(),
                product.status(),
                product.shownAudit(),
                product.version(Product.DRAFT).isPresent(),
                product.isLiveQuick(),
                externalIds,
                sellerSkus,
                skuIds,
                product.json().path("created").asLong(),
                product.json().path("updated").asLong(),
                product.json().path("searchable").asLong(),
                product.auditDue());
        index.put(entry.id(), entry);
        externalIds.forEach(id -> byExternalId
                .computeIfAbsent(key(entry.shopId(), id), any -> new TreeSet<>())
                .add(entry.id()));
        sellerSkus.forEach(sku -> bySellerSku
                .computeIfAbsent(key(entry.shopId(), sku), any -> new TreeSet<>())
                .add(entry.id()));
    }

    private static void drop(Map<String, Set<String>> map, String key, String id) {
        Set<String> ids = map.get(key);
        if (ids != null) {
            ids.remove(id);
            if (ids.isEmpty()) {
                map.remove(key);
            }
        }
    }

    private static String key(String shopId, String value) {
        return shopId + '\n' + value;
    }
}
