package jp.shopbridge.mapping.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jp.shopbridge.limit.Characters;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * Writes any HTML as a flat row of paragraphs, lists and images. Nothing is nested except inline tags in a paragraph or
 * a list entry, because that is what strict readers of product descriptions take.
 */
final class FlatHtml implements NodeVisitor {

    static final List<String> TAGS = List.of("p", "ul", "ol", "li", "br", "strong", "b", "em", "i", "u", "img");

    /** Elements that go with everything inside them. */
    static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "noscript",
            "template",
            "svg",
            "math",
            "canvas",
            "video",
            "audio",
            "form",
            "select",
            "button",
            "textarea",
            "input",
            "head",
            "title",
            "meta",
            "link");

    private static final Set<String> INLINE = Set.of("strong", "b", "em", "i", "u");
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> LISTS = Set.of("ul", "ol", "table", "dl", "menu");
    private static final Set<String> ENTRIES = Set.of("li", "tr", "dt");
    private static final Set<String> CELLS = Set.of("td", "th", "dd");

    private final Set<String> tags;
    private final int mostImages;
    private final boolean escaped;
    private final int mostRepeats;
    private final boolean withoutEmoji;
    private final String page;
    private int previous = -1;
    private int run;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final List<String> wanted = new ArrayList<>();
    private final List<String> imagesAfterList = new ArrayList<>();
    private int opened;
    private boolean words;
    private boolean spaceBefore;
    private int hidden;
    private int lists;
    private boolean listOpen;
    private String listTag = "ul";
    private int cells;
    private int images;

    private FlatHtml(
            List<String> tags, int mostImages, boolean escaped, int mostRepeats, boolean withoutEmoji, String page) {
        this.tags = Set.copyOf(tags);
        this.mostImages = mostImages;
        this.escaped = escaped;
        this.mostRepeats = mostRepeats;
        this.withoutEmoji = withoutEmoji;
        this.page = page;
    }

    static String of(
            String html,
            List<String> tags,
            int mostImages,
            boolean escaped,
            int mostRepeats,
            boolean withoutEmoji,
            String page) {
        FlatHtml flat = new FlatHtml(tags, mostImages, escaped, mostRepeats, withoutEmoji, page);
        if (html.indexOf('<') < 0) {
            flat.lines(
                    html.indexOf('&') < 0
                            ? html
                            : HtmlFunctions.parse(html).body().wholeText());
        } else {
            NodeTraversor.traverse(flat, HtmlFunctions.parse(html).body());
        }
        flat.endBlock();
        return flat.out.toString();
    }

    private void lines(String text) {
        String[] rows = text.split("\\R", -1);
        for (int i = 0; i < rows.length; i++) {
            if (i > 0) {
                lineBreak();
            }
            write(rows[i]);
        }
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (hidden == 0) {
                write(text.getWholeText());
            }
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        if (DROPPED.contains(name)) {
            hidden++;
        } else if (hidden > 0) {
            return;
        } else if (INLINE.contains(name)) {
            wanted.add(inline(name));
        } else if ("br".equals(name)) {
            lineBreak();
        } else if ("img".equals(name)) {
            image(element);
        } else if (LISTS.contains(name)) {
            endBlock();
            lists++;
            if (lists == 1) {
                listTag = "ol".equals(name) ? "ol" : "ul";
            }
        } else if (ENTRIES.contains(name)) {
            endBlock();
            cells = "dt".equals(name) ? 1 : 0;
        } else if (CELLS.contains(name)) {
            cell();
        } else if (HEADINGS.contains(name)) {
            endBlock();
            wanted.add(inline("strong"));
        } else if (element.isBlock()) {
            if (lists > 0) {
                spaceBefore = true;
            } else {
                endBlock();
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        if (DROPPED.contains(name)) {
            hidden--;
        } else if (hidden > 0) {
            return;
        } else if (INLINE.contains(name)) {
            leaveInline();
        } else if (HEADINGS.contains(name)) {
            leaveInline();
            endBlock();
        } else if (LISTS.contains(name)) {
            endBlock();
            lists--;
            if (lists == 0) {
                endList();
            }
        } else if ("li".equals(name) || "tr".equals(name)) {
            endBlock();
        } else if (element.isBlock() && !"dt".equals(name) && !CELLS.contains(name)) {
            if (lists > 0) {
                spaceBefore = true;
            } else {
                endBlock();
            }
        }
    }

    /** Inline tags stand side by side, never in one another. */
    private String inline(String name) {
        return tags.contains(name) && wanted.stream().allMatch(String::isEmpty) ? name : "";
    }

    private void leaveInline() {
        int last = wanted.size() - 1;
        if (opened > last) {
            close(last);
            opened = last;
        }
        wanted.remove(last);
    }

    private void cell() {
        if (words) {
            closeInline();
            line.append(cells <= 1 ? "：" : " / ");
            spaceBefore = false;
        }
        cells++;
    }

    private void lineBreak() {
        if (!words) {
            return;
        }
        if (tags.contains("br")) {
            line.append("<br>");
            spaceBefore = false;
        } else {
            spaceBefore = true;
        }
    }

    private void image(Element element) {
        HtmlImages.Found found = HtmlImages.in(element, page);
        if (!tags.contains("img") || images >= mostImages || found.trouble() != HtmlImages.Trouble.NONE) {
            return;
        }
        images++;
        String src = found.address();
        String image =
                "<img src=\"" + src.replace("&", "&amp;").replace("\"", "%22").replace("<", "%3C") + "\">";
        if (lists > 0) {
            imagesAfterList.add(image);
        } else {
            endBlock();
            out.append(image);
        }
    }

    private void write(String written) {
        String text = Characters.withoutInvisible(withoutEmoji ? Characters.withoutEmoji(written) : written);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0) {
                spaceBefore = true;
                continue;
            }
            if (c < ' ' || (c >= 0x7F && c < 0xA0) || (!words && c == 0x3000)) {
                continue;
            }
            boolean space = spaceBefore && words && !endsWithBreak();
            run = !space && c == previous ? run + 1 : 1;
            previous = c;
            spaceBefore = false;
            if (mostRepeats > 0 && run > mostRepeats) {
                continue;
            }
            if (space) {
                line.append(' ');
            }
            words = true;
            openInline();
            sign(c);
        }
    }

    private boolean endsWithBreak() {
        int length = line.length();
        return length >= 4
                && line.charAt(length - 1) == '>'
                && line.substring(length - 4).equals("<br>");
    }

    private void sign(int c) {
        if (c == '<') {
            line.append(escaped ? "&lt;" : "＜");
        } else if (c == '>') {
            line.append(escaped ? "&gt;" : "＞");
        } else if (c == '&') {
            line.append(escaped ? "&amp;" : "＆");
        } else {
            line.appendCodePoint(c);
        }
    }

    private void openInline() {
        while (opened < wanted.size()) {
            if (!wanted.get(opened).isEmpty()) {
                line.append('<').append(wanted.get(opened)).append('>');
            }
            opened++;
        }
    }

    private void closeInline() {
        while (opened > 0) {
            opened--;
            close(opened);
        }
    }

    private void close(int index) {
        if (!wanted.get(index).isEmpty()) {
            line.append("</").append(wanted.get(index)).append('>');
        }
    }

    private void endBlock() {
        closeInline();
        if (words) {
            String text = trimmed();
            if (lists > 0 && tags.contains("li") && tags.contains(listTag)) {
                if (!listOpen) {
                    out.append('<').append(listTag).append('>');
                    listOpen = true;
                }
                out.append("<li>").append(text).append("</li>");
            } else if (tags.contains("p")) {
                out.append("<p>").append(text).append("</p>");
            } else {
                out.append(text);
            }
        }
        line.setLength(0);
        words = false;
        spaceBefore = false;
    }

    private String trimmed() {
        String text = line.toString();
        while (text.endsWith("<br>")) {
            text = text.substring(0, text.length() - "<br>".length()).stripTrailing();
        }
        return text;
    }

    private void endList() {
        if (listOpen) {
            out.append("</").append(listTag).append('>');
            listOpen = false;
        }
        imagesAfterList.forEach(out::append);
        imagesAfterList.clear();
    }
}
