package jp.shopbridge.mapping;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows that lie in the packed lookup tables for the sandbox's products. For a real shop they are taken out of the tables,
 * whoever copied them, and kept apart for the cases that are written for them.
 */
final class SampleTables {

    /** Where tables stand that only cases look things up in. */
    static final String FOLDER = "samples/lookups/";

    private static final String TABLES = "lookups/";

    private SampleTables() {}

    /** These files without the rows that are the same in the packed ones. */
    static MappingFiles takenOut(MappingFiles files, MappingFiles packed) {
        Map<String, byte[]> changed = new TreeMap<>();
        packed.files().forEach((path, sample) -> {
            byte[] table = path.startsWith(TABLES) ? files.files().get(path) : null;
            if (table != null && rows(LookupTable.decode(sample)).size() > 1) {
                changed.put(path, without(table, sample));
                changed.put(FOLDER + path.substring(TABLES.length()), sample);
            }
        });
        return files.with(new MappingFiles(changed));
    }

    private static byte[] without(byte[] table, byte[] sample) {
        String text = LookupTable.decode(table);
        List<List<String>> samples = rows(LookupTable.decode(sample));
        List<List<String>> rows = rows(text);
        if (rows.isEmpty() || !rows.get(0).equals(samples.get(0))) {
            return table;
        }
        Set<List<String>> known = new HashSet<>(samples.subList(1, samples.size()));
        // Their lines stay as empty ones, so that what is found in others is found where it stands.
        String kept = text.lines()
                .map(line -> known.containsAll(rows(line)) ? "" : line)
                .collect(Collectors.joining("\n", "", "\n"));
        return LookupTable.encode(kept, table);
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), LookupTable.FORMAT)) {
            for (CSVRecord row : parser) {
                rows.add(row.toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            // What is no CSV is told when the table is read; until then nothing of it is taken out.
            return List.of();
        }
        return rows;
    }
}
