package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says in our one form what the framework refuses before a route is reached: addresses, methods, media types. */
@ControllerAdvice
final class FrameworkProblems {

    private final ProblemDocuments problems;

    FrameworkProblems(ProblemDocuments problems) {
        this.problems = problems;
    }

    /** A refusal by the framework; outside the API it is left to the framework. */
    @ExceptionHandler
    void refused(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (!(thrown instanceof ErrorResponse refusal) || !ApiEdge.guards(request.getRequestURI())) {
            throw thrown;
        }
        String allowed = refusal.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allowed != null) {
            response.setHeader(HttpHeaders.ALLOW, allowed);
        }
        problems.write(request, response, refusal.getStatusCode().value());
    }
}
