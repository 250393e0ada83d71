package jp.shopbridge.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
                    "「" + expression + "」は正規表現として正しくありません",
                    "'" + expression + "' is not a regular expression: " + e.getDescription(),
                    "書き方を直してください",
                    "Correct it");
            return;
        }
        if (explosive(expression)) {
            findings.add(
                    FindingKind.EXPLOSIVE_PATTERN,
                    at,
                    "正規表現「" + expression + "」は長い文字列で終わらなくなることがあります",
                    "the pattern '" + expression + "' can run without end on a long text",
                    "繰り返しの中の繰り返し（(a+)+ など）や、繰り返しの中の重なる選択肢をなくしてください",
                    "Remove repeats inside repeats such as (a+)+, and alternatives inside a repeat");
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
