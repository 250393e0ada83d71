package jp.shopbridge.mapping.function;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** The images an HTML text shows. */
public final class HtmlImages {

    private HtmlImages() {}

    /** The addresses in order of appearance, as written in {@code src}; an image without an address is left out. */
    public static List<String> of(String html) {
        if (!html.contains("<img")) {
            return List.of();
        }
        List<String> addresses = new ArrayList<>();
        for (Element image : HtmlFunctions.parse(html).select("img")) {
            if (!image.attr("src").isBlank()) {
                addresses.add(image.attr("src").strip());
            }
        }
        return List.copyOf(addresses);
    }
}
