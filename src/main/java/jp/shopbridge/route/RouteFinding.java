package jp.shopbridge.route;

import java.util.Comparator;
import jp.shopbridge.failure.Sentence;

/**
 * Something in the route files that keeps them from being used.
 *
 * @param file the file's path below the routes folder
 * @param line counted from 1
 * @param column counted from 1
 * @param sentence what is wrong there
 * @param remedy what to do about it
 */
public record RouteFinding(String file, int line, int column, Sentence sentence, Sentence remedy) {

    /** In the order of the files. */
    public static final Comparator<RouteFinding> IN_ORDER = Comparator.comparing(RouteFinding::file)
            .thenComparingInt(RouteFinding::line)
            .thenComparingInt(RouteFinding::column);

    /** Both sentences for a terminal, each on a line. */
    public String text() {
        return file + ":" + line + ":" + column + ": error " + sentence.en() + ". " + remedy.en() + ".\n    "
                + sentence.ja() + "。" + remedy.ja() + "。";
    }
}
