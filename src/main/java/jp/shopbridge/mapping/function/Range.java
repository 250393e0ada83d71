package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;

/**
 * A closed range of numbers, either end open when null; written {@code 1..255}, {@code 1..}, {@code ..255} or
 * {@code [1, 255]}.
 */
record Range(@Nullable BigDecimal least, @Nullable BigDecimal most) {

    static Range read(JsonNode argument) {
        try {
            if (argument.isArray() && argument.size() == 2) {
                return of(argument.get(0).asText(), argument.get(1).asText());
            }
            if (argument.isIntegralNumber()) {
                return of(argument.asText(), argument.asText());
            }
            int dots = argument.isTextual() ? argument.textValue().indexOf("..") : -1;
            if (dots >= 0) {
                String text = argument.textValue();
                return of(
                        text.substring(0, dots).strip(),
                        text.substring(dots + 2).strip());
            }
        } catch (NumberFormatException e) {
            throw unreadable(argument);
        }
        throw unreadable(argument);
    }

    /** The range as a mapping would write it, such as {@code 1..255}; of amounts, where both ends are known, {@code [1, 255]}. */
    static JsonNode written(@Nullable BigDecimal least, @Nullable BigDecimal most, boolean amounts) {
        if (amounts && least != null && most != null) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .add(Values.number(least))
                    .add(Values.number(most));
        }
        return TextNode.valueOf(
                (least == null ? "" : least.toPlainString()) + ".." + (most == null ? "" : most.toPlainString()));
    }

    private static Range of(String least, String most) {
        Range range = new Range(end(least), end(most));
        if ((range.least == null && range.most == null)
                || (range.least != null && range.most != null && range.least.compareTo(range.most) > 0)) {
            throw new CannotApply(Messages.sentence("mapping.function.range-from-holds-nothing-write", least, most));
        }
        return range;
    }

    private static @Nullable BigDecimal end(String text) {
        if (text.length() > Values.LONGEST_NUMBER) {
            throw new NumberFormatException("a number of more than " + Values.LONGEST_NUMBER + " characters");
        }
        BigDecimal end = text.isEmpty() ? null : new BigDecimal(text);
        if (end != null && Math.abs((long) end.scale()) > Values.LONGEST_NUMBER) {
            throw new NumberFormatException("a number of more than " + Values.LONGEST_NUMBER + " digits");
        }
        return end;
    }

    private static CannotApply unreadable(JsonNode argument) {
        return new CannotApply(
                Messages.sentence("mapping.function.range-cannot-read-write-like", Values.excerpt(argument)));
    }

    boolean holds(BigDecimal number) {
        return (least == null || number.compareTo(least) >= 0) && (most == null || number.compareTo(most) <= 0);
    }

    String ja(String unit) {
        return (least == null ? "" : least.toPlainString() + unit + "以上")
                + (most == null ? "" : most.toPlainString() + unit + "以下");
    }

    String en(String unit) {
        if (least != null && most != null) {
            return least.toPlainString() + " to " + most.toPlainString() + unit;
        }
        return least != null
                ? least.toPlainString() + " or more" + unit
                : String.valueOf(most == null ? "" : most.toPlainString()) + " or fewer" + unit;
    }
}
