package jp.shopbridge.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects findings, so that somebody learns of every mistake at once and not of the first one only. */
final class RouteFindings {

    private static final int MOST = 200;

    private final Set<RouteFinding> found = new LinkedHashSet<>();

    void add(String file, Node at, Sentence sentence, Sentence remedy) {
        int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = at.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        add(file, line, column, sentence, remedy);
    }

    void add(String file, int line, int column, Sentence sentence, Sentence remedy) {
        if (found.size() < MOST) {
            found.add(new RouteFinding(file, line, column, sentence, remedy));
        }
    }

    /** A value that is none of its kind: of whole numbers, or of flags. */
    void wrongValue(String file, Node at, String name, String value, boolean number) {
        add(
                file,
                at,
                Messages.sentence(number ? "route.value-no-number" : "route.value-no-flag", name, value),
                Messages.sentence(number ? "route.write-digits" : "route.write-true-or-false"));
    }

    List<RouteFinding> sorted() {
        List<RouteFinding> sorted = new ArrayList<>(found);
        sorted.sort(RouteFinding.IN_ORDER);
        return List.copyOf(sorted);
    }
}
