package jp.shopbridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What has to happen again and again in this process, and when it last did. What is silent for too long is dead. */
@Component
public class Heartbeats {

    private final Map<String, Beat> beats = new ConcurrentHashMap<>();
    private final Clock clock;

    /** Nothing is expected to beat yet. */
    public Heartbeats(Clock clock) {
        this.clock = clock;
    }

    private record Beat(Instant at, Duration longest) {}

    /**
     * Something that is silent.
     *
     * @param name what it is
     * @param since its last beat
     */
    public record Silence(String name, Instant since) {}

    /** The task for an executor, which would never run it again after it threw. What it does not say itself is said by silence. */
    public static Runnable unending(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                // Even saying so may have been what there was no memory for.
            }
        };
    }

    /** It lives now and will say so again within {@code longest}. */
    public void beat(String name, Duration longest) {
        beats.put(name, new Beat(clock.instant(), longest));
    }

    /** It has ended as it should. */
    public void ended(String name) {
        beats.remove(name);
    }

    /** Everything that should have beaten by now. */
    public List<Silence> silent() {
        Instant now = clock.instant();
        return beats.entrySet().stream()
                .filter(each ->
                        each.getValue().at().plus(each.getValue().longest()).isBefore(now))
                .map(each -> new Silence(each.getKey(), each.getValue().at()))
                .sorted((one, two) -> one.name().compareTo(two.name()))
                .toList();
    }
}
