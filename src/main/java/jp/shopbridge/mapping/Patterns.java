package jp.shopbridge.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import jp.shopbridge.failure.Messages;

/** Tells regular expressions that can take for ever from those that cannot. */
final class Patterns {

    private Patterns() {}

    static void check(String expression, Position at, Findings findings) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            findings.add(
                    FindingKind.WRONG_PARAMETER_TYPE,
                    at,
                    Messages.sentence("mapping.not-regular-expression", expression, e.getDescription()),
                    Messages.sentence("mapping.correct"));
            return;
        }
        if (explosive(expression)) {
            findings.add(
                    FindingKind.EXPLOSIVE_PATTERN,
                    at,
                    Messages.sentence("mapping.pattern-can-run-without-end", expression),
                    Messages.sentence("mapping.remove-repeats-inside-repeats-such"));
        }
    }

    /**
     * Whether an unbounded repeat stands around another unbounded repeat or around alternatives. Possessive repeats do
     * not go back and are fine.
     */
    static boolean explosive(String expression) {
        Deque<boolean[]> groups = new ArrayDeque<>();
        groups.push(new boolean[2]);
        boolean[] closed = null;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            switch (c) {
                case '\\' -> {
                    i++;
                    closed = null;
                }
                case '[' -> {
                    i = endOfClass(expression, i);
                    closed = null;
                }
                case '(' -> {
                    groups.push(new boolean[2]);
                    closed = null;
                }
                case '|' -> {
                    groups.getFirst()[1] = true;
                    closed = null;
                }
                case ')' -> {
                    closed = groups.size() > 1 ? groups.pop() : null;
                    if (closed != null) {
                        boolean[] outer = groups.getFirst();
                        outer[0] |= closed[0];
                    }
                }
                case '*', '+', '{' -> {
                    boolean unbounded = c != '{' || unboundedBraces(expression, i);
                    int end = c == '{' ? Math.max(i, expression.indexOf('}', i)) : i;
                    boolean possessive = end + 1 < expression.length() && expression.charAt(end + 1) == '+';
                    if (unbounded && !possessive) {
                        if (closed != null && (closed[0] || closed[1])) {
                            return true;
                        }
                        groups.getFirst()[0] = true;
                    }
                    i = possessive ? end + 1 : end;
                    closed = null;
                }
                default -> closed = null;
            }
        }
        return false;
    }

    private static boolean unboundedBraces(String expression, int at) {
        int end = expression.indexOf('}', at);
        return end > 0 && expression.charAt(end - 1) == ',';
    }

    private static int endOfClass(String expression, int at) {
        for (int i = at + 1; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ']' && i > at + 1) {
                return i;
            }
        }
        return expression.length();
    }
}
