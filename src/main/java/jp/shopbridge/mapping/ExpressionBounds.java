package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Work;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an expression from exploding. What its tree shows is refused: loops in loops in loops, functions that call themselves,
 * huge numbers, repeated texts. The rest depends on the document, so the expression is rewritten to count while it runs: every list
 * that is looped over, every operand and every argument passes {@link Work}.
 */
final class ExpressionBounds {

    private static final int MOST_NESTED = 50;
    private static final int DEEPEST_LOOP = 3;
    private static final int MOST_LOOPS = 12;
    private static final int MOST_SUMMANDS = 40;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_SEPARATOR = 100;

    private static final String COUNTED = "bridge-counted";
    private static final String FACTOR = "bridge-factor";
    private static final String SEPARATOR = "bridge-separator";

    /** What rewritten expressions call, and what expressions may call beside the language's own functions. */
    static final Collection<Function> FUNCTIONS = List.of(
            new BetweenDates(),
            new Check(COUNTED, 2) {
                @Override
                public JsonNode call(JsonNode input, JsonNode[] arguments) {
                    Work.chargeExpression(arguments[0], arguments[1].asLong());
                    return arguments[0];
                }
            },
            new Check(FACTOR, 1) {
                @Override
                public JsonNode call(JsonNode input, JsonNode[] arguments) {
                    if (arguments[0].isTextual()) {
                        throw new CannotApply(Messages.sentence("mapping.text-cannot-multiplied-divided-read"));
                    }
                    return arguments[0];
                }
            },
            new Check(SEPARATOR, 1) {
                @Override
                public JsonNode call(JsonNode input, JsonNode[] arguments) {
                    if (arguments[0].isTextual() && arguments[0].textValue().length() > LONGEST_SEPARATOR) {
                        throw new CannotApply(Messages.sentence(
                                "mapping.separator-longer-than-characters-shorten", LONGEST_SEPARATOR));
                    }
                    return arguments[0];
                }
            });

    private abstract static class Check implements Function {
        private final String name;
        private final int arguments;

        Check(String name, int arguments) {
            this.name = name;
            this.arguments = arguments;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return arguments;
        }

        @Override
        public int getMaxArguments() {
            return arguments;
        }
    }

    /** The library's parser with its tree, which only heirs may see. */
    private static final class Tree extends JsltParser {
        Tree(String code) {
            super(new StringReader(code));
        }

        SimpleNode root() throws ParseException {
            Start();
            return (SimpleNode) jjtree.rootNode();
        }
    }

    private final IdentityHashMap<Token, StringBuilder> before = new IdentityHashMap<>();
    private final IdentityHashMap<Token, StringBuilder> after = new IdentityHashMap<>();
    private final Set<String> declared = new TreeSet<>();
    private final Set<String> usable = new TreeSet<>();
    private int loops;
    private @Nullable Sentence refusal;

    private ExpressionBounds() {}

    /**
     * An expression that counts.
     *
     * @param code the expression as it is compiled; the expression as it was when it cannot be parsed
     * @param refusal why it may not be used; null when it may
     */
    record Bounded(String code, @Nullable Sentence refusal) {}

    /** Looks at an expression of one line. */
    static Bounded of(String code) {
        if (deep(code)) {
            return new Bounded(code, Messages.sentence("mapping.brackets-nested-deeper-than", MOST_NESTED));
        }
        try {
            SimpleNode root = new Tree(code).root();
            ExpressionBounds bounds = new ExpressionBounds();
            bounds.declarations(root);
            bounds.look(root, 0, null);
            return new Bounded(bounds.rewritten(root), bounds.refusal);
        } catch (ParseException | TokenMgrError | StackOverflowError e) {
            // Whoever compiles it says what is wrong.
            return new Bounded(code, null);
        }
    }

    private static boolean deep(String code) {
        int depth = 0;
        int deepest = 0;
        boolean text = false;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (text && c == '\\') {
                i++;
            } else if (c == '"') {
                text = !text;
            } else if (!text && "([{".indexOf(c) >= 0) {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (!text && ")]}".indexOf(c) >= 0) {
                depth--;
            }
        }
        return deepest > MOST_NESTED || code.split("\\bif\\b", -1).length > MOST_NESTED;
    }

    private void refuse(Sentence sentence) {
        if (refusal == null) {
            refusal = sentence;
        }
    }

    private void declarations(SimpleNode node) {
        name(node).ifPresent(declared::add);
        for (SimpleNode child : children(node)) {
            declarations(child);
        }
    }

    private static Optional<String> name(SimpleNode node) {
        return node.getId() == JsltParserTreeConstants.JJTFUNCTIONDECL
                ? Optional.of(node.jjtGetFirstToken().next.image)
                : Optional.empty();
    }

    /** @param inside the function whose declaration this is part of */
    private void look(SimpleNode node, int depth, @Nullable String inside) {
        List<SimpleNode> children = children(node);
        int deeper = depth;
        switch (node.getId()) {
            case JsltParserTreeConstants.JJTARRAY, JsltParserTreeConstants.JJTOBJECTCOMPREHENSION -> {
                if ("for".equals(node.jjtGetFirstToken().next.image) && !children.isEmpty()) {
                    deeper = depth + 1;
                    loop(node, children.get(0), deeper);
                }
            }
            case JsltParserTreeConstants.JJTADDITIVEEXPR -> operands(children, MOST_SUMMANDS, COUNTED, ", 1)");
            case JsltParserTreeConstants.JJTCOMPARATIVEEXPR -> operands(children, 2, COUNTED, ", 1)");
            case JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR -> factors(children);
            case JsltParserTreeConstants.JJTFUNCTIONCALL -> call(node, children, inside);
            case JsltParserTreeConstants.JJTBASEEXPR -> number(node.jjtGetFirstToken());
            default -> {}
        }
        String within = name(node).orElse(inside);
        for (int i = 0; i < children.size(); i++) {
            // The list of a loop is made once; only what stands behind it is repeated.
            look(children.get(i), i == 0 ? depth : deeper, within);
        }
        name(node).ifPresent(usable::add);
    }

    private void loop(SimpleNode node, SimpleNode list, int depth) {
        loops++;
        if (depth > DEEPEST_LOOP || loops > MOST_LOOPS) {
            refuse(Messages.sentence("mapping.loops-may-nested-deep-there", DEEPEST_LOOP, MOST_LOOPS));
        }
        wrap(list, COUNTED, ", " + tokens(node) + ")");
    }

    private void operands(List<SimpleNode> children, int most, String check, String end) {
        List<SimpleNode> operands = children.stream()
                .filter(child -> child.getId() != JsltParserTreeConstants.JJTADDITIVEOPERATOR
                        && child.getId() != JsltParserTreeConstants.JJTCOMPARATOR)
                .toList();
        if (operands.size() > most) {
            refuse(Messages.sentence("mapping.adds-more-than-values-up", most));
        }
        if (operands.size() > 1) {
            operands.forEach(operand -> wrap(operand, check, end));
        }
    }

    private void factors(List<SimpleNode> children) {
        if (children.size() < 2) {
            return;
        }
        for (SimpleNode child : children) {
            if (child.getId() == JsltParserTreeConstants.JJTMULTIPLICATIVEOPERATOR) {
                continue;
            }
            if (child.jjtGetFirstToken().image.startsWith("\"")) {
                refuse(Messages.sentence("mapping.text-cannot-multiplied"));
            }
            wrap(child, FACTOR, ")");
        }
    }

    private void call(SimpleNode node, List<SimpleNode> arguments, @Nullable String inside) {
        String name = node.jjtGetFirstToken().image;
        if (name.startsWith("bridge-")) {
            refuse(Messages.sentence("mapping.there-no-function", name));
        }
        if (inside != null && declared.contains(name) && !usable.contains(name)) {
            refuse(Messages.sentence("mapping.function-own-calls-itself-later", name));
        }
        if (declared.contains(name)) {
            wrap(node, COUNTED, ", 1)");
        }
        for (int i = 0; i < arguments.size(); i++) {
            boolean separator = i == 1 && "join".equals(name);
            wrap(arguments.get(i), separator ? SEPARATOR : COUNTED, separator ? ")" : ", 1)");
        }
    }

    private void number(Token token) {
        String image = token.image;
        if (image.isEmpty() || !(Character.isDigit(image.charAt(0)) || image.charAt(0) == '-')) {
            return;
        }
        int exponent = Math.max(image.indexOf('e'), image.indexOf('E'));
        if (image.length() > LONGEST_NUMBER || (exponent > 0 && image.length() - exponent > 4)) {
            refuse(Messages.sentence("mapping.holds-number-too-large"));
        }
    }

    /** Callers wrap a node before the nodes inside it. */
    private void wrap(SimpleNode node, String check, String end) {
        before.computeIfAbsent(node.jjtGetFirstToken(), token -> new StringBuilder())
                .append(" ")
                .append(check)
                .append("(");
        after.computeIfAbsent(node.jjtGetLastToken(), token -> new StringBuilder())
                .insert(0, end);
    }

    private static List<SimpleNode> children(SimpleNode node) {
        List<SimpleNode> children = new ArrayList<>();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            children.add((SimpleNode) node.jjtGetChild(i));
        }
        return children;
    }

    private static int tokens(SimpleNode node) {
        int count = 1;
        for (Token token = node.jjtGetFirstToken(); token != null && token != node.jjtGetLastToken(); ) {
            count++;
            token = token.next;
        }
        return count;
    }

    private String rewritten(SimpleNode root) {
        StringBuilder code = new StringBuilder();
        for (Token token = root.jjtGetFirstToken(); token != null && token.kind != 0; token = token.next) {
            StringBuilder first = before.get(token);
            StringBuilder last = after.get(token);
            code.append(first == null ? "" : first).append(' ').append(token.image);
            code.append(last == null ? "" : last);
        }
        return code.toString();
    }
}
