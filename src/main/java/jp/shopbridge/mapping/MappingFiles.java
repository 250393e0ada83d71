package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.spreadsheet.WrittenText;

/**
 * The files of one mappings folder, as bytes by path below it. What a store keeps of a version and what is hashed into
 * its name.
 */
public final class MappingFiles {

    /** Part of every version, as the limits are, so that a release which answers differently re-maps what is staged. */
    private static final String ENGINE = "mapping-engine 1\n";

    private final SortedMap<String, byte[]> files;

    /** Copies the given files; paths use {@code /}. */
    public MappingFiles(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The bytes by path, sorted by path. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** The files as one JSON object: texts by path, and {@code {"base64": …}} for what is not UTF-8. */
    public ObjectNode toJson() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        files.forEach((path, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) && text.indexOf('\0') < 0) {
                object.put(path, text);
            } else {
                object.putObject(path).put("base64", Base64.getEncoder().encodeToString(bytes));
            }
        });
        return object;
    }

    /** The files that {@link #toJson} wrote. */
    public static MappingFiles of(ObjectNode json) {
        Map<String, byte[]> files = new TreeMap<>();
        json.properties()
                .forEach(entry -> files.put(
                        entry.getKey(),
                        entry.getValue().isTextual()
                                ? entry.getValue().textValue().getBytes(StandardCharsets.UTF_8)
                                : Base64.getDecoder()
                                        .decode(entry.getValue().path("base64").asText())));
        return new MappingFiles(files);
    }

    /** These files with others added or put in their place. */
    public MappingFiles with(MappingFiles others) {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.putAll(others.files);
        return new MappingFiles(all);
    }

    /** The file as text; that it is UTF-8 is checked where the files are read. */
    String text(String path) {
        WrittenText written = written(path);
        return written.encoding() == WrittenText.Encoding.UNKNOWN
                ? new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8)
                : written.text();
    }

    /** The file's text and what it is written in. */
    WrittenText written(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("No file " + path + " takes part in these mappings");
        }
        return WrittenText.of(bytes);
    }

    /** SHA-256 over the files that decide a result: mappings, lookups and shapes. Cases and samples only check it. */
    public String version() {
        return hash(MappingFiles::decides);
    }

    /** SHA-256 over the files that decide what one mapping makes: its own, the shapes, and the tables it looks things up in. */
    String version(String mapping, Set<String> tables) {
        return hash(path -> path.equals(mapping + MAPPING)
                || path.startsWith("shapes/")
                || tables.stream().anyMatch(table -> path.equals("lookups/" + table + ".csv")));
    }

    /** SHA-256 over every file, so that a changed case is noticed too. */
    public String fingerprint() {
        return hash(path -> true);
    }

    private String hash(Predicate<String> counts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((ENGINE + Limits.written()).getBytes(StandardCharsets.UTF_8));
            files.forEach((path, bytes) -> {
                if (counts.test(path)) {
                    digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static boolean decides(String path) {
        return path.endsWith(MAPPING) || path.startsWith("lookups/") || path.startsWith("shapes/");
    }

    static final String MAPPING = ".mapping.yaml";
    static final String TESTS = ".tests.yaml";
}
