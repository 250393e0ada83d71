package jp.shopbridge.route;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks every moment whether somebody has edited the route files, and takes them once nobody writes at them any more.
 * Packed files do not change, and other patterns than the folder's name no folder, so that neither is looked at.
 */
@Component
public class RouteWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    /** What looks like the half of a file rests so many times as long before it is believed. */
    private static final int HALF = 5;

    /** Whoever calls a route that is not free waits while we try, so we try at every so many looks only. */
    private static final int NEXT_TRY = 10;

    private final RouteFiles files;
    private final RouteLogs logs;
    private final Duration period;
    private final Duration settled;
    private final @Nullable RouteFollowing following;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "route-files");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Long> since = new HashMap<>();
    private Map<String, byte[]> last;
    private int looks;

    RouteWatch(
            RouteFiles files,
            RouteLogs logs,
            CamelContext camel,
            ListableBeanFactory factory,
            @Value("${routes.period}") Duration period,
            @Value("${routes.settled}") Duration settled) {
        this.files = files;
        this.logs = logs;
        this.period = period;
        this.settled = settled;
        this.last = files.files();
        this.following = !files.whole() || files.place().startsWith("classpath:")
                ? null
                : new RouteFollowing(new RouteExchange(camel), Beans.of(factory), "file:" + files.place(), files);
    }

    /** Why what stands in the files is not what runs; empty when it is. */
    public List<RouteFinding> complaints() {
        return following == null ? List.of() : following.complaints();
    }

    /** The first complaint, for those that have room for one. */
    public @Nullable Sentence complaint() {
        List<RouteFinding> all = complaints();
        if (all.isEmpty()) {
            return null;
        }
        RouteFinding first = all.get(0);
        String place = first.file() + ":" + first.line();
        return Sentence.of(
                place + "：" + first.sentence().ja() + "。" + first.remedy().ja(),
                place + ": " + first.sentence().en() + ". " + first.remedy().en());
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (following != null) {
            looking.scheduleWithFixedDelay(this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        looking.shutdownNow();
    }

    private void look() {
        RouteFollowing follower = following;
        if (follower == null) {
            return;
        }
        try {
            RouteFiles now = RouteFiles.directory(Path.of(files.place()));
            if (!settled(now, follower) || !follower.newFor(now)) {
                return;
            }
            if (follower.unfinished(now) && ++looks % NEXT_TRY != 0) {
                return;
            }
            logs.show(now);
            follower.follow(now);
        } catch (UncheckedIOException e) {
            // An editor may be about to exchange the file.
            if (since.computeIfAbsent("", name -> System.nanoTime()) < System.nanoTime() - settled.toNanos()) {
                follower.unreadable(files.place(), Messages.sentence("route.files-cannot-be-read"));
            }
        } catch (RuntimeException | Error e) {
            // Whatever files do to us, the routes go on.
            LOG.error("The route files cannot be followed.", e);
        }
    }

    /** Whether no file has changed for a while. */
    private boolean settled(RouteFiles now, RouteFollowing follower) {
        since.remove("");
        Set<String> names = new HashSet<>(now.files().keySet());
        names.addAll(last.keySet());
        for (String name : names) {
            if (!Arrays.equals(now.files().get(name), last.get(name))) {
                since.put(name, System.nanoTime());
            }
        }
        last = now.files();
        since.entrySet()
                .removeIf(each -> System.nanoTime() - each.getValue()
                        >= (half(each.getKey(), now.files().get(each.getKey()), follower) ? HALF : 1)
                                * settled.toNanos());
        return since.isEmpty();
    }

    /** Whether a file looks as if somebody were in the middle of writing it. */
    private static boolean half(String name, byte @Nullable [] bytes, RouteFollowing follower) {
        byte[] before = follower.inForce(name);
        return bytes != null
                && before.length > 0
                && ((endsALine(before) && !endsALine(bytes))
                        || RouteFollowing.routes(name, bytes) < RouteFollowing.routes(name, before));
    }

    private static boolean endsALine(byte[] bytes) {
        return bytes.length > 0 && bytes[bytes.length - 1] == '\n';
    }
}
