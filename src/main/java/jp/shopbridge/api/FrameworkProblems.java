package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.RejectedExecutionException;
import jp.shopbridge.failure.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says in our one form what the framework refuses before a route is reached: addresses, methods, media types. */
@ControllerAdvice
final class FrameworkProblems {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkProblems.class);

    private final ProblemDocuments problems;

    FrameworkProblems(ProblemDocuments problems) {
        this.problems = problems;
    }

    /** A refusal by the framework; outside the API it is left to the framework. */
    @ExceptionHandler
    void refused(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (clientLeftBeforeItsAnswer(thrown)) {
            LOG.debug("A client left before its request was taken: {}", request.getRequestURI());
            return;
        }
        if (thrown instanceof RejectedExecutionException && ApiEdge.guards(request.getRequestURI())) {
            response.setHeader("Retry-After", "2");
            problems.write(request, response, 503, "API_BUSY", Messages.sentence("API_BUSY"));
            return;
        }
        if (!(thrown instanceof ErrorResponse refusal) || !ApiEdge.guards(request.getRequestURI())) {
            throw thrown;
        }
        String allowed = refusal.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allowed != null) {
            response.setHeader(HttpHeaders.ALLOW, allowed);
        }
        problems.write(request, response, refusal.getStatusCode().value());
    }

    /**
     * Writing to a client that is gone fails in the route's thread; if that comes before the framework's thread turned the
     * request asynchronous, {@link org.springframework.web.context.request.async.StandardServletAsyncWebRequest#startAsync()}
     * refuses, and only its sentence tells it from other illegal states.
     */
    private static boolean clientLeftBeforeItsAnswer(Exception thrown) {
        return thrown instanceof IllegalStateException
                && String.valueOf(thrown.getMessage()).startsWith("Cannot start async");
    }
}
