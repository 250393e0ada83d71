package jp.shopbridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The tables that are packed into the application as CSV with a header, in UTF-8. */
public final class PackedTable {

    private PackedTable() {}

    /**
     * The rows of a table in their order.
     *
     * @param file where it lies in the application, from the root, such as {@code /tiktok/outcomes.csv}
     * @throws IllegalStateException when it is not packed
     */
    public static List<CSVRecord> rows(String file) {
        try (InputStream in = PackedTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The application lacks " + file + ".");
            }
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read.", e);
        }
    }
}
