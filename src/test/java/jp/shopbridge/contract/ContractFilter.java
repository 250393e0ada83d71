package jp.shopbridge.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.tiktok.contract.Breach;
import jp.shopbridge.tiktok.contract.ContractExceptions;
import jp.shopbridge.tiktok.contract.TiktokContract;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads along before every pretend end of a test, and remembers what speaks against TikTok's contract. The pretend worlds find
 * it as a service of the class path, so that no test has to think of it.
 *
 * <p>What the program sends has to fit whatever becomes of it. A test that speaks to a pretend world itself may send what it
 * likes: there it is wrong if the world takes it, which would make the world kinder than TikTok.
 */
public final class ContractFilter extends Filter {

    private static final Logger LOG = LoggerFactory.getLogger(ContractFilter.class);
    private static final TiktokContract CONTRACT = new TiktokContract();
    private static final ContractExceptions EXCEPTIONS = new ContractExceptions();
    private static final Queue<Breach> BREACHES = new ConcurrentLinkedQueue<>();
    private static final Pattern USE_CASE =
            Pattern.compile("name=\"use_case\"[^\\r\\n]*(?:\\r\\n[^\\r\\n]+)*\\r\\n\\r\\n([^\\r]*)");

    /** What was seen since the last time. */
    static List<Breach> take() {
        List<Breach> taken = new ArrayList<>();
        for (Breach breach = BREACHES.poll(); breach != null; breach = BREACHES.poll()) {
            taken.add(breach);
        }
        return taken;
    }

    @Override
    public String description() {
        return "holds what is said with TikTok Shop against its contract";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!TiktokContract.OF_THE_API.matcher(path).matches()) {
            chain.doFilter(exchange);
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        Optional<String> operation = CONTRACT.operation(method, path);
        boolean byATest = Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("User-Agent"), "")
                .startsWith("Java-http-client");
        List<Breach> breaches = operation
                .map(known -> CONTRACT.ofRequest(known, query(exchange), sent(exchange, body)))
                .orElseGet(() -> List.of(new Breach(method + " " + path, "request", "", "", "operation", "unknown")));
        if (!byATest) {
            breaches.forEach(ContractFilter::remember);
        }
        OutputStream real = exchange.getResponseBody();
        exchange.setStreams(new ByteArrayInputStream(body), new Copy(real, answer -> {
            operation.ifPresent(known -> CONTRACT.ofAnswer(known, answer).forEach(ContractFilter::remember));
            if (byATest && operation.isPresent() && isTaken(answer)) {
                breaches.forEach(ContractFilter::remember);
            }
        }));
        chain.doFilter(exchange);
    }

    /** Refusals also stand beside code 0: those of single entries, and the findings of a check. */
    private static boolean isTaken(JsonNode answer) {
        return answer.path("code").asInt(-1) == 0
                && answer.at("/data/errors").isEmpty()
                && !answer.at("/data/check_result").asText().equals("FAILED");
    }

    private static void remember(Breach breach) {
        if (!EXCEPTIONS.allow(breach)) {
            LOG.warn("Against TikTok's contract: {}", breach);
            BREACHES.add(breach);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static JsonNode sent(HttpExchange exchange, byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        String type = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
        if (!type.startsWith("multipart/")) {
            return parsed(body);
        }
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.contains("name=\"data\"")) {
            form.put("data", "");
        }
        if (text.contains("name=\"name\"")) {
            form.put("name", "");
        }
        Matcher useCase = USE_CASE.matcher(text);
        if (useCase.find()) {
            form.put("use_case", useCase.group(1));
        }
        return form;
    }

    /** Missing when it is no JSON: an answer that was cut off on purpose says nothing. */
    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException cutOff) {
            return MissingNode.getInstance();
        }
    }

    private interface Reader {
        void read(JsonNode answer);
    }

    private static final class Copy extends FilterOutputStream {

        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
        private final Reader reader;

        Copy(OutputStream real, Reader reader) {
            super(real);
            this.reader = reader;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            read(bytes, from, length);
            out.write(bytes, from, length);
        }

        @Override
        public void write(int one) throws IOException {
            read(new byte[] {(byte) one}, 0, 1);
            out.write(one);
        }

        /** Before the last byte is out, so that who waits for the answer finds what it did wrong. */
        private void read(byte[] bytes, int from, int length) {
            copy.write(bytes, from, length);
            JsonNode answer = parsed(copy.toByteArray());
            if (answer.isObject()) {
                reader.read(answer);
            }
        }
    }
}
