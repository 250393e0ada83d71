package jp.shopbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small HTTP server on 127.0.0.1 around one world: reads requests completely, counts them, misbehaves as its
 * {@link Faults} say, serves the control endpoints and writes answers. Slow and hanging requests hold no thread.
 */
public final class SandboxServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SandboxServer.class.getName());
    private static final int LARGEST_BODY_BYTES = 64 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    static {
        // Read once, when the JDK's server class loads: without it every small answer on a kept connection waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SandboxWorld world;
    private final Faults faults;
    private final Clock clock;
    private final RequestLog requests = new RequestLog();
    private final Set<HttpExchange> hanging = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService timer;

    /**
     * Starts listening.
     *
     * @param name prefix of the thread names
     * @param port port on 127.0.0.1; 0 for a free one
     * @param threads how many requests are worked on at once
     * @throws UncheckedIOException when the port cannot be bound; the message names it
     */
    public SandboxServer(String name, int port, int threads, SandboxWorld world, Faults faults, Clock clock) {
        this.world = world;
        this.faults = faults;
        this.clock = clock;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            server = HttpServer.create(address, 256);
        } catch (IOException busy) {
            throw new UncheckedIOException(
                    "the pretend world \"" + name + "\" cannot listen on 127.0.0.1:" + port
                            + "; choose another port or 0 for a free one",
                    busy);
        }
        workers = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        workers.allowCoreThreadTimeOut(true);
        timer = Executors.newSingleThreadScheduledExecutor(daemons(name + "-timer"));
        faults.whenEnded(this::dropHanging);
        server.setExecutor(workers);
        HttpContext context = server.createContext("/", this::receive);
        // Whoever puts one on the class path reads along with every world; the program itself brings none.
        ServiceLoader.load(Filter.class).forEach(context.getFilters()::add);
        server.start();
    }

    /** The port really bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Such as {@code http://127.0.0.1:18081}, without a trailing slash. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** The requests that arrived, without those to {@code /control/}. */
    public RequestLog requests() {
        return requests;
    }

    /** Stops listening at once; hanging requests are dropped. */
    @Override
    public void close() {
        dropHanging();
        server.stop(0);
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private void receive(HttpExchange exchange) {
        try {
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readNBytes(LARGEST_BODY_BYTES + 1);
            }
            if (body.length > LARGEST_BODY_BYTES) {
                write(exchange, SandboxAnswer.text(413, "the body is larger than " + LARGEST_BODY_BYTES + " bytes"));
                return;
            }
            URI uri = exchange.getRequestURI();
            SandboxRequest request =
                    SandboxRequest.of(exchange.getRequestMethod(), uri, exchange.getRequestHeaders(), body);
            if (request.path().startsWith("/control/")) {
                write(exchange, control(request));
                return;
            }
            requests.record(clock.instant(), request);
            Optional<FaultRule> fault = faults.strikeCommon(request);
            if (fault.isPresent()) {
                misbehave(exchange, request, fault.get());
            } else {
                write(exchange, ask(request));
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the caller went away", gone);
            exchange.close();
        }
    }

    private void misbehave(HttpExchange exchange, SandboxRequest request, FaultRule fault) throws IOException {
        switch (fault.kind()) {
            case "status-500" -> write(exchange, world.fault(500, request));
            case "status-503" -> write(exchange, announced(world.fault(503, request), fault));
            case "status-429" -> write(exchange, announced(world.fault(429, request), fault));
            case "hang" -> hold(exchange, fault);
            case "slow" ->
                timer.schedule(
                        () -> workers.execute(() -> answerLate(exchange, request)),
                        fault.millis(),
                        TimeUnit.MILLISECONDS);
            case "drop" -> exchange.close();
            case "truncate" -> {
                SandboxAnswer whole = ask(request);
                write(
                        exchange,
                        new SandboxAnswer(
                                whole.status(), whole.headers(), Arrays.copyOf(whole.body(), whole.body().length / 2)));
            }
            case "done-but-lost" -> {
                ask(request);
                exchange.close();
            }
            default -> throw new IllegalStateException("a common kind without an action: " + fault.kind());
        }
    }

    private void hold(HttpExchange exchange, FaultRule fault) {
        hanging.add(exchange);
        if (!faults.rules().contains(fault)) {
            dropHanging(); // the rule was ended between striking and holding
        }
    }

    private static SandboxAnswer announced(SandboxAnswer answer, FaultRule fault) {
        return fault.retryAfter() == null ? answer : answer.with("Retry-After", String.valueOf(fault.retryAfter()));
    }

    private void answerLate(HttpExchange exchange, SandboxRequest request) {
        try {
            write(exchange, ask(request));
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the caller did not wait", gone);
            exchange.close();
        }
    }

    private SandboxAnswer ask(SandboxRequest request) {
        try {
            return world.answer(request);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a pretend world failed on " + request.method() + " " + request.path(), bug);
            return SandboxAnswer.text(500, "sandbox: " + bug);
        }
    }

    private SandboxAnswer control(SandboxRequest request) {
        String path = request.path();
        if (fromForeignPage(request)) {
            return refusal(403, "a page of another site may not steer this world");
        }
        try {
            if (path.equals("/control/faults") || path.startsWith("/control/faults/")) {
                return controlFaults(request);
            }
            if (path.equals("/control/requests")) {
                if (request.method().equals("DELETE")) {
                    requests.reset();
                    return SandboxAnswer.empty(204);
                }
                return SandboxAnswer.json(200, requests.toJson());
            }
            return world.control(request)
                    .orElseGet(() -> refusal(404, "no such control: " + request.method() + " " + path));
        } catch (IllegalArgumentException wrong) {
            return refusal(400, String.valueOf(wrong.getMessage()));
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a control request failed: " + request.method() + " " + path, bug);
            return refusal(500, bug.toString());
        }
    }

    /** A browser names the page's site; without this, any page open on the same machine could post here. */
    private static boolean fromForeignPage(SandboxRequest request) {
        String host = request.header("Host").orElse("");
        return request.header("Origin")
                .filter(origin -> !origin.equals("http://" + host))
                .isPresent();
    }

    private SandboxAnswer controlFaults(SandboxRequest request) {
        String rest = request.path().substring("/control/faults".length());
        switch (request.method()) {
            case "GET" -> {
                return faultList(200);
            }
            case "POST" -> {
                JsonNode body = json(request);
                List<FaultRule> rules = new ArrayList<>();
                if (body.isArray()) {
                    body.forEach(rule -> rules.add(FaultRule.fromJson(rule)));
                } else {
                    rules.add(FaultRule.fromJson(body));
                }
                rules.forEach(faults::add);
                return faultList(201);
            }
            case "DELETE" -> {
                if (rest.length() <= 1) {
                    faults.clear();
                    return SandboxAnswer.empty(204);
                }
                return faults.remove(Long.parseLong(rest.substring(1)))
                        ? SandboxAnswer.empty(204)
                        : refusal(404, "no fault rule " + rest.substring(1));
            }
            default -> {
                return refusal(405, "GET, POST or DELETE");
            }
        }
    }

    private SandboxAnswer faultList(int status) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set("faults", faults.toJson());
        return SandboxAnswer.json(status, list);
    }

    /**
     * The body of a control request as JSON.
     *
     * @throws IllegalArgumentException when it is none; answered as 400
     */
    public static JsonNode json(SandboxRequest request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            if (body == null || body.isMissingNode()) {
                throw new IllegalArgumentException("the body is empty; JSON is expected");
            }
            return body;
        } catch (IOException broken) {
            throw new IllegalArgumentException("the body is not JSON: " + broken.getMessage(), broken);
        }
    }

    private static SandboxAnswer refusal(int status, String message) {
        return SandboxAnswer.json(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    private void dropHanging() {
        hanging.removeIf(exchange -> {
            exchange.close();
            return true;
        });
    }

    private static void write(HttpExchange exchange, SandboxAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless =
                answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!bodiless) {
                out.write(answer.body());
            }
        }
        exchange.close();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return runnable -> {
            Thread thread = new Thread(runnable, "sandbox-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
