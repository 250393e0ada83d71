package jp.shopbridge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why a request was not done (RFC 9457, {@code application/problem+json}). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(description = "A URN that ends in the code.") String type,
        @Schema(description = "The status in words.") String title,
        @Schema(description = "The HTTP status.") int status,
        @Schema(description = "Our stable code; programs decide by it.") String code,
        @Schema(
                        description =
                                "What could not be done, why, and what to do; Japanese when Accept-Language prefers it, else English.")
                String detail,
        @Schema(description = "The same in Japanese.") String detailJa,
        @Schema(description = "The field, parameter or header to change, where it can be told.") @Nullable String field,
        @Schema(description = "The path that was asked for.") @Nullable String instance,
        @Schema(
                        description =
                                "What is wrong in mapping files, with file, line and remedy; only where files are refused.")
                @Nullable
                List<MappingFinding> findings) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(
            int status, String code, Sentence sentence, @Nullable String field, @Nullable String path, boolean ja) {
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem(
                "urn:futureshop-tiktok-bridge:problem:" + code,
                known == null ? "HTTP " + status : known.getReasonPhrase(),
                status,
                code,
                ja ? sentence.ja() : sentence.en(),
                sentence.ja(),
                field,
                path,
                null);
    }

    /** The same problem with what is wrong in mapping files. */
    public Problem with(List<MappingFinding> found) {
        return new Problem(type, title, status, code, detail, detailJa, field, instance, found);
    }
}
