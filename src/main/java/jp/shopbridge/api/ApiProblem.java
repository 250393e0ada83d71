package jp.shopbridge.api;

import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** A request that cannot be done as it was asked; becomes the answer's problem document. */
public final class ApiProblem extends RuntimeException {

    private final int status;
    private final String code;
    private final Sentence sentence;
    private final @Nullable String field;
    private final Map<String, String> headers;

    private ApiProblem(
            int status, String code, Sentence sentence, @Nullable String field, Map<String, String> headers) {
        super(sentence.en());
        this.status = status;
        this.code = code;
        this.sentence = sentence;
        this.field = field;
        this.headers = headers;
    }

    /** A problem of the request as a whole. */
    public static ApiProblem of(int status, String code, Sentence sentence) {
        return new ApiProblem(status, code, sentence, null, Map.of());
    }

    /** A problem of one field, parameter or header. */
    public static ApiProblem at(int status, String code, @Nullable String field, Sentence sentence) {
        return new ApiProblem(status, code, sentence, field, Map.of());
    }

    /** A path, query or header value that cannot be read (400). */
    public static ApiProblem badParameter(String name, Sentence sentence) {
        return at(400, "API_PARAMETER_INVALID", name, sentence);
    }

    /** Something named in the address that does not exist (404). */
    public static ApiProblem notFound(String code, Sentence sentence) {
        return of(404, code, sentence);
    }

    /** A field of the body that has to be there and is not (422). */
    public static ApiProblem missingField(String field) {
        return at(422, "API_FIELD_MISSING", field, Messages.sentence("API_FIELD_MISSING", field));
    }

    /** A field of the body that does not exist (422). */
    public static ApiProblem unknownField(String field, List<String> known) {
        return at(
                422,
                "API_FIELD_UNKNOWN",
                field,
                Messages.sentence("API_FIELD_UNKNOWN", field, String.join("、", known), String.join(", ", known)));
    }

    /** The same problem with a further response header. */
    public ApiProblem with(String header, String value) {
        return new ApiProblem(status, code, sentence, field, Map.of(header, value));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Sentence sentence() {
        return sentence;
    }

    @Nullable
    public String field() {
        return field;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
