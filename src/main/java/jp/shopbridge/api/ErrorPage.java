package jp.shopbridge.api;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import jp.shopbridge.Json;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/** The container's error page, for what ends there instead of at a route; programs get our one form. */
@Controller
class ErrorPage extends BasicErrorController {

    private final ProblemDocuments problems;

    ErrorPage(ErrorAttributes attributes, ServerProperties server, ProblemDocuments problems) {
        super(attributes, server.getError());
        this.problems = problems;
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        int status = getStatus(request).value();
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(Json.MAPPER.convertValue(
                        problems.problem(request, status), new TypeReference<Map<String, Object>>() {}));
    }

    /** A client that takes no JSON is told in JSON nevertheless. */
    @Override
    public ResponseEntity<String> mediaTypeNotAcceptable(HttpServletRequest request) {
        return ResponseEntity.status(getStatus(request)).build();
    }
}
