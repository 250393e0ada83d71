package jp.shopbridge.publishing.pictures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How the latest image fetches of this instance ended, so that a picture server that is away can be told from one bad picture. */
@Component
public class FetchOutcomes {

    private static final int LATEST = 100;

    private final Clock clock;
    private final Deque<Outcome> latest = new ArrayDeque<>();

    FetchOutcomes(Clock clock) {
        this.clock = clock;
    }

    private record Outcome(Instant at, boolean failed) {}

    /**
     * How many fetches there were, and how many of them got no image.
     *
     * @param fetches at most the latest 100
     */
    public record Tally(int fetches, int failed) {}

    /** The fetches since so long ago. */
    public synchronized Tally within(Duration age) {
        Instant since = clock.instant().minus(age);
        int fetches = 0;
        int failed = 0;
        for (Outcome outcome : latest) {
            if (!outcome.at.isBefore(since)) {
                fetches++;
                failed += outcome.failed ? 1 : 0;
            }
        }
        return new Tally(fetches, failed);
    }

    ImageFetch.Fetched of(Supplier<ImageFetch.Fetched> fetch) {
        boolean failed = true;
        try {
            ImageFetch.Fetched fetched = fetch.get();
            failed = fetched instanceof ImageFetch.Fetched.Problem;
            return fetched;
        } finally {
            note(failed);
        }
    }

    private synchronized void note(boolean failed) {
        latest.addLast(new Outcome(clock.instant(), failed));
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }
}
