package jp.shopbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import jp.shopbridge.contract.ContractFilter;

/**
 * Everything outside, answered from a table: {@code flows/remote-ends.yaml}, and before it the rows a test puts in. A request
 * that no row fits is answered 404 and stands in {@link #requests()} all the same.
 */
final class RemoteEnds implements AutoCloseable {

    private static final byte[] PICTURE = picture();

    private final List<Row> table = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** A request as it came: the method with the path, and the body; binary ones are told by their length. */
    record Request(String call, String body) {}

    private record Row(String call, String holding, int status, String answer, boolean picture, AtomicInteger left) {
        boolean fits(Request request) {
            return request.call().matches(call) && request.body().contains(holding) && left.getAndDecrement() > 0;
        }
    }

    RemoteEnds() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            for (JsonNode row : new YAMLMapper().readTree(resource("remote-ends.yaml"))) {
                table.add(new Row(
                        row.required("call").asText(),
                        "",
                        200,
                        row.path("answer").asText(),
                        row.path("picture").asBoolean(),
                        new AtomicInteger(Integer.MAX_VALUE)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::answer).getFilters().add(new ContractFilter());
        server.start();
    }

    /** Answers such requests so from now on, before any earlier row. */
    void answer(String call, int status, String answer) {
        answer(call, "", status, answer, Integer.MAX_VALUE);
    }

    /** Answers so many of such requests, with this text in their body, so from now on. */
    void answer(String call, String holding, int status, String answer, int times) {
        table.add(0, new Row(call, holding, status, answer, false, new AtomicInteger(times)));
    }

    /** What was asked for by such calls, in order. */
    List<Request> requests(String call) {
        return requests.stream().filter(request -> request.call().matches(call)).toList();
    }

    /** Every call that was made, in order. */
    List<String> requests() {
        return requests.stream().map(Request::call).toList();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A resource of the flows. */
    static String resource(String name) {
        try (InputStream in = RemoteEnds.class.getResourceAsStream("/flows/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String type =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
            Request request = new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    type.startsWith("multipart/") ? body.length + " bytes" : new String(body, StandardCharsets.UTF_8));
            requests.add(request);
            Row row = new ArrayList<>(table)
                    .stream().filter(each -> each.fits(request)).findFirst().orElse(null);
            byte[] answer = row == null
                    ? new byte[0]
                    : row.picture()
                            ? PICTURE
                            : row.answer().replace("{remote}", address()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", row != null && row.picture() ? "image/png" : "application/json");
            exchange.sendResponseHeaders(row == null ? 404 : row.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static byte[] picture() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
