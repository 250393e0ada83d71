package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** One id leads from a request through what is done for it to TikTok Shop's own id of a call. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class RequestIdsTest {

    private static final Logger CALLS = (Logger) LoggerFactory.getLogger("tiktok");
    private static final Logger SECURITY = (Logger) LoggerFactory.getLogger("security");
    private static final String GIVEN = "order-4711.abc";

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            lines.add(line);
        }
    };

    // The application sets all levels when it starts, so it has to run.
    @BeforeEach
    void listen(BridgeWithWorlds running) {
        assertThat(running.baseUrl()).isNotEmpty();
        appender.start();
        CALLS.setLevel(Level.DEBUG);
        SECURITY.setLevel(Level.INFO);
        CALLS.addAppender(appender);
        SECURITY.addAppender(appender);
    }

    @AfterEach
    void leave() {
        CALLS.detachAppender(appender);
        SECURITY.detachAppender(appender);
        CALLS.setLevel(null);
        SECURITY.setLevel(null);
    }

    @Test
    void theIdThatAProgramGivesIsInItsAnswerAndInEveryLineDownToTiktok(BridgeWithWorlds bridge) throws Exception {
        HttpResponse<String> answer = suggestion(bridge, GIVEN);

        assertThat(answer.headers().allValues(RequestIds.HEADER)).containsExactly(GIVEN);
        ILoggingEvent call = line("tiktok");
        assertThat(call.getMDCPropertyMap())
                .containsEntry(RequestIds.FIELD, GIVEN)
                .containsEntry("camel.routeId", "tiktok-call");
        assertThat(call.getKeyValuePairs())
                .anyMatch(pair -> pair.key.equals("tiktok.request.id")
                        && String.valueOf(pair.value).matches("\\w{20,}"));
        // The operator's deed is written when the answer is through, by another thread.
        Awaitility.await().untilAsserted(() -> assertThat(line("security").getMDCPropertyMap())
                .containsEntry(RequestIds.FIELD, GIVEN));
    }

    @Test
    void asJsonEachIdIsAField(BridgeWithWorlds bridge) throws Exception {
        suggestion(bridge, GIVEN);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(CALLS.getLoggerContext());
        encoder.setFormat("ecs");
        encoder.start();

        JsonNode json = new ObjectMapper().readTree(encoder.encode(line("tiktok")));

        assertThat(json.at("/http/request/id").asText()).isEqualTo(GIVEN);
        assertThat(json.at("/tiktok/request/id").asText()).matches("\\w{20,}");
        assertThat(json.at("/log/logger").asText()).isEqualTo("tiktok");
    }

    @Test
    void withoutAnIdOrWithOneThatWouldSpoilTheLogItHasOneOfItsOwn(BridgeWithWorlds bridge) throws Exception {
        for (Map<String, String> given : List.of(
                Map.<String, String>of(), Map.of(RequestIds.HEADER, "two words"), Map.of(RequestIds.HEADER, "short"))) {
            assertThat(bridge.exchange("GET", "/api/status", null, given)
                            .headers()
                            .firstValue(RequestIds.HEADER))
                    .as("%s", given)
                    .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
        }
    }

    private ILoggingEvent line(String logger) {
        return lines.stream()
                .filter(line -> line.getLoggerName().equals(logger)
                        && GIVEN.equals(line.getMDCPropertyMap().get(RequestIds.FIELD)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line of " + logger + " among " + lines));
    }

    private static HttpResponse<String> suggestion(BridgeWithWorlds bridge, String id) throws Exception {
        return bridge.exchange("POST", "/api/products/MUG-001/category-suggestion", "", Map.of(RequestIds.HEADER, id));
    }
}
