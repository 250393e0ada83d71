package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.mapping.function.Function;
import jp.shopbridge.mapping.function.Parameter;

/** Looks at what steps are given: texts that look like expressions, and prices of nothing that become prices. */
final class StepLinter {

    private static final Pattern JOINED =
            Pattern.compile("\"[^\"]*\"\\s*\\+|\\+\\s*\"[^\"]*\"|\\bif\\s*\\(.+\\).*\\$?\\w");
    private static final Pattern NAMED = Pattern.compile("\\$([A-Za-z_]\\w*)");

    private final Findings findings;

    StepLinter(Findings findings) {
        this.findings = findings;
    }

    /** The arguments of a call; a text that names a value of the mapping was meant to be worked out. */
    void call(Rule.Call call, Set<String> variables) {
        Function function = call.function();
        for (Map.Entry<String, Rule.Argument> argument : call.arguments().entrySet()) {
            boolean pattern = function.parameter(argument.getKey())
                    .filter(Parameter::pattern)
                    .isPresent();
            if (!pattern && argument.getValue() instanceof Rule.Fixed fixed) {
                text(fixed.value(), call.at(), variables);
            }
        }
    }

    /** A constant. */
    void constant(Rule.Argument argument, Position at, Set<String> variables) {
        if (argument instanceof Rule.Fixed fixed) {
            text(fixed.value(), at, variables);
        }
    }

    private void text(JsonNode value, Position at, Set<String> variables) {
        if (value.isContainerNode()) {
            value.forEach(each -> text(each, at, variables));
            return;
        }
        if (!value.isTextual()) {
            return;
        }
        String text = value.textValue();
        boolean named = false;
        for (Matcher name = NAMED.matcher(text); name.find(); ) {
            named |= variables.contains(name.group(1));
        }
        if (named || JOINED.matcher(text).find()) {
            findings.add(
                    FindingKind.LOOKS_LIKE_AN_EXPRESSION,
                    at,
                    Messages.sentence("mapping.text-looks-like-an-expression", text),
                    Messages.sentence("mapping.let-a-step-write-it"));
        }
    }

    /** The steps to a price: what adds to 0, or raises it, makes a price of a product that has none. */
    void price(Rule rule) {
        if (!rule.shape().money()) {
            return;
        }
        price(rule.steps());
        if (rule.source() instanceof Rule.Choose choose) {
            choose.rules().forEach(alternative -> price(alternative.steps()));
        }
    }

    private void price(List<Rule.Step> steps) {
        for (Rule.Step step : steps) {
            if (!(step instanceof Rule.Call call)) {
                continue;
            }
            if ("zero-is-missing".equals(call.function().name())) {
                return;
            }
            boolean adds = "markup-yen".equals(call.function().name()) && isPositive(call, "by");
            boolean raises = "clamp".equals(call.function().name()) && isPositive(call, "least");
            if (adds || raises) {
                findings.add(
                        FindingKind.ZERO_BECOMES_A_PRICE,
                        call.at(),
                        Messages.sentence(
                                "mapping.zero-becomes-a-price", call.function().name()),
                        Messages.sentence("mapping.put-zero-is-missing-before"));
                return;
            }
        }
    }

    private static boolean isPositive(Rule.Call call, String argument) {
        return !(call.arguments().get(argument) instanceof Rule.Fixed fixed)
                ? call.arguments().containsKey(argument)
                : fixed.value().isNumber() && fixed.value().decimalValue().signum() > 0;
    }
}
