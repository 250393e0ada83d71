package jp.shopbridge.api.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.content.ListingSku;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the listings that match as a sheet, a few hundred at a time. */
@Component
public class SheetWriter {

    private static final int PART = 200;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();

    private final ListingQueries listings;

    SheetWriter(ListingQueries listings) {
        this.listings = listings;
    }

    /**
     * Writes the sheet in UTF-8 with its mark, as spreadsheets in Japan need it.
     *
     * @param japanese whether the headings are Japanese; import understands both
     * @throws IOException when the target takes no more
     */
    public void write(ListingQuery query, boolean japanese, OutputStream target) throws IOException {
        target.write(headings(japanese));
        for (List<String> part : (Iterable<List<String>>) listings.matching(query, PART)::iterator) {
            target.write(lines(query.shop(), part, japanese));
        }
    }

    private static byte[] headings(boolean japanese) {
        return text(
                List.of(Column.all().stream()
                        .map(column -> column.heading(japanese))
                        .toList()),
                "\uFEFF");
    }

    private byte[] lines(String shop, List<String> numbers, boolean japanese) {
        List<List<String>> lines = new ArrayList<>();
        for (Map.Entry<String, Listing> listing :
                listings.findAll(shop, numbers).entrySet()) {
            lines.add(line(listing.getValue(), null, japanese));
            for (ListingSku sku : listing.getValue().effective().skus()) {
                lines.add(line(listing.getValue(), sku, japanese));
            }
        }
        return text(lines, "");
    }

    private static List<String> line(Listing listing, @Nullable ListingSku sku, boolean japanese) {
        List<String> cells = new ArrayList<>();
        for (Column column : Column.all()) {
            cells.add(column.isFor(sku != null) ? cell(column, listing, sku) : beside(column, listing, sku, japanese));
        }
        return cells;
    }

    /** What stands beside the values: what names the line, the state and the mark. */
    private static String beside(Column column, Listing listing, @Nullable ListingSku sku, boolean japanese) {
        if (column == Column.ROW) {
            return sku != null ? "SKU" : japanese ? "商品" : "product";
        }
        if (column == Column.PRODUCT_NO) {
            return Cells.guarded(listing.key().productNo());
        }
        if (column == Column.SEEN) {
            return Seen.of(listing, sku);
        }
        if (column == Column.SKU_NO) {
            return sku == null ? "" : Cells.guarded(sku.skuNo());
        }
        if (column == Column.STATE && sku == null) {
            return japanese
                    ? listing.status().state().ja()
                    : listing.status().state().id();
        }
        return "";
    }

    private static String cell(Column column, Listing listing, @Nullable ListingSku sku) {
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
}
