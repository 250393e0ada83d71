package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import jp.shopbridge.Json;

/** Stands before a pretend TikTok Shop, passes everything on, and changes or swallows the answers it is told to. */
final class ChangedAnswers implements AutoCloseable {

    private static final Set<String> NOT_PASSED = Set.of("host", "content-length", "connection", "upgrade", "expect");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Consumer<ObjectNode>> changes = new ConcurrentHashMap<>();
    private final Set<String> swallowed = ConcurrentHashMap.newKeySet();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String target;

    ChangedAnswers(String target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Changes the answers to calls of this method and end of the path. */
    ChangedAnswers change(String call, Consumer<ObjectNode> change) {
        changes.put(call, change);
        return this;
    }

    /** Carries the next call of this kind out, and breaks off instead of answering. */
    void swallowOnce(String call) {
        swallowed.add(call);
    }

    /** Method and path of all that came. */
    List<String> passed() {
        return passed;
    }

    private void pass(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + uri))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        String call = exchange.getRequestMethod() + " " + uri.getPath();
        passed.add(call);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (swallowed.removeIf(call::equals)) {
                exchange.close();
                return;
            }
            byte[] bytes = changed(call, answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private String changed(String call, String body) {
        ObjectNode answer = body.startsWith("{") ? Json.parseObject(body) : null;
        if (answer == null) {
            return body;
        }
        changes.forEach((of, change) -> {
            if (call.matches(of)) {
                change.accept(answer);
            }
        });
        return Json.text(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
