package jp.shopbridge.mapping.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.WebAddress;
import org.jsoup.nodes.Element;

/**
 * The images an HTML text shows, as a browser finds them: also those that a script loads when they come into view, and those
 * whose address starts from the page the text stands on.
 */
public final class HtmlImages {

    /** Where scripts that load images late find the address; {@code src} holds a placeholder until then. */
    private static final List<String> LATE =
            List.of("data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo", "data-image");

    private static final List<String> LATE_SETS = List.of("data-srcset", "data-lazy-srcset");
    private static final Pattern CANDIDATE = Pattern.compile("([^\\s,]\\S*[^\\s,])(?:\\s+([0-9.]+)[wx])?\\s*(?:,|$)");
    /** A side of so many pixels is no picture but a spacer or a counter. */
    private static final int SPACER = 2;

    private HtmlImages() {}

    /** Why an image cannot be shown elsewhere. */
    enum Trouble {
        NONE,
        /** It has no address, or one that only its page can complete. */
        UNREADABLE,
        /** It lies within the text itself. */
        EMBEDDED,
        /** It only holds other things apart, or counts who looks. */
        SPACER
    }

    /** One image: its whole address, or as much of it as is written where there is trouble. */
    record Found(String address, Trouble trouble) {}

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

    /**
     * What an image element shows.
     *
     * @param page the address of the page it stands on; empty when it is not known
     */
    static Found in(Element image, String page) {
        String written = written(image);
        if (isSpacer(image)) {
            return new Found(written, Trouble.SPACER);
        }
        String scheme = written.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("data:") || scheme.startsWith("blob:")) {
            return new Found(written.substring(0, Math.min(written.length(), 40)), Trouble.EMBEDDED);
        }
        String whole = written.isBlank() ? null : WebAddress.resolved(page, written);
        if (whole == null || !whole.toLowerCase(Locale.ROOT).matches("https?:[/\\\\](?s:.)+")) {
            return new Found(written, Trouble.UNREADABLE);
        }
        return new Found(whole, Trouble.NONE);
    }

    private static String written(Element image) {
        for (String name : LATE) {
            if (!image.attr(name).isBlank()) {
                return image.attr(name).strip();
            }
        }
        String src = image.attr("src").strip();
        boolean placeholder = src.isEmpty() || src.toLowerCase(Locale.ROOT).startsWith("data:");
        String late = LATE_SETS.stream()
                .map(name -> largest(image.attr(name)))
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse("");
        if (!late.isEmpty()) {
            return late;
        }
        if (!placeholder) {
            return src;
        }
        String set = largest(image.attr("srcset"));
        Element picture = image.parent();
        if (set.isEmpty() && picture != null && "picture".equals(picture.normalName())) {
            for (Element source : picture.select("source")) {
                set = largest(source.attr("srcset") + source.attr("data-srcset"));
                if (!set.isEmpty()) {
                    break;
                }
            }
        }
        return set.isEmpty() ? src : set;
    }

    /** Of a list such as {@code a.jpg 1x, b.jpg 2x} the address with the largest figure; the first one of equals. */
    private static String largest(String set) {
        String best = "";
        double most = -1;
        Matcher candidate = CANDIDATE.matcher(set);
        while (candidate.find()) {
            String figure = candidate.group(2);
            double size = 1;
            try {
                size = figure == null ? 1 : Double.parseDouble(figure);
            } catch (NumberFormatException several) {
                // Dots alone are no figure.
            }
            if (size > most) {
                most = size;
                best = candidate.group(1);
            }
        }
        return best;
    }

    private static boolean isSpacer(Element image) {
        return isTiny(image.attr("width")) || isTiny(image.attr("height"));
    }

    private static boolean isTiny(String side) {
        String number = side.strip().replaceFirst("(?i)px$", "");
        return number.matches("[0-9]{1,3}") && Integer.parseInt(number) <= SPACER;
    }
}
