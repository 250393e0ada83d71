package jp.shopbridge;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody who acts may be called: a person or a program. The name stands in history and beside every edit, so it
 * has to fit there, be told apart from the bridge itself, and pass through HTTP basic, which ends a name at its colon.
 */
public final class ActorName {

    /** The longest name that the columns for who did something hold, in characters. */
    public static final int LONGEST = 100;

    /** The rule in words. */
    public static final String RULE = "letters, digits, spaces and . _ @ + - only, at most " + LONGEST
            + " characters, with a letter or digit first and no space last";

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._@+-]{0,98}[\\p{L}\\p{M}\\p{N}._@+-])?");

    // What stands there when nobody asked for it: schedules, stages and the pretend worlds.
    private static final Set<String> OURS = Set.of(
            "brake",
            "bridge",
            "category-suggestion",
            "futureshop",
            "intake",
            "mapping",
            "publishing",
            "review",
            "sandbox",
            "schedule",
            "system",
            "tiktok");

    private ActorName() {}

    /** Whether somebody may be called so. */
    public static boolean fits(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether the bridge itself acts under this name, in any case. */
    public static boolean isOurs(String name) {
        return OURS.contains(folded(name));
    }

    /** The form in which two names are compared: nobody can tell {@code Hanako} from {@code ｈａｎａｋｏ} in a list. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
