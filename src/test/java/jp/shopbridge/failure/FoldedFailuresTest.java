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
    void theSameLineIsOneAMinuteAndALineAboutAnotherItemIsALineOfItsOwn() {
        for (int second = 0; second < 61; second++) {
            now = Duration.ofSeconds(second).toNanos();
            logs.getLogger("x").warn("{} waits.", "page 1");
            logs.getLogger("y")
                    .warn("On 6F0E1C5B9D2A7C3-00000000000000{} it waits, attempt: {}.", 10 + second % 2, second);
        }
        logs.getLogger("x").warn("{} waits.", "page 2");

        assertThat(texts())
                .containsExactly(
                        "page 1 waits.",
                        "On 6F0E1C5B9D2A7C3-0000000000000010 it waits, attempt: 0.",
                        "The next line has happened 59 more times since it was last written.",
                        "page 1 waits.",
                        "The next line has happened 59 more times since it was last written.",
                        "On 6F0E1C5B9D2A7C3-0000000000000010 it waits, attempt: 60.",
                        "page 2 waits.");
    }

    @Test
    void whatChangedAgainWithinAMinuteIsSaidAgain() {
        for (int i = 0; i < 2; i++) {
            logs.getLogger("x").error("The authorization was withdrawn.");
        }

        assertThat(texts()).hasSize(2);
    }

    @Test
    void lowerLevelsPass() {
        for (int i = 0; i < 3; i++) {
            logs.getLogger("x").info("looked", away());
        }

        assertThat(texts()).hasSize(3);
    }

    private List<String> texts() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Exception away() {
        return new DataAccessResourceFailureException("query", new ConnectException("Connection refused"));
    }
}
