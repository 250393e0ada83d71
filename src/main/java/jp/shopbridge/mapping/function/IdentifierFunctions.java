package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.TEXT;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;

/** Functions on codes and numbers that name things. */
final class IdentifierFunctions {

    private static final String FAMILY = "identifier";

    private IdentifierFunctions() {}

    static List<Function> all() {
        return List.of(jan(), productCode(), withoutCode(), skuJoin(), slug());
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
                        throw new CannotApply(Messages.sentence(
                                "mapping.function.jan-code-not-valid-correct", Values.excerpt(in), problem));
                    }
                    return TextNode.valueOf(digits);
                });
    }

    private static Function productCode() {
        return Function.named("product-code", FAMILY)
                .says(
                        "Reads a JAN, EAN or UPC code and checks its check digit. What is no such code gives no value: words, a"
                                + " code of the house, only zeros, the code of a case.")
                .from(TEXT, TEXT)
                .shows("\"4901234-567894\"", "\"4901234567894\"")
                .shows("\"012345678905\"", "\"012345678905\"")
                .shows("\"04901234567894\"", "\"4901234567894\"")
                .shows("\"14901234567891\"", "")
                .shows("\"JANなし\"", "")
                .shows("\"0000000000000\"", "")
                .shows("\"2000000000008\"", "")
                .refuses("\"4901234567890\"")
                .does((in, a) -> {
                    String digits = digits(in.textValue());
                    if (isNoCode(digits)) {
                        return MissingNode.getInstance();
                    }
                    String code = digits.length() == 14 ? digits.substring(1) : digits;
                    String problem = problem(code);
                    if (problem != null) {
                        throw new CannotApply(Messages.sentence(
                                "mapping.function.product-code-wrong-check-digit", Values.excerpt(in), problem));
                    }
                    return TextNode.valueOf(code);
                });
    }

    private static Function withoutCode() {
        return Function.named("no-code", FAMILY)
                .says("Keeps what product-code gives no value for, so that it can be shown that it is not sent.")
                .from(TEXT, TEXT)
                .shows("\"JANなし\"", "\"JANなし\"")
                .shows("\"4901234567894\"", "")
                .shows("\"4901234567890\"", "")
                .does((in, a) -> isNoCode(digits(in.textValue())) ? in : MissingNode.getInstance());
    }

    /** Whether this was never meant for others: a typo in what was is none of these. */
    private static boolean isNoCode(String digits) {
        int length = digits.length();
        boolean ofALength = length == 8 || (length >= 12 && length <= 14);
        if (!ofALength
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                || digits.chars().allMatch(c -> c == '0')) {
            return true;
        }
        // GS1 leaves these to every shop for its own shelves.
        boolean ofTheHouse = length == 13 && (digits.startsWith("2") || digits.startsWith("02"));
        return ofTheHouse || (length == 14 && !digits.startsWith("0"));
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
        if (digits.length() != 8 && digits.length() != 12 && digits.length() != 13) {
            return "8桁、12桁、13桁のどれでもありません";
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
