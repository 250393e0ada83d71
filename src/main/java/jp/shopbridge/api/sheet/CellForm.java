package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.content.Dimensions;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ProductAttribute;
import jp.shopbridge.staging.content.SkuOption;

/**
 * How a value stands in a cell. What the plain form cannot say without loss is written as JSON instead, so that every
 * value returns from a spreadsheet as it left.
 */
enum CellForm {
    /** As it is. */
    TEXT("文字", "text") {
        @Override
        String plain(JsonNode value) {
            return value.asText();
        }

        @Override
        JsonNode read(String cell) {
            return TextNode.valueOf(cell);
        }
    },
    /** A whole number; full-width digits, separators and units are understood. */
    WHOLE("0以上の整数", "a whole number of 0 or more") {
        @Override
        String plain(JsonNode value) {
            return value.asText();
        }

        @Override
        JsonNode read(String cell) {
            Matcher number = WHOLE_NUMBER.matcher(Cells.narrow(cell).strip());
            return number.matches()
                    ? IntNode.valueOf(Integer.parseInt(number.group(1).replace(",", "")))
                    : UNREADABLE;
        }
    },
    /** はい or いいえ. */
    FLAG("「はい」か「いいえ」", "'yes' or 'no'") {
        @Override
        String plain(JsonNode value) {
            return value.asBoolean() ? "はい" : "いいえ";
        }

        @Override
        JsonNode read(String cell) {
            String plain =
                    Normalizer.normalize(cell, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
            return YES.contains(plain) ? BooleanNode.TRUE : NO.contains(plain) ? BooleanNode.FALSE : UNREADABLE;
        }
    },
    /** One text to a line. */
    LINES("1行に1つずつ", "one to a line") {
        @Override
        String plain(JsonNode value) {
            return String.join("\n", ListingContent.texts(value));
        }

        @Override
        JsonNode read(String cell) {
            return eachLine(cell, TextNode::valueOf);
        }
    },
    /** One picture's address to a line. */
    PICTURES("画像のURLを1行に1つずつ", "one picture's URL to a line") {
        @Override
        String plain(JsonNode value) {
            return String.join("\n", ListingContent.images(value));
        }

        @Override
        JsonNode read(String cell) {
            return eachLine(
                    cell,
                    line -> ADDRESS.matcher(line).matches()
                            ? Json.MAPPER.createObjectNode().put("url", line)
                            : UNREADABLE);
        }
    },
    /** Length x width x height. */
    SIDES("「奥行x幅x高さ」（例 30x20x10）", "length x width x height, such as 30x20x10") {
        @Override
        String plain(JsonNode value) {
            Dimensions sides = Dimensions.in(value);
            return sides.length() + "x" + sides.width() + "x" + sides.height();
        }

        @Override
        JsonNode read(String cell) {
            Matcher sides = THREE_SIDES.matcher(Cells.narrow(cell).strip());
            return sides.matches()
                    ? Json.MAPPER
                            .createObjectNode()
                            .put("length", Integer.parseInt(sides.group(1)))
                            .put("width", Integer.parseInt(sides.group(2)))
                            .put("height", Integer.parseInt(sides.group(3)))
                    : UNREADABLE;
        }
    },
    /** One axis and its value to a line. */
    OPTIONS("「名前=値」を1行に1つずつ", "one 'name=value' to a line") {
        @Override
        String plain(JsonNode value) {
            return lines(SkuOption.in(value), option -> option.axis() + "=" + option.value());
        }

        @Override
        JsonNode read(String cell) {
            return eachLine(cell, line -> {
                int equals = line.indexOf('=');
                return equals < 1 || equals == line.length() - 1
                        ? UNREADABLE
                        : Json.MAPPER
                                .createObjectNode()
                                .put("axis", line.substring(0, equals))
                                .put("value", line.substring(equals + 1));
            });
        }
    },
    /** One attribute to a line: its number, and its values as number:name or :name. */
    ATTRIBUTES("「属性の番号=値の番号:値の名前」を1行に1つずつ（値が複数なら | で区切る）", "one 'attribute=id:name' to a line, values separated by |") {
        @Override
        String plain(JsonNode value) {
            return lines(
                    ProductAttribute.in(value),
                    attribute -> attribute.id() + "="
                            + attribute.values().stream()
                                    .map(each -> each.id() + ":" + each.name())
                                    .collect(Collectors.joining("|")));
        }

        @Override
        JsonNode read(String cell) {
            return eachLine(cell, CellForm::attribute);
        }
    };

    /** What {@link #value} answers for a cell that cannot be read. */
    static final JsonNode UNREADABLE = MissingNode.getInstance();

    private static final Pattern WHOLE_NUMBER =
            Pattern.compile("[¥\\\\]?\\s*(\\d{1,9}|\\d{1,3}(?:,\\d{3}){1,2})(?:\\.0+)?\\s*(?:円|g|個)?");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final Pattern THREE_SIDES =
            Pattern.compile("(\\d{1,5})\\s*[x×*]\\s*(\\d{1,5})\\s*[x×*]\\s*(\\d{1,5})\\s*(?:cm)?");
    private static final Set<String> YES = Set.of("はい", "yes", "true", "on", "1");
    private static final Set<String> NO = Set.of("いいえ", "no", "false", "off", "0");

    private final String ja;
    private final String en;

    CellForm(String ja, String en) {
        this.ja = ja;
        this.en = en;
    }

    abstract String plain(JsonNode value);

    abstract JsonNode read(String cell);

    /** The value as a cell; nothing is an empty cell. */
    String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String plain = plain(value);
        return value(plain).equals(value) ? plain : Json.text(value);
    }

    /** The cell as a value, {@link #UNREADABLE} when it is none. */
    JsonNode value(String cell) {
        String start = cell.stripLeading();
        if (this != TEXT && (start.startsWith("{") || start.startsWith("["))) {
            try {
                return Json.MAPPER.readTree(cell);
            } catch (JsonProcessingException e) {
                // Then it is a text that begins with a bracket, which the plain form may take.
                return read(cell);
            }
        }
        return read(cell);
    }

    /** How values of a form stand in a cell; nothing of those that stand in no sheet. */
    static Optional<CellForm> of(EditableField.Form form) {
        return switch (form) {
            case TEXT -> Optional.of(TEXT);
            case WHOLE -> Optional.of(WHOLE);
            case FLAG -> Optional.of(FLAG);
            case TEXTS -> Optional.of(LINES);
            case PICTURES -> Optional.of(PICTURES);
            case ATTRIBUTES -> Optional.of(ATTRIBUTES);
            case OPTIONS -> Optional.of(OPTIONS);
            case SIDES -> Optional.of(SIDES);
            case CERTIFICATES, REMOVALS -> Optional.empty();
        };
    }

    /** How a cell of this form is to be written. */
    Sentence requirement() {
        return Messages.sentence("api.sheet.write", ja, en);
    }

    private static <T> String lines(List<T> list, Function<T, String> line) {
        return list.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static JsonNode eachLine(String cell, Function<String, JsonNode> value) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (String line :
                cell.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            JsonNode each = value.apply(line);
            if (each.isMissingNode()) {
                return UNREADABLE;
            }
            list.add(each);
        }
        return list;
    }

    private static JsonNode attribute(String line) {
        int equals = line.indexOf('=');
        if (equals < 1 || equals == line.length() - 1) {
            return UNREADABLE;
        }
        ObjectNode attribute = Json.MAPPER.createObjectNode().put("id", line.substring(0, equals));
        ArrayNode values = attribute.putArray("values");
        for (String each : line.substring(equals + 1).split("\\|", -1)) {
            int colon = each.indexOf(':');
            if (colon < 0 || each.length() == 1) {
                return UNREADABLE;
            }
            ObjectNode value = values.addObject();
            for (Map.Entry<String, String> part : Map.of(
                            "id", each.substring(0, colon), "name", each.substring(colon + 1))
                    .entrySet()) {
                if (!part.getValue().isEmpty()) {
                    value.put(part.getKey(), part.getValue());
                }
            }
        }
        return attribute;
    }
}
