package jp.shopbridge.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps one cause that fails a thousand times from filling the log: the place where warnings and errors are folded, whoever
 * logs them. A database that is away is one line a minute without a trace, from whatever part it is noticed; every other cause
 * is logged whole when it is new and then once a minute, with the number left out between. A cause is its exception or, where
 * there is none, the line itself but for what counts its tries; an error without one tells a change and is never left out.
 */
@Component
public final class FoldedFailures extends TurboFilter {

    private static final long A_MINUTE = Duration.ofMinutes(1).toNanos();
    private static final String DATABASE = "database";
    private static final int CAUSES = 200;
    private static final int LONG_ENOUGH = 200;
    /** What is another one at each try of the same. */
    private static final Pattern TRY = Pattern.compile("[0-9A-F]{15}-[0-9A-F]{16}|attempt: \\d+|\\bin \\d+ s\\b");

    private static final Pattern CHANGING = Pattern.compile("[0-9A-F]{6,}(-[0-9A-F]+)*|\\d+");

    private final LongSupplier nanos;
    private final org.slf4j.Logger log;
    private final Map<String, Fold> folds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Fold> eldest) {
            return size() > CAUSES;
        }
    };

    @Autowired
    FoldedFailures() {
        this(System::nanoTime, LoggerFactory.getLogger(FoldedFailures.class));
    }

    FoldedFailures(LongSupplier nanos, org.slf4j.Logger log) {
        this.nanos = nanos;
        this.log = log;
    }

    private static final class Fold {
        private long saidAt;
        private long unsaid;
    }

    @PostConstruct
    void watch() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.addTurboFilter(this);
        }
    }

    @PreDestroy
    void leave() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || logger.getName().equals(log.getName())
                || !logger.isEnabledFor(level)) {
            return FilterReply.NEUTRAL;
        }
        Throwable failure = thrown != null ? thrown : last(parameters);
        if (failure == null && level.isGreaterOrEqual(Level.ERROR)) {
            // Said once by whoever says it, because something has changed: the same again is news.
            return FilterReply.NEUTRAL;
        }
        long unsaid = count(cause(logger.getName(), format, parameters, failure));
        if (unsaid < 0) {
            return FilterReply.DENY;
        }
        if (failure != null && DatabaseAway.causes(failure)) {
            log.error(
                    "The database does not do its work: {}. What was begun stays where it stood and is taken up again"
                            + " by itself. ({} more failures of this cause in the minute before)",
                    firstLine(rootOf(failure)),
                    unsaid);
            return FilterReply.DENY;
        }
        if (unsaid > 0) {
            log.warn("The next line has happened {} more times since it was last written.", unsaid);
        }
        return FilterReply.NEUTRAL;
    }

    /** How many of this cause have been left out and are to be told now; below 0 when this one is left out, too. */
    private synchronized long count(String cause) {
        Fold fold = folds.get(cause);
        if (fold == null) {
            fold = new Fold();
            fold.saidAt = nanos.getAsLong();
            folds.put(cause, fold);
            return 0;
        }
        if (nanos.getAsLong() - fold.saidAt < A_MINUTE) {
            fold.unsaid++;
            return -1;
        }
        long unsaid = fold.unsaid;
        fold.unsaid = 0;
        fold.saidAt = nanos.getAsLong();
        return unsaid;
    }

    private static String cause(
            String logger, String format, Object @Nullable [] parameters, @Nullable Throwable failure) {
        if (failure == null) {
            String line = MessageFormatter.arrayFormat(format, parameters).getMessage();
            return logger + ' ' + TRY.matcher(line).replaceAll("#");
        }
        return DatabaseAway.causes(failure)
                ? DATABASE
                : CHANGING.matcher(logger + ' ' + format + ' ' + root(failure)).replaceAll("#");
    }

    private static @Nullable Throwable last(Object @Nullable [] parameters) {
        return parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }

    private static String root(Throwable failure) {
        Throwable root = rootOf(failure);
        return root.getClass().getName() + ' ' + firstLine(root);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return text.length() <= LONG_ENOUGH ? text : text.substring(0, LONG_ENOUGH);
    }
}
