package jp.shopbridge.tiktok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The only place where a TikTok answer becomes a success or one of our failures. The envelope's code decides, and the HTTP
 * status only where there is no envelope (docs/facts/tiktok.md 4).
 */
@Component
public class TiktokAnswers {

    /** A call that changes something was turned away by something before TikTok; what became of an earlier one is open. */
    public static final String TURNED_AWAY = "TIKTOK_TURNED_AWAY";

    /** The failure code of a shop without a usable warehouse. */
    public static final String NO_WAREHOUSE = "TIKTOK_NO_WAREHOUSE";

    /** The failure code of an uploaded image that TikTok no longer knows. */
    public static final String IMAGE_GONE = "TIKTOK_IMAGE_GONE";

    /** The failure code of a product that is not at TikTok, or not in this shop. */
    public static final String PRODUCT_UNKNOWN = "TIKTOK_PRODUCT_UNKNOWN";

    /** The failure code of a product whose status at TikTok forbids the call, such as reading a deleted one. */
    public static final String PRODUCT_STATUS = "TIKTOK_PRODUCT_STATUS";

    /** The failure code of an external id that a product at TikTok has already. */
    public static final String EXTERNAL_ID_TAKEN = "TIKTOK_EXTERNAL_ID_TAKEN";

    /** The failure code of the shop's listing limit; other calls go on. */
    public static final String LISTING_LIMIT = "TIKTOK_LISTING_LIMIT";

    /** The code of a failure that says that the shop's deposit is too low for new products. */
    public static final String DEPOSIT = "TIKTOK_DEPOSIT";

    private static final Logger LOG = LoggerFactory.getLogger(TiktokAnswers.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration SLOW_WAIT = Duration.ofMinutes(10);
    private static final Duration NEW_PRODUCTS_WAIT = Duration.ofMinutes(30);
    private static final int LONGEST_MESSAGE = 300;
    private static final int MOST_CAUSES = 5;

    // What TikTok says where there is no draft is written nowhere: the status forbids asking for one.
    private static final Set<String> NO_SUCH_VERSION = Set.of("TIKTOK_NOTHING_UNDER_REVIEW", PRODUCT_STATUS);

    private final OutcomeTable table = OutcomeTable.packed();
    private final TiktokRate rate;
    private final MeterRegistry meters;
    private final TiktokLimits limits;
    private final Clock clock;
    private final UndescribedCodes undescribed;

    TiktokAnswers(
            TiktokRate rate, MeterRegistry meters, TiktokLimits limits, UndescribedCodes undescribed, Clock clock) {
        this.undescribed = undescribed;
        this.limits = limits;
        this.rate = rate;
        this.meters = meters;
        this.clock = clock;
        // From the start, so that a rate of failures can be told from the first failure on.
        for (TiktokOperation operation : TiktokOperation.values()) {
            answered(operation, "ok");
        }
    }

    /**
     * Tells a server fault from an answer, whatever its body says.
     *
     * @param status the HTTP status
     * @throws Failure when the server failed: unknown outcome for a call that must not be repeated, else transient
     */
    public void checkServer(TiktokCall call, int status) {
        if (status >= 500) {
            throw counted(
                    call,
                    "http-" + status,
                    uncertain(
                            call,
                            "TIKTOK_SERVER_FAULT",
                            Messages.sentence(
                                    "TIKTOK_SERVER_FAULT",
                                    status,
                                    call.operation().id())));
        }
    }

    /**
     * Reads an answer.
     *
     * @param status the HTTP status
     * @param retryAfter the header of that name, where TikTok sent one
     * @param body the answer's bytes, possibly none
     * @return without data when the call asked for a version of a product that it does not have
     * @throws Failure what has to happen when the call was not carried out
     */
    public TiktokAnswer read(TiktokCall call, int status, @Nullable String retryAfter, byte @Nullable [] body) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        JsonNode envelope = parsed(text);
        JsonNode code = envelope.path("code");
        if (!code.isIntegralNumber()) {
            throw counted(call, "no-envelope", withoutEnvelope(call, status, retryAfter, text));
        }
        if (code.intValue() == 0) {
            count(call, "ok");
            return success(call, envelope, text);
        }
        Failure failure = counted(
                call,
                known(code.intValue(), envelope.path("message").asText("")),
                refusal(call, code.intValue(), envelope.path("message").asText(""), retryAfter, envelope));
        if (call.asksForAnotherVersion() && NO_SUCH_VERSION.contains(failure.code())) {
            return new TiktokAnswer(
                    MissingNode.getInstance(), text(envelope.path("request_id")), List.of(), List.of(), text);
        }
        throw failure;
    }

    /** Whether TikTok takes no new products of the shop for this reason, while everything else goes on. */
    public static boolean stopsNewProducts(ThrottledFailure failure) {
        return failure.code().equals(LISTING_LIMIT) || failure.code().equals(DEPOSIT);
    }

    /** What a code inside an answer (a part that was refused) says to a person. */
    public Sentence sentenceOf(int code, String message) {
        return table.of(code, message)
                .map(outcome -> outcome.sentence(shortened(message)))
                .orElseGet(() -> undescribed(code, message));
    }

    /** Our own code for a code inside an answer; null for one nobody has described. */
    public @Nullable String codeOf(int code, String message) {
        return table.of(code, message).map(OutcomeTable.Outcome::failureCode).orElse(null);
    }

    /** The listing field that a code inside an answer is about, where it can be told. */
    public @Nullable String fieldOf(int code, String message) {
        return table.of(code, message).map(OutcomeTable.Outcome::field).orElse(null);
    }

    private TiktokAnswer success(TiktokCall call, JsonNode envelope, String text) {
        JsonNode data = envelope.path("data");
        List<String> warnings = new ArrayList<>();
        JsonNode said = data.path("warnings");
        // A list in most answers, a single object in a listing check.
        for (JsonNode warning : said.isObject() ? List.of(said) : said) {
            String message = warning.path("message").asText("");
            if (!message.isBlank()) {
                warnings.add(message);
            }
        }
        List<TiktokAnswer.PartialError> errors = new ArrayList<>();
        for (JsonNode error : data.path("errors")) {
            JsonNode detail = error.path("detail");
            String about = detail.has("sku_id") ? detail.path("sku_id").asText() : text(detail.path("product_id"));
            JsonNode deeper = detail.path("extra_errors");
            if (deeper.isArray() && !deeper.isEmpty()) {
                deeper.forEach(extra -> errors.add(new TiktokAnswer.PartialError(
                        extra.path("code").asInt(), extra.path("message").asText(""), about)));
            } else {
                errors.add(new TiktokAnswer.PartialError(
                        error.path("code").asInt(), error.path("message").asText(""), about));
            }
        }
        errors.stream()
                .filter(error -> table.of(error.code(), error.message()).isEmpty())
                .forEach(error -> undescribed.met(call, error.code(), shortened(error.message())));
        return new TiktokAnswer(data, text(envelope.path("request_id")), warnings, errors, text);
    }

    private Failure refusal(TiktokCall call, int code, String message, @Nullable String retryAfter, JsonNode envelope) {
        OutcomeTable.Outcome outcome = table.of(code, message).orElse(null);
        String requestId = text(envelope.path("request_id"));
        Sentence sentence = outcome == null ? undescribed(code, message) : outcome.sentence(shortened(message));
        if (outcome != null && outcome.kind() == OutcomeTable.Kind.COMPOSITE) {
            List<JsonNode> deeper = deeper(envelope);
            for (JsonNode cause : deeper) {
                OutcomeTable.Outcome found = table.of(
                                cause.path("code").asInt(),
                                cause.path("message").asText(""))
                        .orElse(null);
                if (found != null) {
                    outcome = found;
                    break;
                }
            }
            sentence = deeper.isEmpty() ? sentence : all(deeper);
        }
        if (outcome == null) {
            undescribed.met(call, code, shortened(message));
            return new RefusedFailure("TIKTOK_UNDESCRIBED", sentence, String.valueOf(code), null, requestId);
        }
        String failureCode = outcome.failureCode();
        return switch (outcome.kind()) {
            case THROTTLED -> throttled(call, retryAfter);
            case SLOW -> new ThrottledFailure(failureCode, sentence, SLOW_WAIT);
            case QUOTA -> new ThrottledFailure(LISTING_LIMIT, sentence, untilTomorrow());
            case NEW_PRODUCTS -> new ThrottledFailure(DEPOSIT, sentence, NEW_PRODUCTS_WAIT);
            case TRANSIENT -> uncertain(call, failureCode, sentence);
            case REVOKED -> new MisconfiguredFailure(Authorizations.REVOKED, sentence);
            case MISCONFIGURED -> new MisconfiguredFailure(failureCode, sentence);
            case REFUSED, WAREHOUSE, IMAGE_GONE, GONE, DUPLICATE, COMPOSITE ->
                new RefusedFailure(failureCode, sentence, String.valueOf(code), outcome.field(), requestId);
        };
    }

    /** All causes that a refusal of several things at once names, in their order. */
    private static List<JsonNode> deeper(JsonNode envelope) {
        List<JsonNode> causes = new ArrayList<>();
        envelope.findValues("extra_errors").forEach(list -> list.forEach(causes::add));
        return causes;
    }

    private Sentence all(List<JsonNode> causes) {
        List<Sentence> said = causes.stream()
                .map(cause -> sentenceOf(
                        cause.path("code").asInt(), cause.path("message").asText("")))
                .distinct()
                .limit(MOST_CAUSES)
                .toList();
        return Sentence.of(
                said.stream().map(Sentence::ja).collect(Collectors.joining(" ")),
                said.stream().map(Sentence::en).collect(Collectors.joining(" ")));
    }

    private Failure withoutEnvelope(TiktokCall call, int status, @Nullable String retryAfter, String text) {
        if (status == 429) {
            return throttled(call, retryAfter);
        }
        Sentence sentence = Messages.sentence(
                "tiktok.tiktoks-answer-could-not-read", status, call.operation().id());
        // A page that is no JSON at all comes from before TikTok's own server and will come again.
        return status >= 400
                        && status < 500
                        && !call.operation().reads()
                        && !text.strip().startsWith("{")
                ? new RefusedFailure(
                        TURNED_AWAY,
                        Messages.sentence(
                                "tiktok.call-refused-before-reached-tiktok",
                                status,
                                call.operation().id()),
                        "HTTP " + status,
                        null)
                : uncertain(call, "TIKTOK_ANSWER_UNREADABLE", sentence);
    }

    // A server fault, or an answer cut off on its way, says nothing about whether the work was done before it.
    private static Failure uncertain(TiktokCall call, String code, Sentence sentence) {
        return call.operation().repeatable()
                ? new TransientFailure(code, sentence)
                : new UnknownOutcomeFailure(code, sentence);
    }

    private Failure throttled(TiktokCall call, @Nullable String retryAfter) {
        Duration wait = waitOf(retryAfter);
        rate.refused(call.shop(), call.operation().reads(), wait);
        return TiktokRate.throttled(wait);
    }

    Duration waitOf(@Nullable String retryAfter) {
        if (retryAfter == null || retryAfter.isBlank()) {
            return DEFAULT_WAIT;
        }
        Duration wait;
        try {
            wait = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            clock.instant(),
                            Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter.strip())));
        } catch (DateTimeException notADate) {
            return DEFAULT_WAIT;
        }
        return wait.isNegative() ? DEFAULT_WAIT : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** The shop's day, as TikTok counts it. */
    public LocalDate today() {
        return clock.instant().atZone(limits.listingDay()).toLocalDate();
    }

    /** How long it is until the shop's daily limits begin anew. Whose day TikTok counts is not published: it is a setting. */
    public Duration untilTomorrow() {
        ZoneId zone = limits.listingDay();
        ZonedDateTime now = clock.instant().atZone(zone);
        return Duration.between(
                now, now.toLocalDate().plusDays(1).atTime(LocalTime.of(0, 5)).atZone(zone));
    }

    private static Sentence undescribed(int code, String message) {
        return Messages.sentence("tiktok.tiktok-refused-with-code-we", code, shortened(message));
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    // A code nobody has described is counted as such, or the figures would grow with whatever TikTok thinks of.
    private String known(int code, String message) {
        return table.of(code, message).isPresent() ? Integer.toString(code) : "undescribed";
    }

    private Failure counted(TiktokCall call, String code, Failure failure) {
        count(call, code);
        return failure;
    }

    private void count(TiktokCall call, String code) {
        answered(call.operation(), code.toLowerCase(Locale.ROOT)).increment();
    }

    private Counter answered(TiktokOperation operation, String code) {
        return Counter.builder("bridge.tiktok.answers")
                .description("Answers of TikTok Shop by call and by its code; ok is 0")
                .tag("operation", operation.id())
                .tag("code", code)
                .register(meters);
    }
}
