package jp.shopbridge.futureshop;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.futureshop.FutureshopAnswer.CursorExpired;
import jp.shopbridge.futureshop.FutureshopAnswer.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an answer of futureshop means: the only place where its status, its envelope or its silence become a page or a
 * {@link Failure} (facts: errors; a failed body may come with any HTTP status).
 */
@Component
public class FutureshopAnswers {

    /** What is waited when futureshop asks for patience without saying how long. */
    static final Duration UNTOLD_WAIT = Duration.ofSeconds(2);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int LARGEST_PAGE_BYTES = 64 * 1024 * 1024;

    private final Clock clock;

    FutureshopAnswers(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the answer to a question for products or stock.
     *
     * @param request the question that was asked
     * @param status the HTTP status
     * @param retryAfter the header of that name, in seconds or as a date
     * @throws Failure when the answer is not a page
     */
    public FutureshopAnswer read(
            FutureshopRequest request, int status, @Nullable String retryAfter, @Nullable InputStream body) {
        byte[] bytes = bytes(request, body);
        @Nullable Failure byStatus = byStatus(request.shop(), status, retryAfter);
        if (byStatus != null) {
            throw byStatus;
        }
        Envelope envelope = envelope(request.shop(), status, bytes);
        if (envelope.failed()) {
            return refused(request.shop(), status, envelope);
        }
        if (status != 200) {
            throw new RefusedFailure(
                    "INTAKE_REFUSED",
                    Messages.sentence("INTAKE_REFUSED", request.shop(), status),
                    "HTTP_" + status,
                    null);
        }
        if (envelope.products == null) {
            throw new TransientFailure("INTAKE_LIST_MISSING", Messages.sentence("INTAKE_LIST_MISSING", request.shop()));
        }
        return new Page(List.copyOf(envelope.products), cursor(request, envelope.next));
    }

    /**
     * Reads one stored product back.
     *
     * @param snapshot the product as it was received
     */
    public FutureshopProduct product(String shop, String snapshot) {
        byte[] page = ("{\"productList\":[" + snapshot + "]}").getBytes(StandardCharsets.UTF_8);
        @Nullable List<FutureshopProduct> products = envelope(shop, 200, page).products;
        if (products == null || products.size() != 1) {
            throw new IllegalArgumentException("A stored snapshot of shop " + shop + " is not one product.");
        }
        return products.get(0);
    }

    /**
     * Reads the answer of the token endpoint.
     *
     * @throws Failure when it is not a token
     */
    FutureshopToken token(String shop, int status, @Nullable String retryAfter, byte[] body) {
        if (status == 400 || status == 401) {
            throw new MisconfiguredFailure("INTAKE_CLIENT_REFUSED", Messages.sentence("INTAKE_CLIENT_REFUSED", shop));
        }
        @Nullable Failure byStatus = byStatus(shop, status, retryAfter);
        if (byStatus != null) {
            throw byStatus;
        }
        try {
            JsonNode answer = Json.MAPPER.readTree(body);
            String token = answer == null ? "" : answer.path("access_token").asText("");
            if (status != 200 || token.isBlank()) {
                throw unreadable(shop, "the token endpoint answered HTTP " + status + " without a token", null);
            }
            long seconds = answer.path("expires_in").asLong(0);
            Instant now = clock.instant();
            return FutureshopToken.issued(token, now, Duration.ofSeconds(seconds > 0 ? seconds : 600));
        } catch (IOException broken) {
            throw unreadable(shop, "the token endpoint's answer is not JSON", broken);
        }
    }

    private @Nullable Failure byStatus(String shop, int status, @Nullable String retryAfter) {
        if (status == 401) {
            return new MisconfiguredFailure("INTAKE_TOKEN_REFUSED", Messages.sentence("INTAKE_TOKEN_REFUSED", shop));
        }
        if (status == 403) {
            return new MisconfiguredFailure("INTAKE_NOT_ALLOWED", Messages.sentence("INTAKE_NOT_ALLOWED", shop));
        }
        if (status == 429 || (status == 503 && retryAfter != null)) {
            Duration wait = wait(retryAfter);
            return new ThrottledFailure(
                    "INTAKE_THROTTLED", Messages.sentence("INTAKE_THROTTLED", shop, wait.toSeconds()), wait);
        }
        if (status >= 500 || status == 408) {
            return new TransientFailure(
                    "INTAKE_FUTURESHOP_DOWN", Messages.sentence("INTAKE_FUTURESHOP_DOWN", shop, status));
        }
        if (status >= 300 && status < 400) {
            return new MisconfiguredFailure("INTAKE_REDIRECTED", Messages.sentence("INTAKE_REDIRECTED", shop, status));
        }
        return null;
    }

    private FutureshopAnswer refused(String shop, int status, Envelope envelope) {
        JsonNode error = envelope.errors == null ? Json.MAPPER.missingNode() : envelope.errors.path(0);
        String code = error.path("code").asText("HTTP_" + status);
        String path = error.path("path").asText("");
        if (path.equals("cursor")) {
            return new CursorExpired();
        }
        String said = shortened(error.path("message").asText(""));
        throw new RefusedFailure(
                "INTAKE_REFUSED",
                Messages.sentence(
                        "INTAKE_REFUSED.products-shop-could-not-read",
                        shop,
                        code,
                        path.isEmpty() ? "" : "(" + path + ")",
                        said,
                        path.isEmpty() ? "" : " at " + path),
                code,
                path.isEmpty() ? null : path);
    }

    /** Takes the cursor alone out of the address of the next page; everything else of a question is our own. */
    private static @Nullable String cursor(FutureshopRequest request, @Nullable String next) {
        if (next == null || next.isBlank()) {
            return null;
        }
        try {
            URI given = URI.create(next.strip());
            URI asked = URI.create(request.uri());
            boolean same = Objects.equals(given.getHost(), asked.getHost())
                    && port(given) == port(asked)
                    && Objects.equals(given.getPath(), asked.getPath());
            if (!same) {
                throw new MisconfiguredFailure(
                        "INTAKE_NEXT_PAGE_ELSEWHERE",
                        Messages.sentence("INTAKE_NEXT_PAGE_ELSEWHERE", request.shop(), given.getHost()));
            }
            String query = given.getRawQuery() == null ? "" : given.getRawQuery();
            for (String parameter : query.split("&", -1)) {
                if (parameter.startsWith("cursor=")) {
                    String cursor = URLDecoder.decode(parameter.substring("cursor=".length()), StandardCharsets.UTF_8);
                    if (!cursor.isEmpty()) {
                        return cursor;
                    }
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw unreadable(request.shop(), "the address of the next page is malformed", malformed);
        }
        throw unreadable(request.shop(), "the address of the next page carries no cursor", null);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null || retryAfter.isBlank()) {
            return UNTOLD_WAIT;
        }
        Duration told;
        try {
            told = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        } catch (NumberFormatException aDate) {
            try {
                Instant at = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                told = Duration.between(clock.instant(), at);
            } catch (DateTimeException unintelligible) {
                told = UNTOLD_WAIT;
            }
        }
        if (told.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
    }

    private static byte[] bytes(FutureshopRequest request, @Nullable InputStream body) {
        if (body == null) {
            return new byte[0];
        }
        try (InputStream in = body) {
            byte[] bytes = in.readNBytes(LARGEST_PAGE_BYTES + 1);
            if (bytes.length > LARGEST_PAGE_BYTES) {
                throw new MisconfiguredFailure(
                        "INTAKE_PAGE_TOO_LARGE", Messages.sentence("INTAKE_PAGE_TOO_LARGE", request.shop()));
            }
            return bytes;
        } catch (IOException cut) {
            throw unreadable(request.shop(), "the answer broke off", new UncheckedIOException(cut));
        }
    }

    private static Envelope envelope(String shop, int status, byte[] body) {
        Envelope envelope = new Envelope();
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable(shop, "the answer (HTTP " + status + ") is not a JSON object", null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "productList" -> envelope.products = products(shop, parser, body);
                    case "nextUrl" -> envelope.next = textOrSkip(parser, value);
                    case "status" -> envelope.status = textOrSkip(parser, value);
                    case "errors" -> envelope.errors = parser.readValueAsTree();
                    default -> parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw unreadable(shop, "the answer goes on after its end", null);
            }
            return envelope;
        } catch (JsonProcessingException broken) {
            throw unreadable(
                    shop,
                    "the answer (HTTP " + status + ") is broken JSON at byte "
                            + (broken.getLocation() == null
                                    ? "?"
                                    : broken.getLocation().getByteOffset()),
                    null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static @Nullable List<FutureshopProduct> products(String shop, JsonParser parser, byte[] body)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<FutureshopProduct> products = new ArrayList<>(256);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            long from = parser.currentTokenLocation().getByteOffset();
            boolean object = token == JsonToken.START_OBJECT;
            @Nullable String number = null;
            if (object) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean named = parser.currentName().equals("productNo");
                    JsonToken value = parser.nextToken();
                    if (named && (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)) {
                        number = parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                parser.finishToken();
            }
            long to = parser.currentLocation().getByteOffset();
            if (from < 0 || to < from) {
                throw unreadable(shop, "the answer is not UTF-8", null);
            }
            products.add(new FutureshopProduct(body, (int) from, (int) (to - from), object, number));
        }
        return products;
    }

    private static @Nullable String textOrSkip(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private static TransientFailure unreadable(String shop, String because, @Nullable Exception cause) {
        return new TransientFailure(
                "INTAKE_ANSWER_BROKEN", Messages.sentence("INTAKE_ANSWER_BROKEN", shop, because), cause);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    private static final class Envelope {

        private @Nullable List<FutureshopProduct> products;
        private @Nullable String next;
        private @Nullable String status;
        private @Nullable JsonNode errors;

        boolean failed() {
            boolean saysSo = status != null && !status.equalsIgnoreCase("success") && !status.equalsIgnoreCase("ok");
            return saysSo || (errors != null && errors.isArray() && !errors.isEmpty());
        }
    }
}
