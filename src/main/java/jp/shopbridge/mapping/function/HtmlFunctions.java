package jp.shopbridge.mapping.function;

import static jp.shopbridge.mapping.function.Kind.TEXT;
import static jp.shopbridge.mapping.function.Kind.WHOLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jp.shopbridge.WebAddress;
import jp.shopbridge.failure.Messages;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Functions on HTML fragments; parsing is jsoup's. */
final class HtmlFunctions {

    private static final String FAMILY = "html";
    private static final JsonNode EVERY_TAG = JsonNodeFactory.instance
            .arrayNode()
            .addAll(FlatHtml.TAGS.stream().map(TextNode::valueOf).toList());

    /** The one tag shops write into names; everything else is left to the parser. */
    private static final Pattern LINE_BREAK = Pattern.compile("<br ?/?>", Pattern.CASE_INSENSITIVE);

    private HtmlFunctions() {}

    static List<Function> all() {
        return List.of(
                plainText(),
                sanitizeHtml(),
                limitRepeats(),
                replaceImages(),
                imageAddresses(),
                imagesLeftOut(),
                htmlContent(),
                webAddress(),
                shortenHtml());
    }

    private static Function plainText() {
        return Function.named("plain-text", FAMILY)
                .says("Removes HTML tags; line breaks and blocks become spaces, entities become characters.")
                .from(TEXT, TEXT)
                .shows("\"今治<br>タオル &amp; マット\"", "\"今治 タオル & マット\"")
                .shows("\"<p>綿<b>100%</b></p><script>x()</script>\"", "\"綿100%\"")
                .does((in, a) -> {
                    String text = in.textValue();
                    if (text.indexOf('&') >= 0) {
                        return TextNode.valueOf(strip(text));
                    }
                    if (text.indexOf('<') < 0) {
                        return in;
                    }
                    String unbroken = LINE_BREAK.matcher(text).replaceAll(" ");
                    return TextNode.valueOf(unbroken.indexOf('<') < 0 ? Texts.squeeze(unbroken) : strip(text));
                });
    }

    private static Function sanitizeHtml() {
        return Function.named("sanitize-html", FAMILY)
                .says("Rewrites any HTML with few, un-nested tags: tables become lists, links keep their text only,"
                        + " images stay in order, scripts and styles go.")
                .from(TEXT, TEXT)
                .may("tags", Kind.LIST, "the tags that may stay", EVERY_TAG)
                .may("images", WHOLE, "most images in the result", Values.number(BigDecimal.valueOf(30)))
                .may(
                        "signs",
                        "how <, > and & are written: as full-width signs, or escaped",
                        "full-width",
                        "full-width",
                        "escaped")
                .may("repeats", WHOLE, "most equal characters in a row; 0 for any", Values.number(BigDecimal.ZERO))
                .may("emoji", "what happens to emoji", "keep", "keep", "remove")
                .may("page", TEXT, "the address of the page the text stands on, from which images may be named")
                .shows("\"<div style='x'>綿<a href='/a'>100%</a></div><script>x()</script>\"", "\"<p>綿100%</p>\"")
                .shows("\"<table><tr><th>素材</th><td>綿</td></tr></table>\"", "\"<ul><li>素材：綿</li></ul>\"")
                .shows(
                        "\"<p>前<img src='https://a/1.jpg'>後</p>\"",
                        "\"<p>前</p><img src=\\\"https://a/1.jpg\\\"><p>後</p>\"")
                .shows(
                        "\"<img src='/itembox/1.jpg'><img src='dot.gif' data-src='https://b/2.jpg'>\"",
                        "{\"page\": \"https://a/c/x\"}",
                        "\"<img src=\\\"https://a/itembox/1.jpg\\\"><img src=\\\"https://b/2.jpg\\\">\"")
                .shows("\"一行目\\n二行目\"", "\"<p>一行目<br>二行目</p>\"")
                .does((in, a) -> TextNode.valueOf(FlatHtml.of(
                        in.textValue(),
                        a.texts("tags"),
                        a.whole("images"),
                        "escaped".equals(a.text("signs")),
                        a.whole("repeats"),
                        "remove".equals(a.text("emoji")),
                        a.text("page"))));
    }

    private static Function limitRepeats() {
        return Function.named("limit-repeats", FAMILY)
                .says("Shortens runs of one character, such as rows of dashes or stars.")
                .from(TEXT, TEXT)
                .needs("to", WHOLE, "most equal characters in a row")
                .shows("\"★★★★★★ 新作\"", "3", "\"★★★ 新作\"")
                .does((in, a) -> {
                    String text = in.textValue();
                    int most = Math.max(1, a.whole("to"));
                    if (Texts.longestRun(text) <= most) {
                        return in;
                    }
                    StringBuilder kept = new StringBuilder(text.length());
                    int run = 0;
                    int previous = -1;
                    for (int i = 0; i < text.length(); ) {
                        int c = text.codePointAt(i);
                        run = c == previous ? run + 1 : 1;
                        previous = c;
                        if (run <= most) {
                            kept.appendCodePoint(c);
                        }
                        i += Character.charCount(c);
                    }
                    return TextNode.valueOf(kept.toString());
                });
    }

    private static Function replaceImages() {
        return Function.named("replace-images", FAMILY)
                .says("Gives every image the address, width and height found for its present address.")
                .from(TEXT, TEXT)
                .needs("with", Kind.OBJECT, "by present address: an object with url and, if known, width and height")
                .may("otherwise", "what happens to an image that is not listed", "remove", "remove", "keep", "refuse")
                .shows(
                        "\"<p>綿</p><img src=\\\"https://a/1.jpg\\\">\"",
                        "{\"with\": {\"https://a/1.jpg\": {\"url\": \"https://b/x\", \"width\": 800, \"height\": 600}}}",
                        "\"<p>綿</p><img src=\\\"https://b/x\\\" width=\\\"800\\\" height=\\\"600\\\">\"")
                .shows("\"<p>綿</p><img src=\\\"https://a/2.jpg\\\">\"", "{\"with\": {}}", "\"<p>綿</p>\"")
                .does((in, a) -> in.textValue().contains("<img")
                        ? TextNode.valueOf(replaceImages(in.textValue(), a.value("with"), a.text("otherwise")))
                        : in);
    }

    private static Function imageAddresses() {
        return Function.named("image-addresses", FAMILY)
                .says("The addresses of the images of an HTML text, in order.")
                .from(TEXT, Kind.LIST)
                .shows("\"<p>綿</p><img src='https://a/1.jpg'>\"", "[\"https://a/1.jpg\"]")
                .does((in, a) -> {
                    ArrayNode addresses = JsonNodeFactory.instance.arrayNode();
                    HtmlImages.of(in.textValue()).forEach(addresses::add);
                    return addresses;
                });
    }

    private static Function imagesLeftOut() {
        return Function.named("images-left-out", FAMILY)
                .says(
                        "The images of an HTML text that sanitize-html leaves out, each with its address as written and why: unreadable"
                                + " (only its page could complete the address), embedded, spacer or too-many.")
                .from(TEXT, Kind.LIST)
                .may("images", WHOLE, "most images that stay", Values.number(BigDecimal.valueOf(30)))
                .may("page", TEXT, "the address of the page the text stands on, from which images may be named")
                .shows(
                        "\"<img src='/a.jpg'><img src='https://a/1.gif' width=1>\"",
                        "[{\"address\": \"/a.jpg\", \"why\": \"unreadable\"}, {\"address\": \"https://a/1.gif\", \"why\": \"spacer\"}]")
                .does((in, a) -> {
                    ArrayNode left = JsonNodeFactory.instance.arrayNode();
                    int stay = 0;
                    for (Element image :
                            in.textValue().contains("<") ? parse(in.textValue()).select("img") : List.<Element>of()) {
                        HtmlImages.Found found = HtmlImages.in(image, a.text("page"));
                        boolean good = found.trouble() == HtmlImages.Trouble.NONE;
                        if (good && stay++ < a.whole("images")) {
                            continue;
                        }
                        left.addObject()
                                .put("address", found.address())
                                .put(
                                        "why",
                                        good
                                                ? "too-many"
                                                : found.trouble().name().toLowerCase(Locale.ROOT));
                    }
                    return left.isEmpty() ? MissingNode.getInstance() : left;
                });
    }

    private static Function htmlContent() {
        return Function.named("html-content", FAMILY)
                .says(
                        "What an HTML text says and shows: its words, or the word image where it has images alone; nothing where it"
                                + " has neither.")
                .from(TEXT, TEXT)
                .shows("\"<p>綿<b>100%</b></p>\"", "\"綿100%\"")
                .shows("\"<div><img src='/a.jpg'></div>\"", "\"image\"")
                .shows("\"<p>&nbsp;<br></p>\"", "\"\"")
                .does((in, a) -> {
                    String words = strip(in.textValue());
                    return TextNode.valueOf(
                            !words.isBlank()
                                    ? words
                                    : parse(in.textValue()).select("img").isEmpty() ? "" : "image");
                });
    }

    private static Function webAddress() {
        return Function.named("web-address", FAMILY)
                .says(
                        "The whole address that a reference on a page leads to; one that is whole already, or that only an unknown"
                                + " page could complete, stays as it is.")
                .from(TEXT, TEXT)
                .may("page", TEXT, "the page's own address")
                .shows(
                        "\"/itembox/a.jpg\"",
                        "{\"page\": \"https://a.example/c/x\"}",
                        "\"https://a.example/itembox/a.jpg\"")
                .shows("\"//b.example/a.jpg\"", "\"https://b.example/a.jpg\"")
                .shows("\"https://b.example/画像 1.jpg\"", "\"https://b.example/画像 1.jpg\"")
                .does((in, a) -> {
                    String whole = WebAddress.resolved(a.text("page"), in.textValue());
                    return whole == null ? in : TextNode.valueOf(whole);
                });
    }

    private static Function shortenHtml() {
        return Function.named("shorten-html", FAMILY)
                .says("Drops blocks at the end until the text, tags included, has at most a number of code points.")
                .from(TEXT, TEXT)
                .losesText()
                .needs("to", WHOLE, "most code points in the result, tags included")
                .shows("\"<p>一</p><p>二</p>\"", "10", "\"<p>一</p>\"")
                .shows("\"<p>一二三四五</p>\"", "10", "\"<p>一二三</p>\"")
                .does((in, a) -> Texts.codePoints(in.textValue()) <= a.whole("to")
                        ? in
                        : TextNode.valueOf(shorten(in.textValue(), a.whole("to"))));
    }

    private static String strip(String html) {
        StringBuilder text = new StringBuilder(html.length());
        NodeTraversor.traverse(
                new NodeVisitor() {
                    private int hidden;

                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof Element element && FlatHtml.DROPPED.contains(element.normalName())) {
                            hidden++;
                        } else if (hidden == 0 && node instanceof org.jsoup.nodes.TextNode words) {
                            text.append(words.getWholeText());
                        } else if (node instanceof Element element && breaks(element)) {
                            text.append(' ');
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element element) {
                            if (FlatHtml.DROPPED.contains(element.normalName())) {
                                hidden--;
                            } else if (breaks(element)) {
                                text.append(' ');
                            }
                        }
                    }
                },
                parse(html).body());
        return Texts.squeeze(text.toString());
    }

    private static boolean breaks(Element element) {
        return element.isBlock() || "br".equals(element.normalName()) || "td".equals(element.normalName());
    }

    private static String replaceImages(String html, JsonNode addresses, String otherwise) {
        Document document = parse(html);
        for (Element image : document.select("img")) {
            String address = image.attr("src");
            JsonNode known = addresses.path(address);
            if (known.path("url").isTextual()) {
                image.attr("src", known.path("url").textValue().strip());
                for (String side : List.of("width", "height")) {
                    if (known.path(side).isNumber()) {
                        image.attr(side, known.path(side).asText());
                    }
                }
            } else if ("remove".equals(otherwise)) {
                image.remove();
            } else if ("refuse".equals(otherwise)) {
                throw new CannotApply(Messages.sentence(
                        "mapping.function.image-not-been-uploaded-upload", Values.excerpt(TextNode.valueOf(address))));
            }
        }
        return document.body().html();
    }

    private static String shorten(String html, int most) {
        StringBuilder kept = new StringBuilder(most);
        int length = 0;
        for (Node block : parse(html).body().childNodes()) {
            String text = block.outerHtml();
            length += Texts.codePoints(text);
            if (length > most) {
                if (kept.length() == 0 && most > "<p></p>".length()) {
                    String words = block instanceof Element element ? element.text() : text;
                    return "<p>" + Texts.cut(words.replaceAll("[<>&]", ""), most - "<p></p>".length()) + "</p>";
                }
                break;
            }
            kept.append(text);
        }
        return kept.toString();
    }

    static Document parse(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false).charset("UTF-8").escapeMode(Entities.EscapeMode.xhtml);
        return document;
    }
}
