package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Kind;
import jp.shopbridge.mapping.function.Values;

/** What a table says of a key. */
final class LookedUp {

    private static final JsonNode MISSING = MissingNode.getInstance();

    private LookedUp() {}

    /** What was asked, as an explanation shows it: the table, and whether its row for everything else answered. */
    static String words(Rule.Lookup lookup, JsonNode in, Map<String, JsonNode> variables) {
        LookupTable table = lookup.table(variables);
        JsonNode key = lookup.match() == Rule.Match.EXACT && in.isValueNode()
                ? table.exact(lookup.key(), in.asText().strip())
                : MISSING;
        boolean rest = !key.isMissingNode()
                && LookupTable.EVERYTHING_ELSE.equals(key.path(lookup.key()).asText())
                && !LookupTable.EVERYTHING_ELSE.equals(in.asText().strip());
        return "lookup " + table.name() + (rest ? " (row " + LookupTable.EVERYTHING_ELSE + ")" : "");
    }

    /** The row or cell of this value; what the lookup says of a key that is not there. */
    static JsonNode of(Rule.Lookup lookup, JsonNode in, Map<String, JsonNode> variables) {
        String key = Values.convert(in, Kind.TEXT).textValue().strip();
        LookupTable table = lookup.table(variables);
        JsonNode row =
                switch (lookup.match()) {
                    case EXACT -> table.exact(lookup.key(), key);
                    case PREFIX -> table.prefix(lookup.key(), key);
                    case PATH -> table.path(lookup.key(), key);
                };
        String column = lookup.column();
        JsonNode found = column == null ? row : row.path(column);
        if (!Values.absent(found)) {
            return found;
        }
        JsonNode value = lookup.otherwiseValue();
        return switch (lookup.otherwise()) {
            case KEEP -> in;
            case REFUSE ->
                throw new CannotApply(Messages.sentence("mapping.not-table-add-row", Values.excerpt(in), table.name()));
            case VALUE -> value == null ? MISSING : value;
            case MISSING -> MISSING;
        };
    }
}
