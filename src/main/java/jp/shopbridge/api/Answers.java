package jp.shopbridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import jp.shopbridge.Json;
import jp.shopbridge.staging.database.Durability;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Writes an answer onto the exchange, where status and headers can only be set by Camel's own header names. */
@Component
public class Answers {

    /** Reads and writes what the API answers: JSON as everywhere, with instants as ISO 8601 text. */
    public static final JsonMapper MAPPER =
            Json.MAPPER.rebuild().addModule(new JavaTimeModule()).build();

    private final Durability durability;

    Answers(Durability durability) {
        this.durability = durability;
    }

    /** Replaces the body, an {@link Answer}, by what travels; what it acknowledges is on the disk before. */
    public void write(Exchange exchange) {
        Message message = exchange.getMessage();
        Answer answer = message.getBody(Answer.class);
        ApiRequest request = exchange.getVariable(ApiRequests.VARIABLE, ApiRequest.class);
        if (answer.status() < 400 && request != null && !request.method().equals("GET")) {
            durability.settle();
        }
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        if (notModified(answer, request)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            message.setBody("");
            return;
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (answer.body() == null) {
            message.setBody("");
            return;
        }
        if (answer.body() instanceof Download download) {
            message.setHeader(Exchange.CONTENT_TYPE, download.contentType());
            message.setBody(download.content());
            return;
        }
        message.setHeader(
                Exchange.CONTENT_TYPE, answer.body() instanceof Problem ? Problem.MEDIA_TYPE : "application/json");
        try {
            message.setBody(MAPPER.writeValueAsString(answer.body()).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer to " + request + " could not be written as JSON.", e);
        }
    }

    private static boolean notModified(Answer answer, ApiRequest request) {
        String tag = answer.headers().get("ETag");
        if (tag == null || answer.status() != 200 || !request.method().equals("GET")) {
            return false;
        }
        EntityTags known = request.ifNoneMatch();
        return known != null && known.matchesWeakly(tag);
    }
}
