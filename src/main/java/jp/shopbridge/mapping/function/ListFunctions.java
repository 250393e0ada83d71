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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Functions on lists. */
final class ListFunctions {

    private static final String FAMILY = "list";

    private ListFunctions() {}

    static List<Function> all() {
        return List.of(
                first(), distinct(), sort(), keep(), drop(), move(), join(), largest(), smallest(), item(), count());
    }

    private static Function first() {
        return Function.named("first", FAMILY)
                .says("Keeps the first entries of a list.")
                .from(LIST, LIST)
                .losesText()
                .needs("most", WHOLE, "how many entries are kept")
                .shows("[1, 2, 3]", "2", "[1, 2]")
                .does((in, a) -> {
                    int most = a.whole("most");
                    if (in.size() <= most) {
                        return in;
                    }
                    ArrayNode kept = list();
                    for (int i = 0; i < most; i++) {
                        kept.add(in.get(i));
                    }
                    return kept;
                });
    }

    private static Function distinct() {
        return Function.named("distinct", FAMILY)
                .says("Keeps each entry once, at its first place; of objects the one with a new value of a key.")
                .from(LIST, LIST)
                .may("by", "the key of objects that has to differ; empty compares whole entries", "")
                .shows("[\"赤\", \"青\", \"赤\"]", "[\"赤\", \"青\"]")
                .shows("[{\"u\": 1}, {\"u\": 1, \"v\": 2}]", "\"u\"", "[{\"u\": 1}]")
                .does((in, a) -> {
                    String key = a.text("by");
                    Set<JsonNode> seen = new HashSet<>();
                    ArrayNode kept = list();
                    for (JsonNode item : in) {
                        if (seen.add(key.isEmpty() ? item : item.path(key))) {
                            kept.add(item);
                        }
                    }
                    return kept;
                });
    }

    private static Function sort() {
        return Function.named("sort", FAMILY)
                .says("Sorts a list; numbers by amount, texts by their characters, entries without a value last.")
                .from(LIST, LIST)
                .may("by", "the key of objects to sort by; empty sorts the entries themselves", "")
                .may("descending", "whether the largest stands first", false)
                .shows("[10, 9, 100]", "[9, 10, 100]")
                .shows("[{\"n\": 1}, {\"n\": 2}]", "{\"by\": \"n\", \"descending\": true}", "[{\"n\": 2}, {\"n\": 1}]")
                .does((in, a) -> {
                    String key = a.text("by");
                    boolean descending = a.flag("descending");
                    List<JsonNode> items = new ArrayList<>(in.size());
                    in.forEach(items::add);
                    Comparator<JsonNode> order = Comparator.comparing(
                            item -> key.isEmpty() ? item : item.path(key),
                            (left, right) -> compare(left, right, descending));
                    items.sort(order);
                    return list().addAll(items);
                });
    }

    private static Function keep() {
        return Function.named("keep", FAMILY)
                .says("Keeps the entries whose value, or whose key's value, is one of the given, or holds a word, or"
                        + " has a part that a pattern matches. Of words, width and letter case do not matter.")
                .from(LIST, LIST)
                .may("values", ANY, "the value or the list of values to keep")
                .may("containing", ANY, "the word or the list of words")
                .mayPattern("matching", "a regular expression")
                .may("by", "the key of objects to look at; empty looks at the entries themselves", "")
                .needsOneOf("values", "containing", "matching")
                .shows("[\"赤\", \"青\"]", "{\"values\": [\"青\", \"白\"]}", "[\"青\"]")
                .shows("[\"a-main.jpg\", \"b.jpg\"]", "{\"containing\": \"MAIN\"}", "[\"a-main.jpg\"]")
                .does((in, a) -> filter(in, a, true));
    }

    private static Function drop() {
        return Function.named("drop", FAMILY)
                .says("Drops the entries whose value, or whose key's value, is one of the given, or holds a word, or"
                        + " has a part that a pattern matches. Of words, width and letter case do not matter.")
                .from(LIST, LIST)
                .may("values", ANY, "the value or the list of values to drop")
                .may("containing", ANY, "the word or the list of words")
                .mayPattern("matching", "a regular expression")
                .may("by", "the key of objects to look at; empty looks at the entries themselves", "")
                .needsOneOf("values", "containing", "matching")
                .shows("[\"赤\", \"青\"]", "\"赤\"", "[\"青\"]")
                .shows(
                        "[\"a.jpg\", \"ＳＡＭＰＬＥ.jpg\", \"noimage.gif\"]",
                        "{\"containing\": [\"sample\", \"noimage\"]}",
                        "[\"a.jpg\"]")
                .shows(
                        "[{\"u\": \"a.jpg\"}, {\"u\": \"b.gif\"}]",
                        "{\"matching\": \"[.]gif$\", \"by\": \"u\"}",
                        "[{\"u\": \"a.jpg\"}]")
                .does((in, a) -> filter(in, a, false));
    }

    private static Function move() {
        return Function.named("move", FAMILY)
                .says("Moves entries to the beginning or the end of a list; they are chosen as by keep, or by their"
                        + " place. What is moved, and what is not, keeps its order.")
                .from(LIST, LIST)
                .may("values", ANY, "the value or the list of values to move")
                .may("containing", ANY, "the word or the list of words")
                .mayPattern("matching", "a regular expression")
                .may("item", WHOLE, "the place of the entry, counted from 1")
                .may("by", "the key of objects to look at; empty looks at the entries themselves", "")
                .may("to", "where they go", "first", "first", "last")
                .needsOneOf("values", "containing", "matching", "item")
                .shows("[\"a.jpg\", \"b-main.jpg\"]", "{\"containing\": \"main\"}", "[\"b-main.jpg\", \"a.jpg\"]")
                .shows("[1, 2, 3]", "{\"item\": 1, \"to\": \"last\"}", "[2, 3, 1]")
                .does((in, a) -> {
                    Predicate<JsonNode> chosen = chosen(in, a);
                    int place = a.has("item") ? a.whole("item") : 0;
                    ArrayNode moved = list();
                    ArrayNode others = list();
                    for (int i = 0; i < in.size(); i++) {
                        (i + 1 == place || chosen.test(in.get(i)) ? moved : others).add(in.get(i));
                    }
                    return a.text("to").equals("last") ? others.addAll(moved) : moved.addAll(others);
                });
    }

    private static Function join() {
        return Function.named("join", FAMILY)
                .says("Writes the entries of a list as one text, leaving out empty ones.")
                .from(LIST, TEXT)
                .may("with", "written between two entries", "")
                .shows("[\"綿\", \"\", \"麻\"]", "\"・\"", "\"綿・麻\"")
                .does((in, a) -> {
                    StringBuilder joined = new StringBuilder();
                    for (JsonNode item : in) {
                        if (!Values.blank(item)) {
                            if (joined.length() > 0) {
                                joined.append(a.text("with"));
                            }
                            joined.append(Values.convert(item, TEXT).textValue());
                            Texts.room(joined.length());
                        }
                    }
                    return TextNode.valueOf(joined.toString());
                });
    }

    private static Function largest() {
        return Function.named("largest", FAMILY)
                .says("The largest number of a list, blank entries left out; an empty list gives no value.")
                .from(LIST, Kind.NUMBER)
                .shows("[120, null, \"250\"]", "250")
                .shows("[]", "")
                .does((in, a) -> extreme(in, true));
    }

    private static Function smallest() {
        return Function.named("smallest", FAMILY)
                .says("The smallest number of a list, blank entries left out; an empty list gives no value.")
                .from(LIST, Kind.NUMBER)
                .shows("[120, \"\", 90]", "90")
                .does((in, a) -> extreme(in, false));
    }

    private static Function item() {
        return Function.named("item", FAMILY)
                .says("One entry of a list; no such entry gives no value.")
                .from(LIST, ANY)
                .needs("number", WHOLE, "its place, counted from 1")
                .shows("[\"赤\", \"青\"]", "2", "\"青\"")
                .does((in, a) -> in.path(a.whole("number") - 1));
    }

    private static Function count() {
        return Function.named("count", FAMILY)
                .says("How many entries a list has.")
                .from(LIST, WHOLE)
                .shows("[\"赤\", \"青\"]", "2")
                .does((in, a) -> Values.number(BigDecimal.valueOf(in.size())));
    }

    private static JsonNode extreme(JsonNode in, boolean largest) {
        BigDecimal found = null;
        for (JsonNode item : in) {
            if (!Values.blank(item)) {
                BigDecimal number = Values.decimal(Values.convert(item, Kind.NUMBER));
                if (found == null || (largest ? number.compareTo(found) > 0 : number.compareTo(found) < 0)) {
                    found = number;
                }
            }
        }
        return found == null ? MissingNode.getInstance() : Values.number(found);
    }

    private static JsonNode filter(JsonNode in, Arguments a, boolean keep) {
        Predicate<JsonNode> chosen = chosen(in, a);
        ArrayNode kept = list();
        for (JsonNode item : in) {
            if (chosen.test(item) == keep) {
                kept.add(item);
            }
        }
        return kept;
    }

    /** Which entries the arguments mean, by value, by word or by pattern. */
    private static Predicate<JsonNode> chosen(JsonNode in, Arguments a) {
        String key = a.text("by");
        JsonNode wanted = a.value("values");
        List<String> words = a.texts("containing").stream()
                .map(Texts::folded)
                .filter(word -> !word.isEmpty())
                .toList();
        Pattern pattern = a.has("matching") ? a.pattern("matching") : null;
        Work.charge((long) in.size() * (1 + wanted.size() + words.size()));
        return item -> {
            JsonNode value = key.isEmpty() ? item : item.path(key);
            if (!Values.absent(wanted) && among(value, wanted)) {
                return true;
            }
            if (!value.isValueNode() || Values.absent(value)) {
                return false;
            }
            String text = value.asText();
            String folded = words.isEmpty() ? "" : Texts.folded(text);
            return words.stream().anyMatch(folded::contains)
                    || (pattern != null
                            && pattern.matcher(Texts.bounded(text, pattern)).find());
        };
    }

    private static boolean among(JsonNode value, JsonNode wanted) {
        if (!wanted.isArray()) {
            return Values.same(value, wanted);
        }
        for (JsonNode candidate : wanted) {
            if (Values.same(value, candidate)) {
                return true;
            }
        }
        return false;
    }

    private static int compare(JsonNode left, JsonNode right, boolean descending) {
        boolean blankLeft = Values.absent(left);
        boolean blankRight = Values.absent(right);
        if (blankLeft || blankRight) {
            return Boolean.compare(blankLeft, blankRight);
        }
        int order = left.isNumber() && right.isNumber()
                ? left.decimalValue().compareTo(right.decimalValue())
                : left.asText().compareTo(right.asText());
        return descending ? -order : order;
    }

    private static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
