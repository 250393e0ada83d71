package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.ANY;
import static jp.shopbridge.mapping.function.Kind.NUMBER;
import static jp.shopbridge.mapping.function.Kind.WHOLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import jp.shopbridge.failure.Messages;

/** Prices that end in 80, in 98, in 00: the function {@code ends-with}. */
final class PriceEnding {

    private PriceEnding() {}

    static Function function() {
        return Function.named("ends-with", "number")
                .says("The next price whose last digits are the given ones, of several endings the nearest. No price"
                        + " becomes 0 or less, and 0 stays 0, so that a missing price is still told.")
                .from(NUMBER, WHOLE)
                .needs(
                        "digits",
                        ANY,
                        "the last digits, such as 80, or a list of endings; those that begin with 0 in quotes")
                .may("mode", "where the next one is looked for", "up", "up", "down", "nearest")
                .may("least", NUMBER, "the smallest price it may come to")
                .shows("1000", "80", "1080")
                .shows("1980", "80", "1980")
                .shows("1980.5", "80", "2080")
                .shows("0", "80", "0")
                .shows("1981", "[\"80\", \"98\"]", "1998")
                .shows("2030", "{\"digits\": 80, \"mode\": \"down\"}", "1980")
                .shows("30", "{\"digits\": 80, \"mode\": \"down\"}", "80")
                .shows("1020", "{\"digits\": 80, \"mode\": \"nearest\"}", "980")
                .shows("1020", "{\"digits\": 80, \"mode\": \"down\", \"least\": 1000}", "1080")
                .shows("1234", "\"00\"", "1300")
                .refuses("-5")
                .does((in, a) -> ending(Values.decimal(in), a));
    }

    private static JsonNode ending(BigDecimal price, Arguments a) {
        List<String> endings = a.texts("digits");
        if (endings.isEmpty() || !endings.stream().allMatch(digits -> digits.matches("\\d{1,9}"))) {
            throw CannotApply.ofArgument(Messages.sentence(
                    "mapping.function.no-ending-price-write-digits", Values.excerpt(a.value("digits"))));
        }
        if (price.signum() < 0) {
            throw new CannotApply(
                    Messages.sentence("mapping.function.price-below-0-correct-what", price.toPlainString()));
        }
        if (price.signum() == 0) {
            return Values.number(price);
        }
        BigDecimal above = next(price, endings, true);
        BigDecimal below = next(price, endings, false);
        BigDecimal chosen =
                switch (a.text("mode")) {
                    case "down" -> below;
                    case "nearest" ->
                        below.signum() > 0 && price.subtract(below).compareTo(above.subtract(price)) < 0
                                ? below
                                : above;
                    default -> above;
                };
        BigDecimal least = a.has("least") ? a.number("least") : BigDecimal.ZERO;
        return Values.number(
                chosen.signum() <= 0
                        ? next(price.max(least), endings, true)
                        : chosen.compareTo(least) < 0 ? next(least, endings, true) : chosen);
    }

    /** The nearest number above or below, or this one, that has one of the endings; 0 where none is below. */
    private static BigDecimal next(BigDecimal from, List<String> endings, boolean up) {
        BigDecimal found = null;
        for (String digits : endings) {
            BigDecimal step = BigDecimal.TEN.pow(digits.length());
            BigDecimal ending = new BigDecimal(digits);
            BigDecimal steps = from.subtract(ending).divide(step, 0, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
            BigDecimal each = ending.add(steps.multiply(step));
            if (each.signum() <= 0) {
                each = up ? each.add(step) : BigDecimal.ZERO;
            }
            found = found == null ? each : up ? found.min(each) : found.max(each);
        }
        return found == null ? from : found;
    }
}
