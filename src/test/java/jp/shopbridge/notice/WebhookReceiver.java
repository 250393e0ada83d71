package jp.shopbridge.notice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.Json;

/** Somebody's chat: takes messages at a secret address, counts every request, and can be made to refuse or to hang up. */
final class WebhookReceiver implements AutoCloseable {

    /** What must not be seen anywhere else. */
    static final String SECRET = "hook-of-a-test";

    /** An answer that is none: the connection is closed. */
    static final int DROPS = 0;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger answer = new AtomicInteger(200);
    private final HttpServer server;

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int code = answer.get();
        if (code == DROPS) {
            exchange.close();
            return;
        }
        boolean here = exchange.getRequestURI().toString().equals("/services/" + SECRET + "?token=of-a-test");
        if (code == 200 && here) {
            taken.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        }
        if (code == 302) {
            exchange.getResponseHeaders().add("Location", url());
        }
        exchange.sendResponseHeaders(here ? code : 404, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/" + SECRET + "?token=of-a-test";
    }

    /** From now on this status; {@link #DROPS} for none. */
    void answer(int status) {
        answer.set(status);
    }

    /** What arrived and was answered 200: content type, a space, body. */
    List<String> taken() {
        return taken;
    }

    /** The texts that arrived. */
    List<String> texts() {
        return taken.stream()
                .map(message -> Json.parse(message.substring(message.indexOf('{')))
                        .path("text")
                        .asText())
                .toList();
    }

    int requests() {
        return requests.get();
    }

    void forget() {
        answer.set(200);
        taken.clear();
        requests.set(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
