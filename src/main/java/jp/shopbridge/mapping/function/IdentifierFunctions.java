package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.TEXT;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on codes and numbers that name things. */
final class IdentifierFunctions {

    private static final String FAMILY = "identifier";

    private IdentifierFunctions() {}

    static List<Function> all() {
        return List.of(jan(), skuJoin(), slug());
    }

    private static Function jan() {
        return Function.named("jan", FAMILY)
                .says("Reads a JAN (EAN) code of 8 or 13 digits and checks its check digit; spaces and hyphens go.")
                .from(TEXT, TEXT)
                .shows("\"4901234-567894\"", "\"4901234567894\"")
                .shows("\"４９１２３４５６\"", "\"49123456\"")
                .refuses("\"4901234567890\"")
                .refuses("\"12345\"")
                .does((in, a) -> {
                    String digits = digits(in.textValue());
                    String problem = problem(digits);
                    if (problem != null) {
                        throw new CannotApply(
                                "JANコード「" + Values.excerpt(in) + "」は" + problem + "。正しい8桁か13桁のコードに直すか、空にしてください。",
                                "the JAN code '" + Values.excerpt(in)
                                        + "' is not valid; correct it to 8 or 13 digits with the right check digit,"
                                        + " or empty it");
                    }
                    return TextNode.valueOf(digits);
                });
    }

    private static Function skuJoin() {
        return Function.named("sku-join", FAMILY)
                .says("Writes further parts of a code behind it, leaving out empty ones.")
                .from(TEXT, TEXT)
                .needs("with", Kind.ANY, "the parts, one or a list")
                .may("between", "written between two parts", "")
                .shows("\"T100\"", "{\"with\": [\"01\", \"\", \"M\"]}", "\"T10001M\"")
                .shows("\"T100\"", "{\"with\": [\"01\", \"M\"], \"between\": \"-\"}", "\"T100-01-M\"")
                .does((in, a) -> {
                    StringBuilder joined = new StringBuilder(in.textValue());
                    for (String part : a.texts("with")) {
                        if (!part.isEmpty()) {
                            joined.append(a.text("between")).append(part);
                            Texts.room(joined.length());
                        }
                    }
                    return TextNode.valueOf(joined.toString());
                });
    }

    private static Function slug() {
        return Function.named("code", FAMILY)
                .says("Keeps letters, digits, hyphen and underscore of a code and removes everything else.")
                .from(TEXT, TEXT)
                .shows("\"T 100/赤-M\"", "\"T100-M\"")
                .does((in, a) -> {
                    StringBuilder kept = new StringBuilder();
                    in.textValue()
                            .chars()
                            .filter(c -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
                            .forEach(c -> kept.append((char) c));
                    return TextNode.valueOf(kept.toString());
                });
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(13);
        String half = Texts.halfWidth(text);
        for (int i = 0; i < half.length(); i++) {
            char c = half.charAt(i);
            if (c != '-' && !Texts.space(c)) {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    /** What is wrong with a JAN code, in Japanese; null when it is right. */
    static @Nullable String problem(String digits) {
        if (digits.length() != 8 && digits.length() != 13) {
            return "8桁でも13桁でもありません";
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return "数字以外を含みます";
            }
            boolean odd = (digits.length() - 1 - i) % 2 == 1;
            if (i < digits.length() - 1) {
                sum += (c - '0') * (odd ? 3 : 1);
            }
        }
        int check = (10 - sum % 10) % 10;
        return check == digits.charAt(digits.length() - 1) - '0' ? null : "チェックデジットが合いません（正しくは" + check + "）";
    }
}
