package jp.shopbridge.sandbox.tiktok;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a description's HTML may contain, by the stricter of the two published texts: p, ul, ol, li, br, strong, b, em, i, u and
 * img, nothing nested but inline tags in p and li, and li in lists. Reads the text that was sent, not a repaired tree.
 */
final class DescriptionRules {

    private static final int LONGEST = 10_000;
    private static final int MOST_IMAGES = 30;
    private static final int DEEPEST = 4;
    private static final int LONGEST_IMAGE_SIDE = 4_000;
    private static final Set<String> BLOCKS = Set.of("p", "ul", "ol");
    private static final Set<String> INLINE = Set.of("strong", "b", "em", "i", "u");
    private static final Set<String> VOID = Set.of("br", "img");
    private static final Set<String> IMAGE_ATTRIBUTES = Set.of("src", "width", "height");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[^<>]*)?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|(\\S+))");

    private final Shelf shelf;

    DescriptionRules(Shelf shelf) {
        this.shelf = shelf;
    }

    void check(String html, Findings findings) {
        if (html.isBlank()) {
            findings.add(RefusalCode.DESCRIPTION_MISSING);
            return;
        }
        findings.addUnless(TextRules.length(html) <= LONGEST, RefusalCode.DESCRIPTION_LONG, "maximum 10000");
        String text = html.replaceAll("<[^<>]*>", "");
        boolean pictures = html.contains("<img");
        String offence = text.isBlank() && pictures ? "" : TextRules.offence(text, true);
        findings.addUnless(offence.isEmpty(), RefusalCode.DESCRIPTION_FORMAT, offence);
        if (text.contains("<") || text.contains(">")) {
            findings.add(RefusalCode.DESCRIPTION_SYNTAX, "a stray < or >");
        }
        checkTags(html, findings);
    }

    private void checkTags(String html, Findings findings) {
        ArrayDeque<String> open = new ArrayDeque<>();
        List<String> images = new ArrayList<>();
        int deepest = 0;
        Matcher tag = Pattern.compile("<[^<>]*>").matcher(html);
        while (tag.find()) {
            Matcher parts = TAG.matcher(tag.group());
            if (!parts.matches()) {
                findings.add(RefusalCode.DESCRIPTION_TAG, tag.group());
                continue;
            }
            String name = parts.group(2).toLowerCase(Locale.ROOT);
            if (!BLOCKS.contains(name) && !INLINE.contains(name) && !VOID.contains(name) && !name.equals("li")) {
                findings.add(RefusalCode.DESCRIPTION_TAG, name);
            } else if (parts.group(1).isEmpty()) {
                checkAttributes(name, parts.group(3), images, findings);
                findings.addUnless(mayStandIn(name, open.peek()), RefusalCode.DESCRIPTION_NEST, name);
                if (!VOID.contains(name)) {
                    open.push(name);
                    deepest = Math.max(deepest, open.size());
                }
            } else if (!name.equals(open.peek())) {
                findings.add(RefusalCode.DESCRIPTION_SYNTAX, "</" + name + "> closes nothing");
            } else {
                open.pop();
            }
        }
        findings.addUnless(open.isEmpty(), RefusalCode.DESCRIPTION_SYNTAX, "<" + open.peek() + "> is not closed");
        if (deepest > DEEPEST) {
            findings.problems().removeIf(problem -> problem.code() == RefusalCode.DESCRIPTION_NEST);
            findings.add(RefusalCode.DESCRIPTION_DEEP, "at most " + DEEPEST);
        }
        findings.addUnless(images.size() <= MOST_IMAGES, RefusalCode.DESCRIPTION_IMAGES, "maximum " + MOST_IMAGES);
        for (String src : images) {
            findings.addUnless(shelf.imageOfUrl(src).isPresent(), RefusalCode.DESCRIPTION_IMAGE_URI, src);
        }
    }

    private static boolean mayStandIn(String name, @Nullable String parent) {
        if (name.equals("li")) {
            return parent != null && (parent.equals("ul") || parent.equals("ol"));
        }
        if (parent == null) {
            return true;
        }
        boolean inline = INLINE.contains(name) || VOID.contains(name);
        if (INLINE.contains(parent)) {
            return name.equals("br");
        }
        return inline && (parent.equals("p") || parent.equals("li"));
    }

    private static void checkAttributes(String name, String text, List<String> images, Findings findings) {
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String value = attribute.group(2) != null
                    ? attribute.group(2)
                    : attribute.group(3) != null ? attribute.group(3) : attribute.group(4);
            attributes.put(attribute.group(1).toLowerCase(Locale.ROOT), value);
        }
        Set<String> allowed = name.equals("img") ? IMAGE_ATTRIBUTES : Set.of();
        attributes
                .keySet()
                .forEach(key ->
                        findings.addUnless(allowed.contains(key), RefusalCode.DESCRIPTION_ATTRIBUTE, name + " " + key));
        if (!name.equals("img")) {
            return;
        }
        images.add(attributes.getOrDefault("src", ""));
        for (String needed : List.of("src", "width", "height")) {
            findings.addUnless(
                    attributes.containsKey(needed), RefusalCode.DESCRIPTION_ATTRIBUTE_MISSING, "img " + needed);
        }
        for (String side : List.of("width", "height")) {
            String value = attributes.getOrDefault(side, "1");
            boolean fine = value.matches("\\d{1,5}") && Integer.parseInt(value) < LONGEST_IMAGE_SIDE;
            findings.addUnless(fine, RefusalCode.DESCRIPTION_IMAGE_SIZE, side + "=" + value);
        }
    }
}
