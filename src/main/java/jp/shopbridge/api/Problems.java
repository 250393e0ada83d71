package jp.shopbridge.api;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.DatabaseAway;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import jp.shopbridge.mapping.MappingsRefused;
import jp.shopbridge.staging.IllegalTransition;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one place where something thrown behind the API becomes an answer. */
@Component
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    Problems() {}

    /** The answer that says what was thrown; a bug is logged whole and told to nobody. */
    public Answer answer(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Variable(ApiRequests.VARIABLE) ApiRequest request) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ApiProblem problem) {
                return problem(
                        request,
                        problem.status(),
                        problem.code(),
                        problem.sentence(),
                        problem.field(),
                        problem.headers());
            } else if (each instanceof IllegalTransition refused) {
                return problem(
                        request,
                        409,
                        "API_STATE_CONFLICT",
                        Messages.sentence(
                                "API_STATE_CONFLICT",
                                refused.key().productNo(),
                                refused.state().ja(),
                                refused.state().id()),
                        null,
                        Map.of());
            } else if (each instanceof MappingsRefused refused) {
                return refused(request, refused);
            } else if (each instanceof Failure failure) {
                return problem(
                        request,
                        status(failure),
                        failure.code(),
                        failure.sentence(),
                        failure.field(),
                        headers(failure));
            } else if (each instanceof CallNotPermittedException) {
                return problem(
                        request,
                        503,
                        "API_OUTSIDE_UNAVAILABLE",
                        Messages.sentence("API_OUTSIDE_UNAVAILABLE"),
                        null,
                        Map.of("Retry-After", "30"));
            } else if (DatabaseAway.causes(each)) {
                log.error("{} could not be answered because the database failed.", request, thrown);
                return problem(
                        request,
                        503,
                        "API_DATABASE_UNAVAILABLE",
                        Messages.sentence("API_DATABASE_UNAVAILABLE"),
                        null,
                        Map.of("Retry-After", "10"));
            }
        }
        log.error("{} could not be answered because of a bug.", request, thrown);
        return problem(request, 500, "API_UNEXPECTED", Messages.sentence("API_UNEXPECTED"), null, Map.of());
    }

    private static Answer refused(ApiRequest request, MappingsRefused refused) {
        List<MappingFinding> findings =
                refused.findings().stream().map(MappingFinding::of).toList();
        MappingFinding first = findings.stream()
                .filter(finding -> finding.level().equals("error"))
                .findFirst()
                .orElseThrow();
        long more = findings.stream()
                        .filter(finding -> finding.level().equals("error"))
                        .count()
                - 1;
        String where = first.file() + ":" + first.line() + ":" + first.column();
        Sentence sentence = Messages.sentence(
                "MAPPING_FILES_REFUSED",
                where,
                first.sentence(),
                first.remedy(),
                more > 0 ? Messages.sentence("MAPPING_FILES_REFUSED.more", more) : Sentence.NOTHING);
        return new Answer(
                422,
                Problem.of(422, "MAPPING_FILES_REFUSED", sentence, where, request.path(), request.prefersJapanese())
                        .with(findings),
                Map.of());
    }

    private static Answer problem(
            ApiRequest request,
            int status,
            String code,
            Sentence sentence,
            @Nullable String field,
            Map<String, String> headers) {
        return new Answer(
                status, Problem.of(status, code, sentence, field, request.path(), request.prefersJapanese()), headers);
    }

    private static int status(Failure failure) {
        if (failure instanceof RefusedFailure || failure instanceof MappingFailure) {
            return 422;
        }
        return failure instanceof UnknownOutcomeFailure ? 502 : 503;
    }

    private static Map<String, String> headers(Failure failure) {
        if (failure instanceof ThrottledFailure throttled) {
            return Map.of(
                    "Retry-After", Long.toString(Math.max(1, throttled.waitFor().toSeconds())));
        }
        return failure instanceof TransientFailure ? Map.of("Retry-After", "10") : Map.of();
    }
}
