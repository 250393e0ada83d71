package jp.shopbridge.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Which characters go, which are missing letters, which are emoji, and when two texts are the same ({@code tiktok/characters.yaml}). */
public final class Characters {

    private static final JsonNode DATA = Limits.document("tiktok/characters.yaml");
    private static final BitSet INVISIBLE = set("invisible");
    private static final BitSet SELECTOR = set("selector");
    private static final BitSet LOST = set("lost");
    private static final BitSet EMOJI = set("emoji");
    private static final BitSet EMOJI_SIGN = set("emoji-sign");
    private static final int JOINER = 0x200D;

    private Characters() {}

    private static BitSet set(String name) {
        BitSet set = new BitSet();
        for (JsonNode entry : DATA.path(name)) {
            String[] ends = entry.asText().substring(2).split("-", -1);
            set.set(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16) + 1);
        }
        if (set.isEmpty()) {
            throw new IllegalStateException("tiktok/characters.yaml says nothing of " + name + ".");
        }
        return set;
    }

    /** Whether the text holds an emoji: by itself, or made one by the sign behind it. */
    public static boolean hasEmoji(String text) {
        return any(text, c -> EMOJI.get(c) || EMOJI_SIGN.get(c));
    }

    /** The text without emoji, their joiners and signs; what a sign made an emoji goes with it, but for digits. */
    public static String withoutEmoji(String text) {
        if (!hasEmoji(text)) {
            return text;
        }
        int[] all = text.codePoints().toArray();
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < all.length; i++) {
            boolean signed = i + 1 < all.length && EMOJI_SIGN.get(all[i + 1]) && !Character.isLetterOrDigit(all[i]);
            if (!EMOJI.get(all[i]) && !EMOJI_SIGN.get(all[i]) && all[i] != JOINER && !signed) {
                kept.appendCodePoint(all[i]);
            }
        }
        return kept.toString();
    }

    /** Whether a letter is missing, because it was lost on its way or is known to one computer only. */
    public static boolean hasLost(String text) {
        return any(text, LOST::get);
    }

    /** The text without what nobody sees. */
    public static String withoutInvisible(String text) {
        if (!any(text, c -> INVISIBLE.get(c) || SELECTOR.get(c))) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int before = 0;
        for (int c : text.codePoints().toArray()) {
            boolean emojis = c == JOINER && EMOJI.get(before);
            boolean spelling = SELECTOR.get(c) && Character.isIdeographic(before);
            if (emojis || spelling || !(INVISIBLE.get(c) || SELECTOR.get(c))) {
                kept.appendCodePoint(c);
            }
            before = c;
        }
        return kept.toString();
    }

    /** What two texts have in common that are the same to whoever reads them. */
    public static String plain(String text) {
        return Normalizer.normalize(withoutInvisible(text), Normalizer.Form.NFC).strip();
    }

    /** What two texts have in common that a reader may take for each other: also widths and signs such as ① and ㎏ are one. */
    public static String alike(String text) {
        return Normalizer.normalize(plain(text), Normalizer.Form.NFKC).strip();
    }

    private static boolean any(String text, IntPredicate is) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return text.codePoints().anyMatch(is);
            }
        }
        return false;
    }
}
