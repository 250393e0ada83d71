package jp.shopbridge;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Names that are nearly the one somebody wrote. */
public final class Spelling {

    private static final int MOST = 6;
    private static final int SLIP = 2;

    private Spelling() {}

    /**
     * The most similar of the known names, the best one first, joined for a sentence; only the ones a slip of the pen away
     * when there are any.
     */
    public static String near(String written, Collection<String> known) {
        boolean slip = known.stream().anyMatch(name -> distance(written, name) <= SLIP);
        return known.stream()
                .filter(name -> !slip || distance(written, name) <= SLIP)
                .sorted(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .collect(Collectors.joining(", "));
    }

    private static int distance(String left, String right) {
        String a = left.length() > 60 ? left.substring(0, 60) : left;
        String b = right.length() > 60 ? right.substring(0, 60) : right;
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
