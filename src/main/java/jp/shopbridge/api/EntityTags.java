package jp.shopbridge.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.ListingStatus;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags named by {@code If-Match} or {@code If-None-Match} (RFC 9110, section 8.8).
 *
 * @param any whether {@code *} was sent
 * @param tags opaque tags with their quotes; weak ones keep their {@code W/}
 */
public record EntityTags(boolean any, List<String> tags) {

    private static final Pattern TAG = Pattern.compile("\\s*((?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")\\s*(,|$)");

    /** The tag of one showing of a product: the version that guards corrections, and what moves with every write. */
    public static String of(ListingStatus status) {
        return "\"" + status.version() + "." + status.revision() + "\"";
    }

    /** Strong comparison by the version alone, with or without what moves with every write. */
    public boolean nameVersion(long version) {
        return any
                || tags.stream()
                        .anyMatch(tag -> tag.equals("\"" + version + "\"") || tag.startsWith("\"" + version + "."));
    }

    /** Reads a header; null when it was not sent, a problem when it is not a list of tags. */
    public static @Nullable EntityTags read(String name, @Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.strip().equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        int position = 0;
        while (position < header.length() && matcher.find(position) && matcher.start() == position) {
            tags.add(matcher.group(1));
            position = matcher.end();
        }
        if (tags.isEmpty() || position != header.length()) {
            throw ApiProblem.badParameter(name, Messages.sentence("api.header-not-list-entity-tags", name));
        }
        return new EntityTags(false, List.copyOf(tags));
    }

    /** Weak comparison: whether a tag is weak makes no difference. */
    public boolean matchesWeakly(String tag) {
        return any || tags.stream().anyMatch(each -> opaque(each).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
