package jp.shopbridge.publishing.knowledge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Categories that somebody looks at are read from TikTok behind the answer, so that nobody waits for TikTok. */
@Component
public class CategoryReadings {

    private static final Logger LOG = LoggerFactory.getLogger(CategoryReadings.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration GIVEN_UP = Duration.ofMinutes(2);
    private static final Sentence BUG = Messages.sentence("publishing.knowledge.category-could-not-read-because");

    private final Categories categories;
    private final Clock clock;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    CategoryReadings(Categories categories, Clock clock) {
        this.categories = categories;
        this.clock = clock;
    }

    /**
     * How the reading of a category stands.
     *
     * @param underWay whether TikTok is being asked now
     * @param at since when, or when it ended
     * @param trouble why it could not be read; null while it is not known to have failed
     */
    public record Reading(boolean underWay, Instant at, @Nullable Sentence trouble) {}

    /**
     * Begins to read a category that nobody has read, or not for long.
     *
     * @return null when nothing has to be read, or is being read, or could not be read a moment ago
     */
    public @Nullable KnowledgeTask begin(String shop, String categoryId) {
        if (categories.readAt(shop) != null
                && categories.knowledge(shop, categoryId).isPresent()) {
            return null;
        }
        Instant now = clock.instant();
        readings.values().removeIf(ended -> !ended.underWay() && isOver(ended, GIVEN_UP, now));
        Reading begun = new Reading(true, now, null);
        Reading stands = readings.merge(
                key(shop, categoryId),
                begun,
                (known, fresh) -> isOver(known, known.underWay() ? GIVEN_UP : AGAIN, now)
                        ? new Reading(true, now, known.trouble())
                        : known);
        return stands.underWay() && stands.at().equals(now) ? new KnowledgeTask(shop, categoryId) : null;
    }

    private static boolean isOver(Reading reading, Duration after, Instant now) {
        return reading.at().plus(after).isBefore(now);
    }

    /** How the reading of a category stands; null when none is under way and none failed. */
    public @Nullable Reading of(String shop, String categoryId) {
        return readings.get(key(shop, categoryId));
    }

    /** The category was read. */
    public void ended(KnowledgeTask task) {
        readings.remove(key(task.shop(), task.categoryId()));
    }

    /** The category could not be read, which is said to whoever looks at it; it is tried again when somebody does. */
    public void failed(KnowledgeTask task, Throwable thrown) {
        Failure failure = Failure.in(thrown);
        if (failure == null) {
            LOG.error("{} could not be read because of a bug.", task, thrown);
        } else {
            LOG.info("{} could not be read: {}", task, failure.sentence().en());
        }
        readings.put(
                key(task.shop(), task.categoryId()),
                new Reading(false, clock.instant(), failure == null ? BUG : failure.sentence()));
    }

    private static String key(String shop, String categoryId) {
        return shop + "/" + categoryId;
    }
}
