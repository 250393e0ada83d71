package jp.shopbridge.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets edited route files come in force while the application runs: what is settled is looked at as before a start, and
 * only the routes that say something else are exchanged. What cannot be exchanged stays as it is and says why.
 */
final class RouteFollowing {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFollowing.class);

    private static final int DEEPEST = 5;
    private static final int LONGEST = 300;

    private final RouteExchange exchange;
    private final Beans beans;
    private final String location;
    private final Set<String> atStart = new TreeSet<>();
    private final Map<String, byte[]> inForce = new TreeMap<>();
    private final Map<String, RouteEntry> running = new LinkedHashMap<>();
    private Map<String, byte[]> judged;
    private boolean unfinished;
    private volatile List<RouteFinding> complaints = List.of();

    /**
     * Begins with the files that were used at the start.
     *
     * @param location what the folder is called in messages of Camel's
     */
    RouteFollowing(RouteExchange exchange, Beans beans, String location, RouteFiles files) {
        this.exchange = exchange;
        this.beans = beans;
        this.location = location;
        this.inForce.putAll(files.files());
        this.judged = files.files();
        this.atStart.addAll(files.files().keySet());
        files.files().forEach((name, bytes) -> entries(name, bytes).stream()
                .filter(RouteEntry::exchangeable)
                .forEach(entry -> running.put(entry.id(), entry)));
    }

    /** Why what stands in the files is not what runs; empty when it is. */
    List<RouteFinding> complaints() {
        return complaints;
    }

    /** Whether the files are others than those that were judged last, or some routes were not free then. */
    boolean newFor(RouteFiles files) {
        return unfinished || !same(files.files(), judged);
    }

    /** Whether the files were judged, but some routes were not free. */
    boolean unfinished(RouteFiles files) {
        return unfinished && same(files.files(), judged);
    }

    /** The bytes that are in force under a name; empty when there are none. */
    byte[] inForce(String name) {
        return inForce.getOrDefault(name, new byte[0]);
    }

    /** How many routes a file holds. */
    static long routes(String name, byte[] bytes) {
        return entries(name, bytes).stream().filter(RouteEntry::exchangeable).count();
    }

    /** That the files cannot even be read. */
    void unreadable(String place, Sentence sentence) {
        complaints = List.of(
                new RouteFinding(place, 1, 1, sentence, Messages.sentence("route.check-permissions-of-folder")));
    }

    /** Judges settled files and exchanges what they say anew. */
    void follow(RouteFiles files) {
        judged = files.files();
        unfinished = false;
        List<RouteFinding> found = RouteLint.of(files, beans);
        if (!found.isEmpty()) {
            refuse(found);
            return;
        }
        List<RouteFinding> said = new ArrayList<>();
        Map<String, byte[]> next = effective(files.files(), said);
        if (!said.isEmpty() && !same(next, inForce)) {
            // What waits for a restart may be what the rest leans on.
            List<RouteFinding> without =
                    RouteLint.of(new RouteFiles(files.place(), true, next, files.overlooked(), true), beans);
            if (!without.isEmpty()) {
                said.addAll(without);
                refuse(said);
                return;
            }
        }
        exchange(next, said);
        if (!said.isEmpty()) {
            said.sort(RouteFinding.IN_ORDER);
            LOG.warn("Some route files are not in force: {}", texts(said));
        }
        complaints = List.copyOf(said);
    }

    /** The files as far as they can come in force now; what says why the others cannot is added. */
    private Map<String, byte[]> effective(Map<String, byte[]> files, List<RouteFinding> said) {
        Map<String, byte[]> next = new TreeMap<>(files);
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(inForce.keySet());
        for (String name : names) {
            byte[] before = inForce.get(name);
            byte[] after = files.get(name);
            if (Arrays.equals(before, after)) {
                continue;
            }
            RouteEntry fixed = needsARestart(name, before, after);
            if (fixed == null) {
                continue;
            }
            said.add(new RouteFinding(
                    name,
                    fixed.line(),
                    1,
                    Messages.sentence("route.waits-for-restart", fixed.kind().isEmpty() ? "?" : fixed.kind()),
                    Messages.sentence("route.start-again-to-use")));
            if (before == null) {
                next.remove(name);
            } else {
                next.put(name, before);
            }
        }
        return next;
    }

    /** The entry because of which a changed file cannot come in force now; null when there is none. */
    private static @Nullable RouteEntry needsARestart(String name, byte @Nullable [] before, byte @Nullable [] after) {
        List<RouteEntry> old = before == null ? List.of() : entries(name, before);
        List<RouteEntry> now = after == null ? List.of() : entries(name, after);
        if (says(old).equals(says(now))) {
            return null;
        }
        for (RouteEntry entry : after == null ? old : now) {
            if (!entry.exchangeable() && !entry.kind().equals("beans")) {
                return entry;
            }
        }
        List<RouteEntry> beansBefore = beans(old);
        List<RouteEntry> beansNow = beans(now);
        if (before != null && after != null && !says(beansBefore).equals(says(beansNow))) {
            return beansNow.isEmpty() ? now.isEmpty() ? old.get(0) : now.get(0) : beansNow.get(0);
        }
        return null;
    }

    private void exchange(Map<String, byte[]> next, List<RouteFinding> said) {
        Map<String, RouteEntry> wanted = new LinkedHashMap<>();
        next.forEach((name, bytes) -> entries(name, bytes).stream()
                .filter(RouteEntry::exchangeable)
                .forEach(entry -> wanted.put(entry.id(), entry)));
        Set<String> ids = new TreeSet<>(running.keySet());
        ids.addAll(wanted.keySet());
        ids.removeIf(id -> sameText(running.get(id), wanted.get(id)));
        Map<String, byte[]> before = new HashMap<>(inForce);
        List<String> done = new ArrayList<>();
        for (String id : ids) {
            RouteEntry old = running.get(id);
            RouteEntry now = wanted.get(id);
            RouteEntry at = Objects.requireNonNull(now == null ? old : now);
            try {
                exchange.remove(id);
                if (now != null) {
                    add(now, next, before);
                }
                done.add(id);
                LOG.info("Route {} {}.", id, now == null ? "is gone" : old == null ? "is new" : "was exchanged");
            } catch (RouteExchange.Busy e) {
                unfinished = true;
                said.add(new RouteFinding(
                        at.file(),
                        at.line(),
                        1,
                        Messages.sentence("route.is-busy", id),
                        Messages.sentence("route.comes-when-free")));
                wanted.remove(id);
                if (old != null) {
                    wanted.put(id, old);
                }
            } catch (Exception | LinkageError e) {
                said.add(new RouteFinding(
                        at.file(),
                        at.line(),
                        1,
                        Messages.sentence("route.camel-refuses", id, cause(e)),
                        Messages.sentence("route.correct-and-save-again")));
                LOG.error("Route {} cannot be exchanged; the old routes stay.", id, e);
                done.add(id);
                putBack(done, before);
                return;
            }
        }
        running.clear();
        running.putAll(wanted);
        inForce.clear();
        inForce.putAll(next);
    }

    /** Adds a route, and with the first one of a new file the beans of that file. */
    private void add(RouteEntry route, Map<String, byte[]> files, Map<String, byte[]> before) throws Exception {
        byte[] file = Objects.requireNonNull(files.get(route.file()));
        List<RouteEntry> entries = new ArrayList<>(List.of(route));
        if (!before.containsKey(route.file()) && !atStart.contains(route.file())) {
            entries.addAll(beans(entries(route.file(), file)));
            before.put(route.file(), file);
        }
        exchange.add(location + "/" + route.file(), file, entries);
    }

    /** Undoes an exchange that failed on its way. */
    private void putBack(List<String> ids, Map<String, byte[]> files) {
        for (String id : ids) {
            RouteEntry old = running.get(id);
            try {
                exchange.remove(id);
                if (old != null) {
                    exchange.add(
                            location + "/" + old.file(), Objects.requireNonNull(files.get(old.file())), List.of(old));
                }
            } catch (Exception | LinkageError e) {
                LOG.error("Route {} cannot be put back; restart with the files as they were.", id, e);
            }
        }
    }

    private void refuse(List<RouteFinding> found) {
        complaints = List.copyOf(found);
        LOG.error("The changed route files are not used; the routes stay as they are. {}", texts(found));
    }

    private static String texts(List<RouteFinding> found) {
        return found.stream().map(RouteFinding::text).collect(Collectors.joining("\n"));
    }

    /** What Camel says, from what it was about to do down to what stopped it. */
    private static String cause(Throwable e) {
        Set<String> said = new LinkedHashSet<>();
        Throwable each = e;
        for (int depth = 0; each != null && depth < DEEPEST; depth++, each = each.getCause()) {
            String message = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
            String line = message.lines().findFirst().orElse("");
            said.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
        }
        return String.join(" / ", said);
    }

    private static boolean sameText(@Nullable RouteEntry some, @Nullable RouteEntry other) {
        return some != null && other != null && some.says().equals(other.says());
    }

    private static List<RouteEntry> beans(List<RouteEntry> entries) {
        return entries.stream().filter(entry -> entry.kind().equals("beans")).toList();
    }

    private static List<String> says(List<RouteEntry> entries) {
        return entries.stream().map(RouteEntry::says).toList();
    }

    private static List<RouteEntry> entries(String name, byte[] bytes) {
        RouteText text = RouteText.read(name, bytes, new RouteFindings());
        return text == null ? List.of() : RouteEntry.of(text);
    }

    private static boolean same(Map<String, byte[]> some, Map<String, byte[]> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(each -> Arrays.equals(each.getValue(), others.get(each.getKey())));
    }
}
