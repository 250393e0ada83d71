package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Work;
import org.jspecify.annotations.Nullable;

/**
 * One compiled expression. Plain paths such as {@code .a.b} and {@code $product.c} are followed directly, which is
 * quicker and tells an absent key from a null one; everything else is JSLT.
 */
final class Query {

    /** Parameters are texts; in expressions they are variables with this beginning. */
    static final String PARAMETER = "parameter_";

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern PATH = Pattern.compile("(\\$" + NAME + ")?((\\." + NAME + ")*)|\\.");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_-]+)\\s*}}");
    private static final Pattern VARIABLE = Pattern.compile("\\$(" + NAME + ")");
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"" // a text, skipped
                    + "|(?<use>(?<![A-Za-z0-9_)\\]\"])\\.(?:" + NAME + ")(?:\\." + NAME + ")*"
                    + "|\\$" + NAME + "(?:\\." + NAME + ")*)"
                    + "|(?<let>\\blet\\s+" + NAME + "|\\bdef\\s+\\S+\\([^)]*\\))"
                    + "|(?<call>[A-Za-z][A-Za-z0-9:_-]*)\\s*\\(");
    /** Where in the expression as it is run, which is not as it was written. */
    private static final Pattern PLACE = Pattern.compile(" at [^\n]{1,300}:\\d+:\\d+$");

    private static final Pattern ANY_DAY = Pattern.compile("\\$" + Today.NAME + "\\b");
    private static final Pattern DAY_IN_PERIOD =
            Pattern.compile(BetweenDates.NAME + "\\s*\\(\\s*\\$" + Today.NAME + "\\s*,");

    private static final Set<String> UNREPEATABLE = Set.of("now", "random", "uuid");
    private static final Set<String> UNBOUNDED = Set.of("test", "capture", "replace", "split");

    private final String text;
    private final Position at;
    private final @Nullable String variable;
    private final String @Nullable [] keys;
    private final @Nullable Expression expression;
    private final Set<String> parameters;
    /** Whether it reads the day otherwise than to ask between which days it lies. */
    private final boolean dayAsItIs;
    /** The variables the expression may read; the expression language copies every one it is given. */
    private final List<String> read;

    private Query(
            String text,
            Position at,
            @Nullable String variable,
            String @Nullable [] keys,
            @Nullable Expression expression,
            Set<String> parameters) {
        this.text = text;
        this.at = at;
        // Parsed documents hold interned names, and equal instances are compared without looking at their letters.
        this.variable = variable == null ? null : variable.intern();
        this.keys =
                keys == null ? null : Arrays.stream(keys).map(String::intern).toArray(String[]::new);
        this.expression = expression;
        this.parameters = parameters;
        this.dayAsItIs = ANY_DAY.matcher(text).results().count()
                > DAY_IN_PERIOD.matcher(text).results().count();
        this.read = expression == null ? List.of() : variablesOf(withParameters(text, new HashSet<>()));
    }

    private static List<String> variablesOf(String code) {
        return VARIABLE.matcher(code)
                .results()
                .map(match -> match.group(1).intern())
                .distinct()
                .toList();
    }

    /** A field that an expression reads: from a variable, or from the present item when {@code variable} is null. */
    record Use(@Nullable String variable, List<String> keys, Position at) {}

    /** Compiles an expression; null, with a finding, when it is not one. */
    static @Nullable Query compile(Yaml.Scalar scalar, Findings findings) {
        String written = scalar.text().strip();
        Position at = scalar.plain() ? scalar.at() : scalar.at().right(1);
        Set<String> parameters = new HashSet<>();
        String code = withParameters(written, parameters);
        if (written.indexOf('\n') >= 0) {
            bad(at, Messages.sentence("mapping.expression-runs-over-several-lines"), findings);
            return null;
        }
        if (written.isEmpty() || written.length() > 2000) {
            bad(at, Messages.sentence("mapping.expression-empty-too-long"), findings);
            return null;
        }
        if (PATH.matcher(code).matches()) {
            int dot = code.indexOf('.');
            String variable = code.startsWith("$") ? code.substring(1, dot < 0 ? code.length() : dot) : null;
            String path = dot < 0 ? "" : code.substring(dot + 1);
            return new Query(
                    written, at, variable, path.isEmpty() ? new String[0] : path.split("\\."), null, parameters);
        }
        for (Matcher token = TOKEN.matcher(code); token.find(); ) {
            String call = token.group("call");
            if (call != null && UNREPEATABLE.contains(call)) {
                String unrepeatable =
                        call.equals("now") ? "mapping.day-is-today" : "mapping.gives-another-result-each-time";
                bad(at.right(token.start()), Messages.sentence(unrepeatable, call), findings);
                return null;
            }
            if (call != null && UNBOUNDED.contains(call)) {
                bad(
                        at.right(token.start()),
                        Messages.sentence("mapping.cannot-stopped-when-runs-away", call),
                        findings);
                return null;
            }
        }
        Optional<Sentence> wrongDays = BetweenDates.wrong(code);
        if (wrongDays.isPresent()) {
            bad(at, wrongDays.get(), findings);
            return null;
        }
        try {
            // Compiling works out what is constant, so nothing is compiled that has not been looked at.
            ExpressionBounds.Bounded bounded = ExpressionBounds.of(code);
            if (bounded.refusal() != null) {
                explosive(at, bounded.refusal(), findings);
                return null;
            }
            Expression compiled = Work.counted(() -> compiled(bounded.code(), at));
            return new Query(written, at, null, null, compiled, parameters);
        } catch (CannotApply e) {
            explosive(at, e.sentence(), findings);
        } catch (JsltException | StackOverflowError e) {
            String problem = PLACE.matcher(
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                    .replaceAll("");
            bad(at, Messages.sentence("mapping.not-expression", problem), findings);
        } catch (RuntimeException e) {
            // The parser of the expression language answers some broken texts with its own internal errors.
            bad(at, Messages.sentence("mapping.not-expression-2"), findings);
        }
        return null;
    }

    private static void explosive(Position at, Sentence why, Findings findings) {
        findings.add(
                FindingKind.EXPLOSIVE_EXPRESSION,
                at,
                Messages.sentence("mapping.expression-can-explode", why),
                Messages.sentence("mapping.write-as-several-values-with"));
    }

    private static Expression compiled(String code, Position at) {
        return new Parser(new StringReader(code))
                .withSource(at.file())
                .withFunctions(ExpressionBounds.FUNCTIONS)
                .withObjectFilter("true")
                .compile();
    }

    private static void bad(Position at, Sentence sentence, Findings findings) {
        findings.add(
                FindingKind.BAD_EXPRESSION, at, sentence, Messages.sentence("mapping.write-as-jslt-expression-one"));
    }

    private static String withParameters(String text, Set<String> parameters) {
        if (text.indexOf("{{") < 0) {
            return text;
        }
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            parameters.add(match.group(1));
            return Matcher.quoteReplacement("$" + parameterVariable(match.group(1)));
        });
    }

    /** The variable that holds a parameter's value in expressions. */
    static String parameterVariable(String parameter) {
        return PARAMETER + parameter.replace('-', '_');
    }

    /** The parameter of a text that is one {@code {{name}}} and nothing else; null for any other text. */
    static @Nullable String wholeParameterName(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** The variable behind a text that is one {@code {{name}}} and nothing else; null for any other text. */
    static @Nullable String wholeParameter(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.matches() ? parameterVariable(matcher.group(1)) : null;
    }

    /** The parameters named as {@code {{name}}} in a text. */
    static Set<String> placeholders(String text) {
        Set<String> names = new HashSet<>();
        withParameters(text, names);
        return names;
    }

    /** The text with every {@code {{name}}} replaced by that parameter's value. */
    static String filled(String text, Map<String, JsonNode> variables) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variables
                        .getOrDefault(parameterVariable(match.group(1)), MissingNode.getInstance())
                        .asText("")));
    }

    String text() {
        return text;
    }

    Position at() {
        return at;
    }

    Set<String> parameters() {
        return parameters;
    }

    /** Whether this is a plain path, whose target's shape can be followed. */
    boolean plainPath() {
        return keys != null && !parameter();
    }

    private boolean parameter() {
        return variable != null && variable.startsWith(PARAMETER);
    }

    JsonNode evaluate(JsonNode context, Map<String, JsonNode> variables) {
        if (dayAsItIs) {
            Today.readAsItIs(variables);
        }
        if (keys != null) {
            JsonNode value = variable == null ? context : variables.get(variable);
            for (String key : keys) {
                if (value == null || !value.isObject()) {
                    return MissingNode.getInstance();
                }
                value = value.get(key);
            }
            return value == null ? MissingNode.getInstance() : value;
        }
        return jslt(context, variables);
    }

    private Map<String, JsonNode> needed(Map<String, JsonNode> variables) {
        if (read.isEmpty()) {
            return Map.of();
        }
        Map<String, JsonNode> few = new HashMap<>(4);
        for (String name : read) {
            JsonNode value = variables.get(name);
            if (value != null) {
                few.put(name, value);
            }
        }
        return few;
    }

    private JsonNode jslt(JsonNode context, Map<String, JsonNode> variables) {
        if (expression == null) {
            return MissingNode.getInstance();
        }
        try {
            Work.expressionBegins();
            JsonNode value =
                    expression.apply(needed(variables), context.isMissingNode() ? NullNode.getInstance() : context);
            if (value == null) {
                return MissingNode.getInstance();
            }
            Work.chargeExpression(value, 1);
            return value;
        } catch (CannotApply e) {
            throw new CannotApply(Messages.sentence("mapping.expression-cannot-computed", text, e.sentence()));
        } catch (Work.Exceeded e) {
            throw e;
        } catch (JsltException e) {
            String problem = PLACE.matcher(String.valueOf(e.getMessage())).replaceAll("");
            throw new CannotApply(Messages.sentence("mapping.expression-cannot-computed-check-types", text, problem));
        } catch (StackOverflowError e) {
            throw new CannotApply(Messages.sentence("mapping.expression-met-data-nested-too", text));
        } catch (RuntimeException e) {
            // The expression language's own functions let Java's errors out on values they did not foresee.
            throw new CannotApply(Messages.sentence("mapping.expression-cannot-computed-check-types-2", text));
        }
    }

    /** Every field the expression reads, with its place, as far as that can be told without running it. */
    List<Use> uses() {
        if (keys != null) {
            return parameter() ? List.of() : List.of(new Use(variable, List.of(keys), at));
        }
        List<Use> uses = new ArrayList<>();
        Set<String> local = new HashSet<>();
        String code = withParameters(text, new HashSet<>());
        boolean moves = code.contains("for") || code.contains("|");
        for (Matcher token = TOKEN.matcher(code); token.find(); ) {
            if (token.group("let") != null) {
                local.add(token.group("let").replaceFirst("let\\s+", ""));
                Matcher names = Pattern.compile(NAME).matcher(token.group("let"));
                while (names.find()) {
                    local.add(names.group());
                }
            }
            String use = token.group("use");
            if (use == null) {
                continue;
            }
            String[] parts = use.split("\\.");
            boolean fromVariable = use.startsWith("$");
            String name = fromVariable ? parts[0].substring(1) : null;
            if (name == null ? !moves : !local.contains(name) && !name.startsWith(PARAMETER)) {
                List<String> path = List.of(parts).subList(1, parts.length);
                uses.add(new Use(name, path, at.right(token.start("use"))));
            }
        }
        return uses;
    }
}
