package jp.shopbridge.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every limit, by name. */
public final class Limits {

    private static final String FILE = "tiktok/limits.yaml";
    private static final Pattern END = Pattern.compile("([a-z-]+)\\.(least|most)");
    private static final Pattern END_IN_TEXT = Pattern.compile("\\{(" + END.pattern() + ")}");

    private static final String TEXT = text(FILE);
    private static final Map<String, Limit> BY_NAME = read();

    private Limits() {}

    private static Map<String, Limit> read() {
        Map<String, Limit> limits = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : document(TEXT, FILE).properties()) {
            limits.put(entry.getKey(), Limit.read(entry.getKey(), entry.getValue()));
        }
        return Collections.unmodifiableMap(limits);
    }

    /** One of our own YAML resources. */
    public static JsonNode document(String resource) {
        return document(text(resource), resource);
    }

    private static JsonNode document(String text, String resource) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is not YAML.", e);
        }
    }

    private static String text(String resource) {
        try (InputStream bytes = Limits.class.getClassLoader().getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException(resource + " is missing from the class path.");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read.", e);
        }
    }

    /** All of them, in the order of the file. */
    public static Collection<Limit> all() {
        return BY_NAME.values();
    }

    /** The limit of that name, if there is one. */
    public static Optional<Limit> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The limit of that name.
     *
     * @throws IllegalStateException when there is none
     */
    public static Limit named(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(FILE + " has no limit " + name + "."));
    }

    /** The limits of an editable field, of the product or of a SKU. */
    public static List<Limit> of(String field, boolean ofSku) {
        return all().stream().filter(limit -> limit.isAbout(field, ofSku)).toList();
    }

    /** Whether a text is of the form of one end of a limit, such as {@code stock.most}. */
    public static boolean isEnd(String written) {
        return END.matcher(written).matches();
    }

    /** One end of a limit, such as {@code stock.most}; nothing when there is no such limit or it is open there. */
    public static Optional<BigDecimal> end(String written) {
        Matcher end = END.matcher(written);
        return end.matches()
                ? find(end.group(1)).map(limit -> end.group(2).equals("most") ? limit.most() : limit.least())
                : Optional.empty();
    }

    /** A sentence in which ends in braces, such as <code>{images.most}</code>, are replaced by their numbers. */
    public static String filled(String text) {
        return END_IN_TEXT
                .matcher(text)
                .replaceAll(found -> end(found.group(1)).map(Limits::words).orElse(found.group()));
    }

    /** All limits as they are written, to tell whether they are the same. */
    public static String written() {
        return TEXT;
    }

    /** A number as sentences have it. */
    static String words(@Nullable BigDecimal number) {
        if (number == null) {
            return "";
        }
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0 ? String.format(Locale.ROOT, "%,d", plain.toBigInteger()) : plain.toPlainString();
    }
}
