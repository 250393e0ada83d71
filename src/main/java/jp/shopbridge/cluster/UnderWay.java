package jp.shopbridge.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import jp.shopbridge.Instance;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.ThrottledFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each process has in its hands, in rows that outlive it, and how often a process died with it. What was under way at two
 * deaths is suspect and worked on alone, with nothing of any stage beside it; what was alone under way at a third is guilty. Whatever comes to its end, well or
 * badly, is innocent again. A process that stops cleanly leaves nothing behind.
 */
@Component
public class UnderWay {

    /** From so many deaths on, something is worked on alone. */
    public static final int SUSPECT = 2;

    /** From so many deaths on, the last of them alone, something is not worked on any more. */
    public static final int GUILTY = 3;

    private static final int ROOM = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate durably;
    private final Clock clock;
    private final Instance instance;
    private final Semaphore room = new Semaphore(ROOM, true);
    private final ConcurrentMap<Item, Integer> inside = new ConcurrentHashMap<>();
    private final Set<Item> unwritten = ConcurrentHashMap.newKeySet();

    UnderWay(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, Instance instance) {
        this.jdbc = jdbc;
        this.durably = new TransactionTemplate(transactions);
        this.clock = clock;
        this.instance = instance;
    }

    /**
     * Something that is worked on.
     *
     * @param stage the stage that works on it
     * @param item what it is within the shop, at most 64 characters
     */
    public record Item(String stage, String shop, String item) {}

    private record Left(String run, Item item, boolean alone) {}

    /** Whether processes died with it so often that it has to be worked on alone. */
    public boolean isSuspect(Item item) {
        return crashes(item) >= SUSPECT;
    }

    /** How often processes died with it; {@link #SUSPECT} and {@link #GUILTY} say what that means. */
    public int crashes(Item item) {
        return of("crash-find", item).query(Integer.class).optional().orElse(0);
    }

    /** The same of everything of a stage and shop that processes died with, by item. */
    public Map<String, Integer> crashes(String stage, String shop) {
        Map<String, Integer> crashes = new HashMap<>();
        jdbc.sql(Sql.named("crash-of-shop"))
                .param("stage", stage)
                .param("shop", shop)
                .query(row -> {
                    crashes.put(row.getString("item"), row.getInt("crashes"));
                });
        return crashes;
    }

    /**
     * Takes it into hand, at once or alone after everything else; on the disk when this returns. Whoever has one thing in hand
     * must not wait for another.
     *
     * @throws ThrottledFailure when the program stops meanwhile
     */
    public void begin(Item item, boolean alone) {
        leave(item);
        int places = alone ? ROOM : 1;
        try {
            room.acquire(places);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThrottledFailure("PROGRAM_STOPS", Messages.sentence("PROGRAM_STOPS"), Duration.ofSeconds(1));
        }
        inside.put(item, places);
        try {
            durably.executeWithoutResult(status -> {
                of("under-way-end", item).param("run", instance.run()).update();
                of("under-way-begin", item)
                        .param("run", instance.run())
                        .param("alone", alone)
                        .param("now", now())
                        .update();
            });
        } catch (DuplicateKeyException sameMoment) {
            // Its claim ran out, and this process has taken it into hand twice: the row of the other stands for both.
            LOG.debug("{} is in hand already.", item);
        }
        unwritten.remove(item);
    }

    /** It came to an end, and nothing died of it. A database that is away is told later. */
    public void end(Item item) {
        leave(item);
        write(item);
    }

    private void leave(Item item) {
        Integer places = inside.remove(item);
        if (places != null) {
            room.release(places);
        }
    }

    private void write(Item item) {
        unwritten.add(item);
        try {
            durably.executeWithoutResult(status -> {
                of("under-way-end", item).param("run", instance.run()).update();
                of("crash-forget", item).update();
            });
            unwritten.remove(item);
        } catch (RuntimeException e) {
            LOG.debug("The end of {} is written later.", item, e);
        }
    }

    /** Counts what dead processes left behind; each once, whichever instance is first. */
    public void count() {
        List.copyOf(unwritten).forEach(this::write);
        Instant alive = clock.instant().minus(LiveInstances.ALIVE);
        List<Left> left = jdbc.sql(Sql.named("under-way-left"))
                .param("run", instance.run())
                .param("alive", alive.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Left(
                        row.getString("run"),
                        new Item(row.getString("stage"), row.getString("shop"), row.getString("item")),
                        row.getBoolean("alone")))
                .list();
        left.forEach(this::count);
    }

    private void count(Left left) {
        try {
            durably.executeWithoutResult(status -> {
                int mine = of("under-way-end", left.item())
                        .param("run", left.run())
                        .update();
                if (mine == 1
                        && of("crash-count", left.item())
                                        .param("alone", left.alone())
                                        .param("now", now())
                                        .update()
                                == 0) {
                    of("crash-first", left.item())
                            .param("alone", left.alone())
                            .param("now", now())
                            .update();
                }
            });
            LOG.warn("A process died while it worked on {}{}.", left.item(), left.alone() ? ", on nothing else" : "");
        } catch (DuplicateKeyException anotherCountsToo) {
            LOG.debug("{} is counted at the next look.", left.item());
        }
    }

    /** What was alone under way at a third death. */
    public List<Item> guilty(String stage) {
        return jdbc.sql(Sql.named("crash-guilty"))
                .param("stage", stage)
                .query((row, number) -> new Item(stage, row.getString("shop"), row.getString("item")))
                .list();
    }

    /** It was taken out of the way; when a person wants it tried again, it is tried alone. */
    public void parked(Item item) {
        of("crash-parked", item).update();
    }

    private JdbcClient.StatementSpec of(String statement, Item item) {
        return jdbc.sql(Sql.named(statement))
                .param("stage", item.stage())
                .param("shop", item.shop())
                .param("item", item.item());
    }

    private Object now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
