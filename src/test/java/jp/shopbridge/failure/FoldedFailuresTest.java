package jp.shopbridge.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** One cause is one line a minute, whoever notices it. */
class FoldedFailuresTest {

    private final LoggerContext logs = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now;

    @BeforeEach
    void watch() {
        logs.addTurboFilter(new FoldedFailures(() -> now, logs.getLogger(FoldedFailures.class)));
        lines.start();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
    }

    @Test
    void aDatabaseThatIsAwayIsOneLineAMinuteFromWhateverPart() {
        for (int second = 0; second < 120; second++) {
            now = Duration.ofSeconds(second).toNanos();
            logs.getLogger("claims").error("Failed delivery {}", second, away());
            logs.getLogger("lease").warn("The lease could not be renewed.", away());
        }

        assertThat(texts()).hasSize(2).allMatch(text -> text.contains("Connection refused"));
        assertThat(texts().get(1)).contains("(119 more");
        assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    }

    @Test
    void anotherCauseIsLoggedWholeWhenItIsNewAndThenCounted() {
        for (int i = 0; i < 100; i++) {
            logs.getLogger("x").error("No answer for {}", "P-" + i, new IllegalStateException("product " + i));
        }
        logs.getLogger("x").error("Something else", new IllegalStateException("another"));
        now = Duration.ofMinutes(1).toNanos();
        logs.getLogger("x").error("No answer for {}", "P-7", new IllegalStateException("product 7"));

        assertThat(texts())
                .containsExactly(
                        "No answer for P-0",
                        "Something else",
                        "The next line has happened 99 more times since it was last written.",
                        "No answer for P-7");
        assertThat(lines.list.get(0).getThrowableProxy()).isNotNull();
    }

    @Test
    void linesWithoutAnExceptionAndLowerLevelsPass() {
        for (int i = 0; i < 3; i++) {
            logs.getLogger("x").warn("parked");
            logs.getLogger("x").info("looked", away());
        }

        assertThat(texts()).hasSize(6);
    }

    private List<String> texts() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Exception away() {
        return new DataAccessResourceFailureException("query", new ConnectException("Connection refused"));
    }
}
