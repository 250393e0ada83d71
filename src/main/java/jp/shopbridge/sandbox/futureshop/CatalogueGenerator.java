package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Any number of healthy products, each made from its position alone when it is asked for: a catalogue of a million needs
 * no memory. A product with {@code variation}, {@code image} and {@code comment} is about 4 kB of JSON.
 */
public final class CatalogueGenerator implements ProductSource {

    static final long FIRST_ID = 10_000_000;

    private static final GoodsKind[] KINDS = GoodsKind.values();
    private static final LocalDateTime OPENING = LocalDateTime.of(2021, 1, 4, 9, 0);
    private static final int SKUS_PER_PRODUCT = 16;
    private static final String MARK = "G";

    private final long size;

    /** A catalogue of this many products. */
    public CatalogueGenerator(long size) {
        this.size = size;
    }

    /** The product at a position from 0 on, with every block and its stock; always the same for the same position. */
    @Override
    public ObjectNode product(long position) {
        GoodsKind kind = kind(position);
        String name = kind.name(position / KINDS.length) + " 第" + position + "号";
        ProductDraft draft = new ProductDraft(FIRST_ID + position, productNo(position), name, kind)
                .price(kind.price(position), position % 3 != 0)
                .dates(created(position), updated(position))
                .images(3)
                .comment(position % 2 == 0 ? "【公式】" + name : "", "", kind.description(name));
        addSkus(draft, position);
        return draft.build();
    }

    private static void addSkus(ProductDraft draft, long position) {
        List<String> across = draft.kind.horizontalChoices();
        List<String> down = draft.kind.verticalChoices();
        int grams = draft.kind.grams(position);
        int shape = (int) (position / KINDS.length % 4);
        if (shape == 0) {
            draft.single(jan(position, 0), stock(position, 0), grams);
            return;
        }
        int columns = shape == 2 ? 1 : Math.min(across.size(), 3);
        int rows = shape == 1 ? 1 : Math.min(down.size(), 2);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                int ordinal = column * rows + row;
                draft.sku(new ProductDraft.Sku(
                        shape == 2 ? "" : "0" + (column + 1),
                        shape == 2 ? "" : across.get(column),
                        shape == 1 ? "" : "1" + row,
                        shape == 1 ? "" : down.get(row),
                        jan(position, ordinal),
                        stock(position, ordinal),
                        null,
                        grams));
            }
        }
    }

    @Override
    public String identity() {
        return "generated:" + size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Summary summary(long position) {
        return new Summary(productNo(position), kind(position).groupUrl(), created(position), updated(position));
    }

    @Override
    public List<Long> positionsOf(String productNo) {
        if (!productNo.matches(MARK + "[0-9]{9}")) {
            return List.of();
        }
        long position = Long.parseLong(productNo.substring(MARK.length()));
        return position < size ? List.of(position) : List.of();
    }

    @Override
    public List<Long> positionsOfJan(String janCode) {
        long number = JanCode.numberOf(janCode);
        long position = number / SKUS_PER_PRODUCT;
        if (number < 0 || position >= size) {
            return List.of();
        }
        boolean contained = product(position).at("/variation/variationList").findValues("janCode").stream()
                .anyMatch(code -> code.asText().equals(janCode));
        return contained ? List.of(position) : List.of();
    }

    @Override
    public long positionOfId(long twelveDigits) {
        return twelveDigits >= FIRST_ID && twelveDigits < FIRST_ID + size ? twelveDigits - FIRST_ID : -1;
    }

    private static GoodsKind kind(long position) {
        return KINDS[(int) (position % KINDS.length)];
    }

    private static String productNo(long position) {
        return MARK + Long.toString(1_000_000_000L + position).substring(1);
    }

    private static String jan(long position, int ordinal) {
        return JanCode.of((position * SKUS_PER_PRODUCT + ordinal) % 900_000_000L);
    }

    private static int stock(long position, int ordinal) {
        return (int) ((position * 31 + ordinal * 17L) % 97) + 1;
    }

    private static LocalDateTime created(long position) {
        return OPENING.plusSeconds(position);
    }

    private static LocalDateTime updated(long position) {
        return created(position).plusMinutes(position * 7919 % 1_000_000);
    }
}
