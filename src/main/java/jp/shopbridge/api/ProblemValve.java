package jp.shopbridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.Writer;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HTTP server refuses before the application sees it, such as an address that is not encoded, in our one form. */
public final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    /** Made by the server by its class name. */
    public ProblemValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = Problem.of(
                status,
                "API_REQUEST_INVALID",
                Messages.sentence("API_REQUEST_INVALID"),
                null,
                request.getRequestURI(),
                ProblemDocuments.prefersJapanese(request.getHeader("Accept-Language")));
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        try {
            Writer out = response.getReporter();
            if (out != null) {
                out.write(Json.MAPPER.writeValueAsString(problem));
                response.finishResponse();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written as JSON.", e);
        } catch (IOException e) {
            log.debug("A refused client did not wait for the answer.", e);
        }
    }
}
