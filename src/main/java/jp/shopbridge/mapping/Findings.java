package jp.shopbridge.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;

/** Collects findings, so that a reader learns of every mistake at once and not of the first one only. */
final class Findings {

    private static final int MOST = 500;

    private final Set<Finding> found = new LinkedHashSet<>();
    private final Consumer<Position> watcher;
    private Position last = new Position(".", 1, 1);

    Findings() {
        this(at -> {});
    }

    /** @param watcher is told where the reader is, before what stands there is looked at */
    Findings(Consumer<Position> watcher) {
        this.watcher = watcher;
    }

    /** The reader comes to this place. */
    void comesTo(Position at) {
        last = at;
        watcher.accept(at);
    }

    /** Does what may end in anything; what is thrown becomes a finding at the last place that was come to. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String what = e.getClass().getSimpleName();
            add(
                    FindingKind.UNREADABLE_FILE,
                    last,
                    Messages.sentence("mapping.trying-ended-unforeseen-error", what),
                    Messages.sentence("mapping.undo-last-change"));
        }
    }

    void add(FindingKind kind, Position at, Sentence sentence, Sentence remedy) {
        if (found.size() < MOST) {
            found.add(new Finding(kind, at, sentence, remedy));
        }
    }

    boolean hasErrors() {
        return found.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR);
    }

    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Finding::at));
        return List.copyOf(sorted);
    }
}
