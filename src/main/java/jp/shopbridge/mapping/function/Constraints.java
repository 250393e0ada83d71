package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Characters;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.limit.Measure;
import org.jspecify.annotations.Nullable;

/** The registry of requirements a mapping may write under {@code require}. */
public final class Constraints {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Optional<Sentence> FINE = Optional.empty();
    private static final Pattern HTML_ESCAPE = Pattern.compile("&(#\\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});");
    private static final int MOST_REPEATS = Limits.named("repeats").mostWhole();
    private static final List<String> UNWANTED = List.of(
            "emoji",
            "repeated-symbols",
            "html-escapes",
            "control-characters",
            "only-symbols",
            "lost-letters",
            "spaces");

    private static final Map<String, Constraint> BY_NAME = new LinkedHashMap<>();

    static {
        for (Constraint constraint : List.of(
                present(),
                length(),
                totalLength(),
                bytes(),
                between(),
                limit(),
                whole(),
                pattern(),
                oneOf(),
                notOneOf(),
                count(),
                pictures(),
                unique(),
                without(),
                withoutWords(),
                checkDigit())) {
            BY_NAME.put(constraint.name(), constraint);
        }
    }

    private Constraints() {}

    /** The constraint of that name. */
    public static Optional<Constraint> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every constraint, in the order of the guide. */
    public static Collection<Constraint> all() {
        return BY_NAME.values();
    }

    private static Constraint present() {
        return new Constraint(
                "present",
                "The field has a value that is not blank.",
                "FIELD_MISSING",
                null,
                true,
                (argument, tables) -> value -> Values.blank(value)
                        ? objection(Messages.sentence("mapping.function.no-value-enter-one"))
                        : FINE,
                List.of(new Example("\"綿\"", null, "true"), new Example("\" \"", null, "false")));
    }

    private static Constraint length() {
        return new Constraint(
                "length",
                "A text has a number of characters (code points) in a range.",
                "FIELD_LENGTH",
                Kind.ANY,
                false,
                (argument, tables) -> {
                    Range range = Range.read(argument);
                    return value -> {
                        int length = Texts.codePoints(value.asText());
                        return range.holds(BigDecimal.valueOf(length))
                                ? FINE
                                : objection(Sentence.of(
                                        length + "文字です。" + range.ja("文字") + "にしてください。",
                                        "has " + length + " characters; make it " + range.en(" characters")));
                    };
                },
                List.of(new Example("\"綿\"", "\"1..2\"", "true"), new Example("\"綿の服\"", "\"1..2\"", "false")));
    }

    private static Constraint totalLength() {
        return new Constraint(
                "total-length",
                "The texts of a list have a number of characters (code points) in a range, all together.",
                "FIELD_LENGTH",
                Kind.ANY,
                false,
                (argument, tables) -> {
                    Range range = Range.read(argument);
                    return value -> {
                        long length = 0;
                        for (JsonNode text : value) {
                            length += Texts.codePoints(text.asText());
                        }
                        return range.holds(BigDecimal.valueOf(length))
                                ? FINE
                                : objection(Sentence.of(
                                        "合わせて" + length + "文字です。" + range.ja("文字") + "にしてください。",
                                        "has " + length + " characters in all; make it " + range.en(" characters")));
                    };
                },
                List.of(
                        new Example("[\"綿\", \"麻\"]", "\"..2\"", "true"),
                        new Example("[\"綿\", \"綿の服\"]", "\"..2\"", "false")));
    }

    private static Constraint bytes() {
        return new Constraint(
                "bytes",
                "A text has a number of bytes in a range; in UTF-8, or with {range, charset: shift_jis}.",
                "FIELD_LENGTH",
                Kind.ANY,
                false,
                (argument, tables) -> {
                    boolean written = argument.isObject();
                    Range range = Range.read(written ? argument.path("range") : argument);
                    Charset charset =
                            Texts.charset(written ? argument.path("charset").asText() : "utf-8");
                    return value -> {
                        int length = value.asText().getBytes(charset).length;
                        return range.holds(BigDecimal.valueOf(length))
                                ? FINE
                                : objection(Sentence.of(
                                        length + "バイトです。" + range.ja("バイト") + "にしてください。",
                                        "has " + length + " bytes; make it " + range.en(" bytes")));
                    };
                },
                List.of(
                        new Example("\"綿\"", "\"..3\"", "true"),
                        new Example("\"綿の\"", "{\"range\": \"..3\", \"charset\": \"shift_jis\"}", "false")));
    }

    private static Constraint between() {
        return new Constraint(
                "between",
                "A number, also as the digits of a text, lies in a range, both ends included.",
                "FIELD_OUT_OF_RANGE",
                Kind.ANY,
                false,
                (argument, tables) -> {
                    Range range = Range.read(argument);
                    return value -> isDecimal(value)
                                    && range.holds(
                                            value.isNumber()
                                                    ? Values.decimal(value)
                                                    : new BigDecimal(value.textValue()))
                            ? FINE
                            : objection(Messages.sentence(
                                    "mapping.function.make", Values.excerpt(value), range.ja(""), range.en("")));
                },
                List.of(new Example("500000", "[1, 500000]", "true"), new Example("0", "[1, 500000]", "false")));
    }

    private static boolean isDecimal(JsonNode value) {
        return value.isNumber()
                || (value.isTextual() && DECIMAL.matcher(value.textValue()).matches());
    }

    private static Constraint limit() {
        return new Constraint(
                "limit",
                "The value keeps one of TikTok Shop's limits, by its name; GET /api/fields tells them.",
                "FIELD_LENGTH, FIELD_COUNT or FIELD_OUT_OF_RANGE",
                Kind.TEXT,
                false,
                (argument, tables) -> {
                    Asked asked = Limits.find(argument.asText())
                            .flatMap(Constraints::ofLimit)
                            .orElseThrow(() -> new CannotApply(
                                    Messages.sentence("mapping.function.there-no-limit", argument.asText())));
                    return asked.constraint().reader().read(asked.argument(), tables);
                },
                List.of(new Example("\"綿のシャツ\"", "\"title\"", "true"), new Example("500001", "\"price\"", "false")));
    }

    /**
     * A constraint with its argument.
     *
     * @param argument as a mapping would write it
     */
    public record Asked(Constraint constraint, JsonNode argument) {}

    /** What a limit asks in the words of the other constraints; nothing of what no document holds. */
    public static Optional<Asked> ofLimit(Limit limit) {
        Constraint constraint =
                switch (limit.measure()) {
                    case CHARACTERS -> BY_NAME.get("length");
                    case ENTRIES -> BY_NAME.get("count");
                    case TOTAL -> BY_NAME.get("total-length");
                    case PICTURES -> BY_NAME.get("pictures");
                    case NUMBER -> BY_NAME.get("between");
                    case RUN, PIXELS -> null;
                };
        return constraint == null
                ? Optional.empty()
                : Optional.of(new Asked(
                        constraint, Range.written(limit.least(), limit.most(), limit.measure() == Measure.NUMBER)));
    }

    private static Constraint whole() {
        return new Constraint(
                "whole",
                "A number has no fraction.",
                "FIELD_OUT_OF_RANGE",
                null,
                false,
                (argument, tables) -> value -> value.isNumber()
                                && Values.decimal(value).stripTrailingZeros().scale() <= 0
                        ? FINE
                        : objection(Messages.sentence("mapping.function.make-whole-number", Values.excerpt(value))),
                List.of(new Example("5", null, "true"), new Example("5.5", null, "false")));
    }

    private static Constraint pattern() {
        return new Constraint(
                "pattern",
                "A text is matched by a regular expression from its first to its last character.",
                "FIELD_FORM",
                Kind.TEXT,
                false,
                (argument, tables) -> {
                    Pattern pattern = compile(argument.asText());
                    return value -> pattern.matcher(Texts.bounded(value.asText(), pattern))
                                    .matches()
                            ? FINE
                            : objection(Messages.sentence(
                                    "mapping.function.not-form-correct", Values.excerpt(value), pattern.pattern()));
                },
                List.of(
                        new Example("\"T-100\"", "\"[A-Z]-\\\\d+\"", "true"),
                        new Example("\"t100\"", "\"[A-Z]-\\\\d+\"", "false")));
    }

    private static Constraint oneOf() {
        return new Constraint(
                "one-of",
                "The value is one of a list.",
                "FIELD_NOT_ALLOWED",
                Kind.LIST,
                false,
                (argument, tables) -> {
                    if (!argument.isArray() || argument.isEmpty()) {
                        throw new CannotApply(Messages.sentence("mapping.function.write-allowed-values-as-list"));
                    }
                    List<String> allowed = new ArrayList<>();
                    argument.forEach(item -> allowed.add(item.asText()));
                    return value -> allowed.contains(value.asText())
                            ? FINE
                            : objection(Messages.sentence(
                                    "mapping.function.make-one",
                                    Values.excerpt(value),
                                    String.join("、", allowed),
                                    String.join(", ", allowed)));
                },
                List.of(
                        new Example("\"GRAM\"", "[\"GRAM\", \"KILOGRAM\"]", "true"),
                        new Example("\"LB\"", "[\"GRAM\", \"KILOGRAM\"]", "false")));
    }

    private static Constraint notOneOf() {
        return new Constraint(
                "not-one-of",
                "Neither the value nor an entry of a list is one of these.",
                "FIELD_NOT_ALLOWED",
                Kind.LIST,
                false,
                (argument, tables) -> {
                    if (!argument.isArray() || argument.isEmpty()) {
                        throw new CannotApply(Messages.sentence("mapping.function.write-values-not-allowed-as"));
                    }
                    List<String> banned = new ArrayList<>();
                    argument.forEach(item -> banned.add(item.asText()));
                    return value -> {
                        for (JsonNode one : value.isArray() ? value : List.of(value)) {
                            if (one.isValueNode() && banned.contains(one.asText())) {
                                return objection(Messages.sentence(
                                        "mapping.function.make-something-other-than",
                                        Values.excerpt(one),
                                        String.join("、", banned),
                                        String.join(", ", banned)));
                            }
                        }
                        return FINE;
                    };
                },
                List.of(
                        new Example("\"tea\"", "[\"gift\", \"sample\"]", "true"),
                        new Example("\"gift\"", "[\"gift\", \"sample\"]", "false"),
                        new Example("[\"tea\", \"sample\"]", "[\"gift\", \"sample\"]", "false")));
    }

    private static Constraint count() {
        return new Constraint(
                "count",
                "A list has a number of entries in a range; no value counts as none.",
                "FIELD_COUNT",
                Kind.ANY,
                true,
                (argument, tables) -> {
                    Range range = Range.read(argument);
                    return value -> {
                        int size = value.isArray() ? value.size() : 0;
                        return range.holds(BigDecimal.valueOf(size))
                                ? FINE
                                : objection(Sentence.of(
                                        size + "件です。" + range.ja("件") + "にしてください。",
                                        "has " + size + " entries; make it " + range.en(" entries")));
                    };
                },
                List.of(new Example("[1]", "\"1..9\"", "true"), new Example("[]", "\"1..9\"", "false")));
    }

    private static Constraint pictures() {
        return new Constraint(
                "pictures",
                "The HTML of a text shows a number of pictures in a range.",
                "FIELD_COUNT",
                Kind.ANY,
                false,
                (argument, tables) -> {
                    Range range = Range.read(argument);
                    return value -> {
                        int size = value.asText().split("<img", -1).length - 1;
                        return range.holds(BigDecimal.valueOf(size))
                                ? FINE
                                : objection(Sentence.of(
                                        "画像が" + size + "枚あります。" + range.ja("枚") + "にしてください。",
                                        "shows " + size + " pictures; make it " + range.en(" pictures")));
                    };
                },
                List.of(
                        new Example("\"<p>綿</p><img src=1>\"", "\"..1\"", "true"),
                        new Example("\"<img src=1><img src=2>\"", "\"..1\"", "false")));
    }

    private static Constraint unique() {
        return new Constraint(
                "unique",
                "The entries of a list differ to a reader; with a key, the values of that key differ.",
                "FIELD_NOT_UNIQUE",
                Kind.TEXT,
                false,
                (argument, tables) -> {
                    String key = argument.isTextual() ? argument.textValue() : "";
                    return value -> {
                        Map<JsonNode, JsonNode> seen = new HashMap<>();
                        for (JsonNode item : value) {
                            JsonNode part = key.isEmpty() ? item : item.path(key);
                            JsonNode first = Values.absent(part) ? null : seen.putIfAbsent(Values.plainly(part), item);
                            if (first != null) {
                                String words = Values.words(part);
                                String both = key.isEmpty() ? "" : Values.named(first) + ", " + Values.named(item);
                                return objection(Messages.sentence(
                                        "mapping.function.holds-twice-make-entries-differ",
                                        words,
                                        both.isEmpty() ? "" : "（" + both + "）",
                                        both.isEmpty() ? "" : " (" + both + ")"));
                            }
                        }
                        return FINE;
                    };
                },
                List.of(
                        new Example("[{\"c\": 1}, {\"c\": 2}]", "\"c\"", "true"),
                        new Example("[\"赤\", \"赤\"]", null, "false")));
    }

    private static Constraint without() {
        return new Constraint(
                "without",
                "A text has none of: " + String.join(", ", UNWANTED) + ".",
                "FIELD_FORBIDDEN_TEXT",
                Kind.ANY,
                false,
                (argument, tables) -> {
                    List<String> unwanted = new ArrayList<>();
                    if (argument.isArray()) {
                        argument.forEach(item -> unwanted.add(item.asText()));
                    } else {
                        unwanted.add(argument.asText());
                    }
                    for (String word : unwanted) {
                        if (!UNWANTED.contains(word)) {
                            throw new CannotApply(Messages.sentence(
                                    "mapping.function.cannot-asked-choose-from",
                                    word,
                                    String.join("、", UNWANTED),
                                    String.join(", ", UNWANTED)));
                        }
                    }
                    return value -> {
                        String text = value.asText();
                        List<Sentence> objections = List.of();
                        for (String word : unwanted) {
                            Optional<Sentence> objection = unwanted(word, text);
                            if (objection.isPresent()) {
                                objections = objections.isEmpty() ? new ArrayList<>() : objections;
                                objections.add(objection.get());
                            }
                        }
                        return together(objections);
                    };
                },
                List.of(
                        new Example("\"夏のタオル★\"", "[\"emoji\", \"repeated-symbols\"]", "true"),
                        new Example("\"夏の🍉タオル\"", "[\"emoji\"]", "false"),
                        new Example("\"★★★★★★★★★★\"", "[\"repeated-symbols\"]", "false"),
                        new Example("\"&amp;\"", "[\"html-escapes\"]", "false")));
    }

    /** Everything that is wrong in one sentence, so that staff correct it in one go. */
    private static Optional<Sentence> together(List<Sentence> objections) {
        return objections.isEmpty()
                ? FINE
                : Optional.of(Sentence.of(
                        objections.stream().map(Sentence::ja).collect(Collectors.joining()),
                        objections.stream().map(Sentence::en).collect(Collectors.joining("; it "))));
    }

    private static String excerpt(String text) {
        return Values.excerpt(TextNode.valueOf(text));
    }

    private static Optional<Sentence> unwanted(String what, String text) {
        return switch (what) {
            case "emoji" ->
                Characters.hasEmoji(text) ? objection(Messages.sentence("mapping.function.holds-emoji-remove")) : FINE;
            case "repeated-symbols" ->
                Texts.longestRun(text) > MOST_REPEATS
                        ? objection(Messages.sentence("mapping.function.repeats-one-character-more-than", MOST_REPEATS))
                        : FINE;
            case "html-escapes" ->
                HTML_ESCAPE.matcher(text).find()
                        ? objection(Messages.sentence("mapping.function.holds-html-escape-write-character"))
                        : FINE;
            case "control-characters" ->
                text.chars().anyMatch(c -> c < ' ' || c == 0x7F)
                        ? objection(Messages.sentence("mapping.function.holds-control-character-remove"))
                        : FINE;
            case "only-symbols" ->
                !text.isBlank() && text.codePoints().noneMatch(Character::isLetterOrDigit)
                        ? objection(Messages.sentence("mapping.function.holds-only-symbols-add-words", excerpt(text)))
                        : FINE;
            case "lost-letters" ->
                Characters.hasLost(text)
                        ? objection(Messages.sentence("mapping.function.holds-letters-lost-their-way", excerpt(text)))
                        : FINE;
            default ->
                text.chars().anyMatch(c -> Texts.space(c))
                        ? objection(Messages.sentence("mapping.function.holds-space-remove"))
                        : FINE;
        };
    }

    private static Constraint withoutWords() {
        return new Constraint(
                "without-words",
                "A text holds no word of a table's first column; width and letter case do not matter.",
                "FIELD_FORBIDDEN_WORD",
                Kind.TEXT,
                false,
                (argument, tables) -> {
                    List<String> written = tables.words(argument.asText());
                    if (written == null) {
                        throw new CannotApply(
                                Messages.sentence("mapping.function.there-no-table-put-into", argument.asText()));
                    }
                    List<String> words = written.stream()
                            .map(Texts::folded)
                            .filter(word -> !word.isBlank())
                            .toList();
                    return value -> {
                        String text = Texts.folded(value.asText());
                        Work.charge((long) text.length() * words.size() / 256);
                        return together(words.stream()
                                .filter(text::contains)
                                .map(word -> Messages.sentence(
                                        "mapping.function.holds-forbidden-word-write-differently", word))
                                .toList());
                    };
                },
                List.of(
                        new Example("\"綿のシャツ\"", "\"forbidden-words\"", "true"),
                        new Example("\"業界ＮＯ．１のシャツ\"", "\"forbidden-words\"", "false")));
    }

    private static Constraint checkDigit() {
        return new Constraint(
                "check-digit",
                "A JAN code of 8 or 13 digits, or a UPC code of 12, has the right check digit.",
                "FIELD_FORM",
                Kind.TEXT,
                false,
                (argument, tables) -> {
                    if (!"jan".equals(argument.asText())) {
                        throw new CannotApply(Messages.sentence("mapping.function.only-jan-can-asked-check"));
                    }
                    return value -> {
                        String problem = IdentifierFunctions.problem(value.asText());
                        return problem == null
                                ? FINE
                                : objection(Messages.sentence(
                                        "mapping.function.which-not-valid-jan-code", Values.excerpt(value), problem));
                    };
                },
                List.of(
                        new Example("\"4901234567894\"", "\"jan\"", "true"),
                        new Example("\"4901234567890\"", "\"jan\"", "false")));
    }

    private static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new CannotApply(Messages.sentence("mapping.function.not-regular-expression-correct", expression));
        }
    }

    private static Optional<Sentence> objection(Sentence sentence) {
        return Optional.of(sentence);
    }

    /** The smallest amount a written {@code between} range admits; null when it is open or unreadable. */
    public static @Nullable BigDecimal least(JsonNode between) {
        try {
            return Range.read(between).least();
        } catch (CannotApply e) {
            return null;
        }
    }
}
