package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sample shop: some three hundred products as a Japanese shop would have them. The first {@link #HEALTHY} can go live
 * as they are; further on stand the odd ones ({@code ODD-…}, valid but unusual) and the broken ones ({@code BROKEN-…},
 * answers that break the contract), each recognisable by its 商品番号.
 */
public final class SampleCatalogue implements ProductSource {

    /** How many products at the start are healthy: weight, pictures, stock, a known group and a sendable type. */
    public static final int HEALTHY = 40;

    private static final int ORDINARY = 252;
    private static final long FIRST_ID = 1001;
    private static final GoodsKind[] KINDS = GoodsKind.values();

    private final List<ObjectNode> products = new ArrayList<>();
    private final List<Summary> summaries = new ArrayList<>();
    private final Map<String, List<Long>> byNumber = new HashMap<>();
    private final Map<String, List<Long>> byJan = new HashMap<>();
    private final Map<Long, Long> byId = new HashMap<>();
    private long nextJan = 900_000_000;

    /** Makes the sample; every time the same. */
    public SampleCatalogue() {
        OddProducts odd = new OddProducts(this::jan);
        List<OddProducts.Recipe> recipes = odd.recipes();
        int recipe = 0;
        for (int i = 0; i < ORDINARY; i++) {
            add(ordinary(i));
            // The odd ones stand between ordinary ones, so that no page is free of them after the first forty.
            if (i >= HEALTHY && i % 2 == 0 && recipe < recipes.size()) {
                add(recipes.get(recipe++).make(nextId()));
            }
        }
        while (recipe < recipes.size()) {
            add(recipes.get(recipe++).make(nextId()));
        }
        add(odd.secondOfTwice(nextId()));
        add(odd.bigId());
    }

    private long nextId() {
        return FIRST_ID + products.size();
    }

    private void add(ObjectNode product) {
        long position = products.size();
        products.add(product);
        Summary summary = summaryOf(product);
        summaries.add(summary);
        byNumber.computeIfAbsent(summary.productNo(), ignored -> new ArrayList<>())
                .add(position);
        for (JsonNode code : product.findValues("janCode")) {
            List<Long> positions = byJan.computeIfAbsent(code.asText(), ignored -> new ArrayList<>());
            if (!positions.contains(position)) {
                positions.add(position);
            }
        }
        byId.put(product.path("id").asLong() % FutureshopCatalogue.ID_IN_ADDRESSES, position);
    }

    private ObjectNode ordinary(int i) {
        GoodsKind kind = KINDS[i % KINDS.length];
        int round = i / KINDS.length;
        boolean healthy = i < HEALTHY;
        String productNo = kind.groupUrl().toUpperCase(Locale.ROOT) + "-"
                + String.valueOf(1001 + round).substring(1);
        String name = kind.name(round * 5L + i);
        ProductDraft draft = new ProductDraft(nextId(), productNo, name, kind)
                .price(kind.price(i), i % 3 != 1)
                .dates(
                        LocalDateTime.of(2016, 4, 1, 10, 0).plusDays(i * 11L).plusMinutes(i * 7L),
                        LocalDateTime.of(2025, 6, 1, 9, 0).plusHours(i * 37L))
                .images(healthy ? 3 + i % 4 : 1 + i % 7)
                .comment(
                        i % 2 == 0 ? "【公式】" + name : "",
                        i % 3 == 0 ? kind.description(name) : "",
                        kind.description(name));
        addSkus(draft, i, round);
        ObjectNode product = draft.build();
        product.put("coolDeliveryEnabled", kind == GoodsKind.SWEETS && i % 5 == 0);
        product.put("mailDeliveryEnabled", kind == GoodsKind.SOCKS || kind == GoodsKind.PHONE_CASE);
        if (!healthy && i % 17 == 0) {
            product.put("visible", false);
        }
        if (!healthy && i % 9 == 0) {
            product.put("unitPrice", product.path("unitPrice").asText());
        }
        return product;
    }

    private void addSkus(ProductDraft draft, int i, int round) {
        boolean healthy = i < HEALTHY;
        Integer grams = !healthy && i % 13 == 0 ? null : (Integer) draft.kind.grams(i);
        int shape = (i + round) % 4;
        if (shape == 0) {
            draft.single(jan(i), stock(i, 0), grams);
            return;
        }
        List<String> across = shape == 2 ? List.of("") : draft.kind.horizontalChoices();
        List<String> down = shape == 1 ? List.of("") : draft.kind.verticalChoices();
        int ordinal = 0;
        for (int column = 0; column < across.size(); column++) {
            for (int row = 0; row < down.size(); row++) {
                draft.sku(new ProductDraft.Sku(
                        shape == 2 ? "" : "0" + (column + 1),
                        across.get(column),
                        shape == 1 ? "" : "1" + row,
                        down.get(row),
                        jan(i),
                        stock(i, ordinal++),
                        null,
                        grams));
            }
        }
    }

    /** Many real products have no JAN code; here it is every seventh. */
    private String jan(int i) {
        return i % 7 == 3 ? "" : jan();
    }

    private String jan() {
        return JanCode.of(nextJan++);
    }

    private static int stock(int i, int ordinal) {
        boolean soldOut = i >= HEALTHY ? i % 11 == 0 : i % 5 == 4 && ordinal == 1;
        return soldOut ? 0 : 3 + (i * 13 + ordinal * 7) % 90;
    }

    static Summary summaryOf(ObjectNode product) {
        return new Summary(
                product.path("productNo").asText(""),
                product.path("groupUrl").asText(""),
                date(product.path("dateCreated")),
                date(product.path("dateLastUpdated")));
    }

    private static @Nullable LocalDateTime date(JsonNode text) {
        try {
            return LocalDateTime.parse(text.asText(), ProductDraft.DATE);
        } catch (DateTimeParseException broken) {
            return null; // a broken product may carry a broken date; it is then in no date window
        }
    }

    @Override
    public String identity() {
        return "sample:" + products.size();
    }

    @Override
    public long size() {
        return products.size();
    }

    @Override
    public ObjectNode product(long position) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(products.get((int) position));
        return copy;
    }

    @Override
    public Summary summary(long position) {
        return summaries.get((int) position);
    }

    @Override
    public List<Long> positionsOf(String productNo) {
        return byNumber.getOrDefault(productNo, List.of());
    }

    @Override
    public List<Long> positionsOfJan(String janCode) {
        return byJan.getOrDefault(janCode, List.of());
    }

    @Override
    public long positionOfId(long twelveDigits) {
        return byId.getOrDefault(twelveDigits, -1L);
    }
}
