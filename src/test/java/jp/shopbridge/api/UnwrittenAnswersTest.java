package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.catalina.connector.ClientAbortException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnwrittenAnswersTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(UnwrittenAnswers.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger container = (Logger) LoggerFactory.getLogger("org.apache.catalina.core.ContainerBase");
    private final ListAppender<ILoggingEvent> servlet = new ListAppender<>();
    private final @Nullable Level before = logger.getLevel();

    private void listen() {
        logger.setLevel(Level.DEBUG);
        log.start();
        logger.addAppender(log);
        servlet.start();
        container.addAppender(servlet);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        container.detachAppender(servlet);
        logger.setLevel(before);
    }

    @Test
    void warnsOfAnythingButAClientThatLeft() {
        listen();
        UnwrittenAnswers answers = new UnwrittenAnswers(new DefaultCamelContext());

        answers.handleException("left", new ClientAbortException(new IOException("Broken pipe")));
        answers.handleException("full", new IOException("No space left on device"));

        assertThat(levels()).containsExactly(Level.DEBUG, Level.WARN);
    }

    @Test
    void saysNothingAloudWhenAClientLeavesBeforeItsAnswer() throws IOException {
        try (ApiServer api = ApiServer.start()) {
            // Only now: an application that starts may set up all logging anew.
            listen();
            // Some are gone before their request is taken, some while the answer is written.
            for (int i = 0; i < 50; i++) {
                leave(api.port(), i % 2 == 0);
            }
            // An answer this short may just fit before the client is gone; so many do not.
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                leave(api.port(), true);
                return !levels().isEmpty();
            });
        }

        assertThat(levels()).containsOnly(Level.DEBUG);
        assertThat(servlet.list).isEmpty();
    }

    private static void leave(int port, boolean reading) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/status HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                            + ApiServer.basic("merchant", ApiServer.PASSWORD) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            if (reading) {
                socket.getInputStream().read();
            }
        }
    }

    private List<Level> levels() {
        synchronized (log) {
            return List.copyOf(log.list).stream().map(ILoggingEvent::getLevel).toList();
        }
    }
}
