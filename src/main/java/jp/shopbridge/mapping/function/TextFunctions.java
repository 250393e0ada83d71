package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.ANY;
import static jp.shopbridge.mapping.function.Kind.LIST;
import static jp.shopbridge.mapping.function.Kind.TEXT;
import static jp.shopbridge.mapping.function.Kind.WHOLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Characters;

/** Functions on plain text. */
final class TextFunctions {

    private static final String FAMILY = "text";

    private TextFunctions() {}

    static List<Function> all() {
        return List.of(
                squeezeSpace(),
                trim(),
                halfWidth(),
                fullWidth(),
                normalise(),
                shorten(),
                shortenBytes(),
                shortenWords(),
                replace(),
                replacePattern(),
                capture(),
                removeEmoji(),
                removeInvisible(),
                removeCharacters(),
                prefix(),
                suffix(),
                upperCase(),
                lowerCase(),
                split(),
                text(),
                refuse());
    }

    private static Function squeezeSpace() {
        return Function.named("squeeze-space", FAMILY)
                .says("Turns every run of white space, line breaks and full-width spaces included, into one space.")
                .from(TEXT, TEXT)
                .shows("\"  綿の\\n　Tシャツ \"", "\"綿の Tシャツ\"")
                .does((in, a) -> TextNode.valueOf(Texts.squeeze(in.textValue())));
    }

    private static Function trim() {
        return Function.named("trim", FAMILY)
                .says("Removes white space at both ends.")
                .from(TEXT, TEXT)
                .shows("\"　綿 \"", "\"綿\"")
                .does((in, a) -> TextNode.valueOf(strip(in.textValue())));
    }

    private static Function halfWidth() {
        return Function.named("half-width", FAMILY)
                .says("Full-width letters, digits and signs become half-width, half-width katakana become full-width.")
                .from(TEXT, TEXT)
                .shows("\"ＡＢＣ　１２３ ｶﾞｰｾﾞ\"", "\"ABC 123 ガーゼ\"")
                .does((in, a) -> TextNode.valueOf(Texts.halfWidth(in.textValue())));
    }

    private static Function fullWidth() {
        return Function.named("full-width", FAMILY)
                .says("Half-width letters, digits, signs and katakana become full-width.")
                .from(TEXT, TEXT)
                .shows("\"Abc 12 ｱ\"", "\"Ａｂｃ　１２　ア\"")
                .does((in, a) -> TextNode.valueOf(Texts.fullWidth(in.textValue())));
    }

    private static Function normalise() {
        return Function.named("normalise", FAMILY)
                .says("Brings characters to one Unicode form, so that texts that look alike are equal.")
                .from(TEXT, TEXT)
                .may("form", "Unicode form; nfkc also unifies widths and signs such as ① and ㎏", "nfc", "nfc", "nfkc")
                .shows("\"か\u3099\"", "\"が\"")
                .shows("\"①㎏\"", "\"nfkc\"", "\"1kg\"")
                .does((in, a) -> TextNode.valueOf(Normalizer.normalize(
                        in.textValue(), "nfkc".equals(a.text("form")) ? Normalizer.Form.NFKC : Normalizer.Form.NFC)));
    }

    private static Function shorten() {
        return Function.named("shorten", FAMILY)
                .says("Cuts the text to a number of characters (code points), never inside one.")
                .from(TEXT, TEXT)
                .losesText()
                .needs("to", WHOLE, "most code points in the result, the ending included")
                .may("ending", "written at the end of a text that was cut", "")
                .shows("\"綿のTシャツ\"", "4", "\"綿のTシ\"")
                .shows("\"綿のTシャツ\"", "{\"to\": 4, \"ending\": \"…\"}", "\"綿のT…\"")
                .does((in, a) -> cut(in.textValue(), a, false));
    }

    private static Function shortenWords() {
        return Function.named("shorten-words", FAMILY)
                .says("Cuts the text to a number of characters at the last space before it, if there is one.")
                .from(TEXT, TEXT)
                .losesText()
                .needs("to", WHOLE, "most code points in the result, the ending included")
                .may("ending", "written at the end of a text that was cut", "")
                .shows("\"cotton shirt\"", "9", "\"cotton\"")
                .shows("\"綿シャツ\"", "2", "\"綿シ\"")
                .does((in, a) -> cut(in.textValue(), a, true));
    }

    private static Function shortenBytes() {
        return Function.named("shorten-bytes", FAMILY)
                .says("Cuts the text to a number of bytes, never inside a character.")
                .from(TEXT, TEXT)
                .losesText()
                .needs("to", WHOLE, "most bytes in the result")
                .may("charset", "encoding in which bytes are counted", "utf-8", "utf-8", "shift_jis")
                .shows("\"綿のシャツ\"", "7", "\"綿の\"")
                .shows("\"綿のシャツ\"", "{\"to\": 7, \"charset\": \"shift_jis\"}", "\"綿のシ\"")
                .does((in, a) -> TextNode.valueOf(
                        Texts.cutBytes(in.textValue(), a.whole("to"), Texts.charset(a.text("charset")))));
    }

    private static Function replace() {
        return Function.named("replace", FAMILY)
                .says("Replaces every occurrence of a text.")
                .from(TEXT, TEXT)
                .needs("text", TEXT, "what is looked for, letter by letter")
                .may("with", "what stands there afterwards", "")
                .shows("\"【送料無料】マグ\"", "\"【送料無料】\"", "\"マグ\"")
                .shows("\"a-b\"", "{\"text\": \"-\", \"with\": \"/\"}", "\"a/b\"")
                .does((in, a) -> {
                    String text = a.text("text");
                    if (text.isEmpty()) {
                        return in;
                    }
                    String whole = in.textValue();
                    String with = a.text("with");
                    long length = whole.length();
                    for (int at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + text.length())) {
                        length += with.length() - text.length();
                        Texts.room(length);
                    }
                    return TextNode.valueOf(whole.replace(text, with));
                });
    }

    private static Function replacePattern() {
        return Function.named("replace-pattern", FAMILY)
                .says("Replaces everything a regular expression matches.")
                .from(TEXT, TEXT)
                .needsPattern("pattern", "the regular expression")
                .may("with", "what stands there afterwards; $1 is the first group", "")
                .shows("\"マグ (A-12)\"", "\"\\\\s*\\\\(.*?\\\\)\"", "\"マグ\"")
                .shows("\"A12\"", "{\"pattern\": \"([A-Z])(\\\\d+)\", \"with\": \"$2$1\"}", "\"12A\"")
                .does((in, a) -> {
                    Pattern pattern = a.pattern("pattern");
                    try {
                        Matcher matcher = pattern.matcher(Texts.bounded(in.textValue(), pattern));
                        StringBuilder replaced = new StringBuilder();
                        while (matcher.find()) {
                            matcher.appendReplacement(replaced, a.text("with"));
                            Texts.room(replaced.length());
                        }
                        return TextNode.valueOf(matcher.appendTail(replaced).toString());
                    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                        throw new CannotApply(Messages.sentence(
                                "mapping.function.replacement-names-group-pattern-does", a.text("with")));
                    } catch (StackOverflowError e) {
                        throw tooDeep(pattern);
                    }
                });
    }

    private static Function capture() {
        return Function.named("capture", FAMILY)
                .says("Keeps what the first group of a regular expression matches; no match gives no value.")
                .from(TEXT, TEXT)
                .needsPattern("pattern", "the regular expression; without a group the whole match is kept")
                .shows("\"内容量：250g\"", "\"(\\\\d+)g\"", "\"250\"")
                .shows("\"内容量なし\"", "\"(\\\\d+)g\"", "")
                .does((in, a) -> {
                    Pattern pattern = a.pattern("pattern");
                    try {
                        Matcher matcher = pattern.matcher(Texts.bounded(in.textValue(), pattern));
                        if (!matcher.find()) {
                            return MissingNode.getInstance();
                        }
                        String found = matcher.group(matcher.groupCount() > 0 ? 1 : 0);
                        return found == null ? MissingNode.getInstance() : TextNode.valueOf(found);
                    } catch (StackOverflowError e) {
                        throw tooDeep(pattern);
                    }
                });
    }

    private static Function removeEmoji() {
        return Function.named("remove-emoji", FAMILY)
                .says("Removes emoji, flags and their modifiers; kanji, kana and signs that are drawn as text stay.")
                .from(TEXT, TEXT)
                .shows("\"夏の🍉タオル★♥\"", "\"夏のタオル★♥\"")
                .does((in, a) -> TextNode.valueOf(Characters.withoutEmoji(in.textValue())));
    }

    private static Function removeInvisible() {
        return Function.named("remove-invisible", FAMILY)
                .says("Removes characters that nobody sees, such as zero-width spaces and direction signs; what"
                        + " belongs to the spelling of a kanji stays.")
                .from(TEXT, TEXT)
                .shows("\"綿\u200Bの\u202Eシャツ\"", "\"綿のシャツ\"")
                .shows("\"辻\uDB40\uDD00\"", "\"辻\uDB40\uDD00\"")
                .does((in, a) -> TextNode.valueOf(Characters.withoutInvisible(in.textValue())));
    }

    private static Function removeCharacters() {
        return Function.named("remove-characters", FAMILY)
                .says("Removes each of the given characters wherever it stands.")
                .from(TEXT, TEXT)
                .needs("characters", TEXT, "the characters to remove, written one after the other")
                .shows("\"4-901234-567894\"", "\"- \"", "\"4901234567894\"")
                .does((in, a) -> {
                    String unwanted = a.text("characters");
                    String text = in.textValue();
                    int first = 0;
                    while (first < text.length() && unwanted.indexOf(text.charAt(first)) < 0) {
                        first++;
                    }
                    if (first == text.length()) {
                        return in;
                    }
                    StringBuilder kept = new StringBuilder();
                    in.textValue()
                            .codePoints()
                            .filter(c -> unwanted.indexOf(c) < 0)
                            .forEach(kept::appendCodePoint);
                    return TextNode.valueOf(kept.toString());
                });
    }

    private static Function prefix() {
        return Function.named("prefix", FAMILY)
                .says("Writes a text in front, unless it stands there already.")
                .from(TEXT, TEXT)
                .needs("with", TEXT, "what is written in front")
                .shows("\"タオル\"", "\"今治 \"", "\"今治 タオル\"")
                .shows("\"今治 タオル\"", "\"今治 \"", "\"今治 タオル\"")
                .does((in, a) -> in.textValue().startsWith(a.text("with"))
                        ? in
                        : TextNode.valueOf(a.text("with") + in.textValue()));
    }

    private static Function suffix() {
        return Function.named("suffix", FAMILY)
                .says("Writes a text at the end, unless it stands there already.")
                .from(TEXT, TEXT)
                .needs("with", TEXT, "what is written at the end")
                .shows("\"250\"", "\"g\"", "\"250g\"")
                .does((in, a) -> in.textValue().endsWith(a.text("with"))
                        ? in
                        : TextNode.valueOf(in.textValue() + a.text("with")));
    }

    private static Function upperCase() {
        return Function.named("upper-case", FAMILY)
                .says("Writes letters as capitals.")
                .from(TEXT, TEXT)
                .shows("\"Navy ｂｌｕｅ\"", "\"NAVY ＢＬＵＥ\"")
                .does((in, a) -> TextNode.valueOf(in.textValue().toUpperCase(Locale.ROOT)));
    }

    private static Function lowerCase() {
        return Function.named("lower-case", FAMILY)
                .says("Writes letters as small letters.")
                .from(TEXT, TEXT)
                .shows("\"NAVY\"", "\"navy\"")
                .does((in, a) -> TextNode.valueOf(in.textValue().toLowerCase(Locale.ROOT)));
    }

    private static Function refuse() {
        return Function.named("refuse", FAMILY)
                .says("Refuses every value and says why: the field has none then. Under when: for some values only.")
                .from(ANY, ANY)
                .needs(
                        "ja",
                        TEXT,
                        "what to say in Japanese; {value} stands for the value, a list's entries one after the other")
                .needs("en", TEXT, "the same in English")
                .refuses("[\"a\", \"b\"]", "{\"ja\": \"{value} は使えません。\", \"en\": \"{value} cannot be used\"}")
                .does((in, a) -> {
                    String value = in.isArray() ? String.join(", ", texts(in)) : in.asText();
                    throw new CannotApply(Sentence.of(
                            a.text("ja").replace("{value}", Values.excerpt(TextNode.valueOf(value))),
                            a.text("en").replace("{value}", Values.excerpt(TextNode.valueOf(value)))));
                });
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    private static Function split() {
        return Function.named("split", FAMILY)
                .says("Splits the text at a separator into a list, trimming each part and dropping empty ones.")
                .from(TEXT, LIST)
                .needs("at", TEXT, "the separator, letter by letter")
                .shows("\"赤, 青 ,,白\"", "\",\"", "[\"赤\", \"青\", \"白\"]")
                .does((in, a) -> {
                    String separator = a.text("at");
                    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
                    String text = in.textValue();
                    if (separator.isEmpty()) {
                        return parts.add(text);
                    }
                    int from = 0;
                    while (from <= text.length()) {
                        int at = text.indexOf(separator, from);
                        int end = at < 0 ? text.length() : at;
                        String part = strip(text.substring(from, end));
                        if (!part.isEmpty()) {
                            parts.add(part);
                        }
                        from = end + separator.length();
                        if (at < 0) {
                            break;
                        }
                    }
                    return parts;
                });
    }

    private static Function text() {
        return Function.named("text", FAMILY)
                .says("Writes a number or a flag as text, numbers in plain digits.")
                .from(ANY, TEXT)
                .shows("1980", "\"1980\"")
                .shows("true", "\"true\"")
                .refuses("[1]")
                .does((in, a) -> in.isBoolean()
                        ? TextNode.valueOf(in.booleanValue() ? "true" : "false")
                        : Values.convert(in, TEXT));
    }

    private static JsonNode cut(String text, Arguments a, boolean atWord) {
        int most = Math.max(0, a.whole("to"));
        if (Texts.codePoints(text) <= most) {
            return TextNode.valueOf(text);
        }
        String ending = Texts.cut(a.text("ending"), most);
        int room = most - Texts.codePoints(ending);
        return TextNode.valueOf((atWord ? Texts.cutWords(text, room) : Texts.cut(text, room)) + ending);
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && Texts.space(text.charAt(from))) {
            from++;
        }
        while (to > from && Texts.space(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static CannotApply tooDeep(Pattern pattern) {
        return new CannotApply(
                Messages.sentence("mapping.function.pattern-cannot-handle-text-long", pattern.pattern()));
    }
}
