package jp.shopbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of what people may see whatever is secret or about a person. */
public final class Redaction {

    /** What stands in the place of what was taken out. */
    public static final String MARK = "[redacted]";

    private static final int SHORTEST = 4;
    private static final Pattern NAMES = Pattern.compile(
            "(?i).*(token|secret|password|passwd|cipher|credential|api_?key|app_?key|^sign$|signature|authorization|cookie"
                    + "|e_?mail|phone|^tel$|contact_person|full_address|address_line|postal_code).*");

    private Redaction() {}

    /** The text without these values, which are secret wherever they occur. */
    public static String values(String text, Collection<@Nullable String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            if (secret != null && secret.length() >= SHORTEST) {
                clean = clean.replace(secret, MARK);
            }
        }
        return clean;
    }

    /** A copy of the document without the values of fields whose names say that they are secret or about a person. */
    public static JsonNode named(JsonNode document) {
        JsonNode copy = document.deepCopy();
        clean(copy);
        return copy;
    }

    private static void clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isValueNode()
                        && !field.getValue().isNull()
                        && NAMES.matcher(field.getKey()).matches()) {
                    field.setValue(object.textNode(MARK));
                } else {
                    clean(field.getValue());
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(Redaction::clean);
        }
    }
}
