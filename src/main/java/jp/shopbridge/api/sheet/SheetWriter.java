package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.Listings;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the listings that match as a sheet, a few hundred at a time, while it is being read. */
@Component
public class SheetWriter {

    private static final int PART = 200;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();

    private final Listings listings;

    SheetWriter(Listings listings) {
        this.listings = listings;
    }

    /**
     * The sheet in UTF-8 with its mark, as spreadsheets in Japan need it.
     *
     * @param japanese whether the headings are Japanese; import understands both
     */
    public InputStream write(ListingQuery query, boolean japanese) {
        Iterator<List<String>> parts = listings.matching(query, PART).iterator();
        return new Parts(
                headings(japanese), () -> parts.hasNext() ? lines(query.shop(), parts.next(), japanese) : null);
    }

    private static byte[] headings(boolean japanese) {
        return text(
                List.of(Arrays.stream(Column.values())
                        .map(column -> column.heading(japanese))
                        .toList()),
                "\uFEFF");
    }

    private byte[] lines(String shop, List<String> numbers, boolean japanese) {
        List<List<String>> lines = new ArrayList<>();
        for (Map.Entry<String, Listing> listing :
                listings.findAll(shop, numbers).entrySet()) {
            lines.add(line(listing.getValue(), null, japanese));
            for (JsonNode sku : listing.getValue().effective().path("skus")) {
                lines.add(line(listing.getValue(), sku, japanese));
            }
        }
        return text(lines, "");
    }

    private static List<String> line(Listing listing, @Nullable JsonNode sku, boolean japanese) {
        List<String> cells = new ArrayList<>();
        for (Column column : Column.values()) {
            cells.add(
                    switch (column) {
                        case ROW -> sku != null ? "SKU" : japanese ? "商品" : "product";
                        case PRODUCT_NO -> Cells.guarded(listing.key().productNo());
                        case SKU_NO ->
                            sku == null ? "" : Cells.guarded(sku.path("sku_no").asText());
                        case STATE ->
                            sku != null
                                    ? ""
                                    : japanese
                                            ? listing.status().state().ja()
                                            : listing.status().state().id();
                        case SEEN -> Seen.of(listing, sku);
                        default -> column.isFor(sku != null) ? cell(column, listing, sku) : "";
                    });
        }
        return cells;
    }

    private static String cell(Column column, Listing listing, @Nullable JsonNode sku) {
        String cell = column.form().cell(column.value(listing, sku));
        return column.form() == CellForm.WHOLE ? cell : Cells.guarded(cell);
    }

    private static byte[] text(List<List<String>> lines, String start) {
        StringBuilder text = new StringBuilder(start);
        try {
            for (List<String> line : lines) {
                FORMAT.printRecord(text, line.toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory takes everything.", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the next bytes come from; null at the end. */
    private interface Source {
        byte @Nullable [] next();
    }

    /** Reads part after part, each made only when the one before it is used up. */
    private static final class Parts extends InputStream {

        private final Source source;
        private byte[] part;
        private int position;
        private boolean ended;

        Parts(byte[] first, Source source) {
            this.part = first;
            this.source = source;
        }

        private boolean ended() {
            while (!ended && position == part.length) {
                byte[] next = source.next();
                position = 0;
                part = next == null ? new byte[0] : next;
                ended = next == null;
            }
            return ended;
        }

        @Override
        public int read() {
            return ended() ? -1 : part[position++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (ended()) {
                return -1;
            }
            int count = Math.min(length, part.length - position);
            System.arraycopy(part, position, into, offset, count);
            position += count;
            return count;
        }
    }
}
