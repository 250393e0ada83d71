package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Characters;
import org.jspecify.annotations.Nullable;

/** The few rules about JSON values that everything in a mapping shares. */
public final class Values {

    /** Longer values are cut in sentences, so that no sentence carries a payload. */
    private static final int EXCERPT = 40;

    /** Characters and digits of a number that somebody writes. */
    static final int LONGEST_NUMBER = 40;

    private static final int MOST_DIGITS = 1000;
    private static final int DEEPEST_COMPARE = 500;

    private Values() {}

    /** Whether there is no value: the key is absent, or its value is null. */
    public static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Whether there is nothing to use: absent, null, only white space, an empty list or an empty object. */
    public static boolean blank(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().isBlank();
        }
        return absent(value) || (value.isContainerNode() && value.isEmpty());
    }

    /** Which of the ways of having no value this is, in words for an explanation. */
    public static String blankness(JsonNode value) {
        if (value.isMissingNode()) {
            return "absent";
        }
        if (value.isNull()) {
            return "null";
        }
        return blank(value) ? "empty" : "present";
    }

    /** Whether a condition holds: there is a value that is neither blank nor false. */
    public static boolean truthy(JsonNode value) {
        return !blank(value) && !(value.isBoolean() && !value.booleanValue());
    }

    /** A number as the smallest JSON number that holds it exactly. */
    public static JsonNode number(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new CannotApply(Messages.sentence("mapping.function.number-more-than-digits-correct", MOST_DIGITS));
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return DecimalNode.valueOf(plain);
        }
        if (plain.precision() - plain.scale() < 10) {
            return IntNode.valueOf(plain.intValueExact());
        }
        if (plain.precision() - plain.scale() < 19) {
            long whole = plain.longValueExact();
            return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
        }
        return BigIntegerNode.valueOf(plain.toBigIntegerExact());
    }

    /** The value as the wanted kind where the conversion loses nothing, else a refusal saying what it is instead. */
    public static JsonNode convert(JsonNode value, Kind wanted) {
        JsonNode converted =
                switch (wanted) {
                    case TEXT -> value.isNumber() ? TextNode.valueOf(plain(value)) : accept(value, value.isTextual());
                    case NUMBER ->
                        value.isTextual() ? number(parse(value)) : accept(value, value.isNumber() && finite(value));
                    case WHOLE -> whole(value);
                    case FLAG -> flag(value);
                    case LIST -> accept(value, value.isArray());
                    case OBJECT -> accept(value, value.isObject());
                    case ANY -> value;
                };
        if (converted != null) {
            return converted;
        }
        throw new CannotApply(Messages.sentence(
                "mapping.function.needed-but-value-correct-source",
                wanted.ja(),
                excerpt(value),
                wanted.en(),
                quoted(value)));
    }

    private static @Nullable JsonNode accept(JsonNode value, boolean acceptable) {
        return acceptable ? value : null;
    }

    private static @Nullable JsonNode whole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value;
        }
        if ((value.isNumber() && finite(value)) || value.isTextual()) {
            BigDecimal number = value.isNumber() ? decimal(value) : parse(value);
            return fractionless(number) ? number(number) : null;
        }
        return null;
    }

    private static boolean fractionless(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static @Nullable JsonNode flag(JsonNode value) {
        if (value.isTextual() && ("true".equals(value.textValue()) || "false".equals(value.textValue()))) {
            return BooleanNode.valueOf("true".equals(value.textValue()));
        }
        return accept(value, value.isBoolean());
    }

    /** The number as it was written, never in exponent form. */
    public static String plain(JsonNode number) {
        return finite(number) ? decimal(number).toPlainString() : number.asText();
    }

    /** A number as an exact decimal; floating numbers are taken as they print. */
    public static BigDecimal decimal(JsonNode number) {
        BigDecimal exact = number.decimalValue();
        if (Math.abs((long) exact.scale()) > MOST_DIGITS || exact.precision() > MOST_DIGITS) {
            throw new CannotApply(Messages.sentence("mapping.function.number-too-large-work-with", excerpt(number)));
        }
        return exact;
    }

    private static boolean finite(JsonNode number) {
        return !number.isFloatingPointNumber() || Double.isFinite(number.doubleValue());
    }

    private static BigDecimal parse(JsonNode value) {
        String text = value.textValue().strip();
        try {
            if (text.length() <= LONGEST_NUMBER && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            throw notANumber(value);
        }
        throw notANumber(value);
    }

    private static CannotApply notANumber(JsonNode value) {
        return new CannotApply(
                Messages.sentence("mapping.function.cannot-read-as-number-write", excerpt(value), quoted(value)));
    }

    /** The value in a sentence, cut to a few words. */
    public static String excerpt(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        if (value.isObject()) {
            return "{…}";
        }
        if (value.isArray()) {
            return "[" + value.size() + "…]";
        }
        return cut(value.asText(), EXCERPT);
    }

    /** The value with each text as a reader sees it: two that look the same are equal. */
    public static JsonNode plainly(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(Characters.plain(value.textValue()));
        }
        if (value.isArray()) {
            ArrayNode plain = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(item -> plain.add(plainly(item)));
            return plain;
        }
        if (value.isObject()) {
            ObjectNode plain = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(entry -> plain.set(entry.getKey(), plainly(entry.getValue())));
            return plain;
        }
        return value;
    }

    /** The value in a few words: of a list its entries, of an object its last text. */
    static String words(JsonNode value) {
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(item -> words.add(words(item)));
            return cut(String.join("/", words), EXCERPT);
        }
        if (value.isObject()) {
            String last = "";
            for (JsonNode part : value) {
                last = part.isTextual() ? part.textValue() : last;
            }
            return cut(last, EXCERPT);
        }
        return excerpt(value);
    }

    /** What names an entry among others: its first text. */
    static String named(JsonNode entry) {
        for (JsonNode part : entry) {
            if (part.isTextual()) {
                return excerpt(part);
            }
        }
        return "";
    }

    private static String quoted(JsonNode value) {
        return value.isTextual() ? "'" + excerpt(value) + "'" : excerpt(value);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.offsetByCodePoints(0, Math.min(most - 1, text.codePointCount(0, most)));
        return text.substring(0, end) + "…";
    }

    /** Puts a value into Japanese and English brackets with a statement about it. */
    static Sentence about(JsonNode value, String ja, String en) {
        return Sentence.of("「" + excerpt(value) + "」" + ja, quoted(value) + " " + en);
    }

    /** Equality by meaning: numbers by amount, objects without order. */
    public static boolean same(JsonNode left, JsonNode right) {
        return same(left, right, 0);
    }

    private static boolean same(JsonNode left, JsonNode right, int depth) {
        if (depth > DEEPEST_COMPARE) {
            return false;
        }
        if (left.isNumber() && right.isNumber()) {
            if (left.isIntegralNumber() && right.isIntegralNumber() && left.canConvertToLong()) {
                return right.canConvertToLong() && left.longValue() == right.longValue();
            }
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.getNodeType() != right.getNodeType() || left.size() != right.size()) {
            return false;
        }
        if (left.isArray()) {
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i), depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        if (left.isObject()) {
            for (Map.Entry<String, JsonNode> entry : left.properties()) {
                JsonNode other = right.get(entry.getKey());
                if (other == null || !same(entry.getValue(), other, depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        return left.equals(right);
    }
}
