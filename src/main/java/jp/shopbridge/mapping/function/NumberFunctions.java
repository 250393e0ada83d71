package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.ANY;
import static jp.shopbridge.mapping.function.Kind.LIST;
import static jp.shopbridge.mapping.function.Kind.NUMBER;
import static jp.shopbridge.mapping.function.Kind.WHOLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;

/** Functions on numbers, yen and units; exact decimals throughout, never floating point. */
final class NumberFunctions {

    private static final String FAMILY = "number";
    private static final Pattern AMOUNT = Pattern.compile(
            "[¥\\\\]?\\s*(-?(?:\\d{1,15}|\\d{1,3}(?:,\\d{3}){1,4})(?:\\.\\d{1,10})?)\\s*(?:円|yen|JPY)?");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String[] ROUNDING = {"down", "half-up", "up"};
    private static final String[] LENGTHS = {"mm", "cm", "m", "inch"};
    private static final String[] WEIGHTS = {"mg", "g", "kg", "oz", "lb"};
    private static final Map<String, BigDecimal> IN_MILLIMETRES = Map.of(
            "mm", BigDecimal.ONE, "cm", BigDecimal.TEN, "m", BigDecimal.valueOf(1000), "inch", new BigDecimal("25.4"));
    private static final Map<String, BigDecimal> IN_MILLIGRAMS = Map.of(
            "mg",
            BigDecimal.ONE,
            "g",
            BigDecimal.valueOf(1000),
            "kg",
            BigDecimal.valueOf(1_000_000),
            "oz",
            new BigDecimal("28349.523125"),
            "lb",
            new BigDecimal("453592.37"));

    private NumberFunctions() {}

    static List<Function> all() {
        return List.of(
                number(),
                yen(),
                wholeNumber(),
                round(),
                PriceEnding.function(),
                taxIncluded(),
                markupPercent(),
                markupYen(),
                multiply(),
                clamp(),
                zeroIsMissing(),
                yenText(),
                convertWeight(),
                convertLength());
    }

    private static Function number() {
        return Function.named("number", FAMILY)
                .says("Reads a text as an exact number.")
                .from(NUMBER, NUMBER)
                .shows("\"19.90\"", "19.9")
                .refuses("\"約20\"")
                .does((in, a) -> Values.number(Values.decimal(in)));
    }

    private static Function yen() {
        return Function.named("yen", FAMILY)
                .says("Reads an amount of yen as people write it: with ¥, 円, separators and in full width. A"
                        + " fraction of a yen is refused, or rounded.")
                .from(ANY, NUMBER)
                .may("fraction", "what happens to a fraction of a yen", "refuse", "refuse", "round")
                .may("rounding", "how it is rounded", "down", ROUNDING)
                .shows("\"¥1,500\"", "1500")
                .shows("\"１，５００円\"", "1500")
                .shows("\"1500.00\"", "1500")
                .shows("12.5", "{\"fraction\": \"round\", \"rounding\": \"half-up\"}", "13")
                .refuses("12.5")
                .refuses("\"1,50\"")
                .refuses("\"約1500円\"")
                .does((in, a) -> {
                    BigDecimal amount = in.isTextual() ? amount(in) : Values.decimal(Values.convert(in, NUMBER));
                    if (amount.stripTrailingZeros().scale() <= 0) {
                        return Values.number(amount);
                    }
                    if (a.text("fraction").equals("round")) {
                        return Values.number(amount.setScale(0, mode(a.text("rounding"))));
                    }
                    throw new CannotApply(
                            Messages.sentence("mapping.function.price-fraction-yen-make-whole", Values.excerpt(in)));
                });
    }

    private static BigDecimal amount(JsonNode written) {
        Matcher amount = AMOUNT.matcher(Texts.halfWidth(written.textValue()).strip());
        if (!amount.matches()) {
            throw new CannotApply(
                    Messages.sentence("mapping.function.cannot-read-as-amount-write", Values.excerpt(written)));
        }
        return new BigDecimal(amount.group(1).replace(",", ""));
    }

    private static Function wholeNumber() {
        return Function.named("whole-number", FAMILY)
                .says("Reads the value as a whole number; a fraction is refused, not rounded.")
                .from(WHOLE, WHOLE)
                .shows("\"120\"", "120")
                .shows("120.0", "120")
                .refuses("\"12.5\"")
                .does((in, a) -> Values.number(Values.decimal(in)));
    }

    private static Function round() {
        return Function.named("round", FAMILY)
                .says("Rounds to a whole number, or to a whole number of tens or hundreds.")
                .from(NUMBER, WHOLE)
                .may("to", WHOLE, "the step, for example 10 for whole tens of yen", Values.number(BigDecimal.ONE))
                .may("mode", "down, half-up or up, seen from zero", "half-up", ROUNDING)
                .shows("1984.5", "1985")
                .shows("1984", "10", "1980")
                .shows("1984", "{\"to\": 100, \"mode\": \"up\"}", "2000")
                .does((in, a) -> {
                    BigDecimal step = BigDecimal.valueOf(Math.max(1, a.whole("to")));
                    return Values.number(Values.decimal(in)
                            .divide(step, 0, mode(a.text("mode")))
                            .multiply(step));
                });
    }

    private static Function taxIncluded() {
        return Function.named("tax-included", FAMILY)
                .says("The price with consumption tax in whole yen: a price without tax gets it added and is rounded.")
                .from(NUMBER, WHOLE)
                .needs("included", ANY, "whether the price holds the tax already (true or false)")
                .needs("rate", ANY, "the tax rate in percent, for example 10; asked only of a price without tax")
                .may("rates", LIST, "the rates that there are; any other is refused")
                .may("rounding", "what happens to fractions of a yen", "down", ROUNDING)
                .shows("3000", "{\"included\": true, \"rate\": 10}", "3000")
                .shows("1852", "{\"included\": false, \"rate\": 8}", "2000")
                .shows("1852", "{\"included\": false, \"rate\": 8, \"rounding\": \"up\"}", "2001")
                .shows("1852", "{\"included\": true, \"rate\": 1.08, \"rates\": [0, 8, 10]}", "1852")
                .does((in, a) -> {
                    BigDecimal price = Values.decimal(in);
                    if (included(a.value("included"))) {
                        if (price.stripTrailingZeros().scale() > 0) {
                            throw new CannotApply(Messages.sentence(
                                    "mapping.function.tax-included-price-fraction-yen", Values.excerpt(in)));
                        }
                        return Values.number(price);
                    }
                    BigDecimal rate = rate(a);
                    return Values.number(
                            price.multiply(HUNDRED.add(rate)).divide(HUNDRED, 0, mode(a.text("rounding"))));
                });
    }

    private static boolean included(JsonNode said) {
        String word = Values.absent(said) ? "false" : said.asText();
        if (!word.equals("true") && !word.equals("false")) {
            throw CannotApply.ofArgument(
                    Messages.sentence("mapping.function.does-not-tell-whether-price", Values.excerpt(said)));
        }
        return word.equals("true");
    }

    private static BigDecimal rate(Arguments a) {
        JsonNode said = a.value("rate");
        try {
            BigDecimal rate = Values.decimal(Values.convert(said, NUMBER));
            JsonNode known = a.value("rates");
            if (!known.isArray()) {
                return rate;
            }
            for (JsonNode each : known) {
                if (each.decimalValue().compareTo(rate) == 0) {
                    return rate;
                }
            }
        } catch (CannotApply unreadable) {
            // Then it is none of the rates there are.
        }
        throw CannotApply.ofArgument(
                Messages.sentence("mapping.function.price-without-tax-tax-rate", Values.excerpt(said)));
    }

    private static Function markupPercent() {
        return Function.named("markup-percent", FAMILY)
                .says("Raises a price by a percentage, or lowers it by a negative one; the result is not rounded.")
                .from(NUMBER, NUMBER)
                .needs("by", NUMBER, "percent, for example 5 or -10")
                .shows("1980", "5", "2079")
                .shows("1999", "5", "2098.95")
                .does((in, a) -> Values.number(
                        Values.decimal(in).multiply(HUNDRED.add(a.number("by"))).divide(HUNDRED)));
    }

    private static Function markupYen() {
        return Function.named("markup-yen", FAMILY)
                .says("Raises a price by an amount in yen, or lowers it by a negative one.")
                .from(NUMBER, NUMBER)
                .needs("by", NUMBER, "yen, for example 300 or -100")
                .shows("1980", "300", "2280")
                .does((in, a) -> Values.number(Values.decimal(in).add(a.number("by"))));
    }

    private static Function multiply() {
        return Function.named("multiply", FAMILY)
                .says("Multiplies exactly.")
                .from(NUMBER, NUMBER)
                .needs("by", NUMBER, "the factor")
                .shows("19.99", "100", "1999")
                .does((in, a) -> Values.number(Values.decimal(in).multiply(a.number("by"))));
    }

    private static Function clamp() {
        return Function.named("clamp", FAMILY)
                .says("Brings a number that is too small or too large to the nearest allowed one.")
                .from(NUMBER, NUMBER)
                .may("least", NUMBER, "the smallest allowed number")
                .may("most", NUMBER, "the largest allowed number")
                .shows("-3", "{\"least\": 0}", "0")
                .shows("120000", "{\"least\": 0, \"most\": 99999}", "99999")
                .does((in, a) -> {
                    BigDecimal number = Values.decimal(in);
                    if (a.has("least")) {
                        number = number.max(a.number("least"));
                    }
                    if (a.has("most")) {
                        number = number.min(a.number("most"));
                    }
                    return Values.number(number);
                });
    }

    private static Function zeroIsMissing() {
        return Function.named("zero-is-missing", FAMILY)
                .says("Treats 0 as no value.")
                .from(NUMBER, NUMBER)
                .shows("0", "")
                .shows("\"0\"", "")
                .shows("250", "250")
                .does((in, a) -> in.decimalValue().signum() == 0 ? MissingNode.getInstance() : in);
    }

    private static Function yenText() {
        return Function.named("yen-text", FAMILY)
                .says("Writes an amount of whole yen as digits only; a fraction is refused.")
                .from(WHOLE, Kind.TEXT)
                .shows("1980", "\"1980\"")
                .refuses("19.8")
                .does((in, a) -> TextNode.valueOf(Values.plain(in)));
    }

    private static Function convertWeight() {
        return Function.named("convert-weight", FAMILY)
                .says("Turns a weight from one unit into another, exactly.")
                .from(NUMBER, NUMBER)
                .needs("from", Kind.TEXT, "unit of the value: mg, g, kg, oz or lb")
                .needs("to", Kind.TEXT, "unit of the result: mg, g, kg, oz or lb")
                .shows("1.25", "{\"from\": \"kg\", \"to\": \"g\"}", "1250")
                .does((in, a) -> convert(in, a, IN_MILLIGRAMS, WEIGHTS));
    }

    private static Function convertLength() {
        return Function.named("convert-length", FAMILY)
                .says("Turns a length from one unit into another, exactly.")
                .from(NUMBER, NUMBER)
                .needs("from", Kind.TEXT, "unit of the value: mm, cm, m or inch")
                .needs("to", Kind.TEXT, "unit of the result: mm, cm, m or inch")
                .shows("255", "{\"from\": \"mm\", \"to\": \"cm\"}", "25.5")
                .does((in, a) -> convert(in, a, IN_MILLIMETRES, LENGTHS));
    }

    private static JsonNode convert(JsonNode in, Arguments a, Map<String, BigDecimal> units, String[] names) {
        BigDecimal from = unit(a.text("from"), units, names);
        BigDecimal to = unit(a.text("to"), units, names);
        return Values.number(Values.decimal(in).multiply(from).divide(to, 9, RoundingMode.HALF_UP));
    }

    private static BigDecimal unit(String name, Map<String, BigDecimal> units, String[] names) {
        BigDecimal unit = units.get(name);
        if (unit == null) {
            String known = String.join(", ", names);
            throw new CannotApply(Messages.sentence("mapping.function.unit-not-known-use-one", name, known));
        }
        return unit;
    }

    private static RoundingMode mode(String name) {
        return switch (name) {
            case "down" -> RoundingMode.DOWN;
            case "half-up" -> RoundingMode.HALF_UP;
            case "up" -> RoundingMode.UP;
            default -> throw new CannotApply(Messages.sentence("mapping.function.rounding-not-known-use-down", name));
        };
    }
}
