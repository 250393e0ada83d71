package jp.shopbridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the HTTP server's connections and its threads: a request comes to a thread when its whole body has
 * arrived. A servlet reads its body while it holds one of some 200 threads, so 230 clients that send a byte every few
 * seconds would stop everything; here they hold a small buffer each, for a limited time.
 */
final class BodyFirst implements Adapter {

    // Places for our own among the server's notes on a request; the server itself uses the first few.
    private static final int BODY = 28;
    private static final int OWN_INPUT = 29;
    private static final long FORGOTTEN_AFTER = 600_000;
    private static final AsyncContextCallback NOBODY = new AsyncContextCallback() {
        @Override
        public void fireOnComplete() {
            // Nobody waits for it.
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public void incrementInProgressAsyncCount() {
            // No application has it yet.
        }

        @Override
        public void decrementInProgressAsyncCount() {
            // No application has it yet.
        }
    };

    private final Adapter server;
    private final HttpSettings settings;
    private final ToLongFunction<String> largest;
    private final Set<ArrivingBody> arriving = ConcurrentHashMap.newKeySet();
    private final AtomicLong held = new AtomicLong();

    /**
     * In front of the server's own adapter.
     *
     * @param largest the largest body, in bytes, that a path takes
     */
    BodyFirst(Adapter server, HttpSettings settings, ToLongFunction<String> largest) {
        this.server = server;
        this.settings = settings;
        this.largest = largest;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        checkInput(request);
        if (request.getContentLengthLong() == 0 || !announcesABody(request)) {
            server.service(request, response);
            return;
        }
        if (!hasRoom()) {
            refuse(request, response, 503, "API_TOO_MANY_BODIES", tooMany());
            return;
        }
        ArrivingBody body = new ArrivingBody(
                request, largest.applyAsLong(request.requestURI().toString()), held);
        arriving.add(body);
        request.setNote(BODY, body);
        request.action(ActionCode.ASYNC_START, NOBODY);
        request.action(ActionCode.ASYNC_SETTIMEOUT, settings.allowed(0));
        if (request.hasExpectation()) {
            response.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
        }
        request.setRequestThread();
        try {
            request.setReadListener(body);
        } finally {
            request.clearRequestThread();
        }
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        if (!(request.getNote(BODY) instanceof ArrivingBody body)) {
            boolean well = server.asyncDispatch(request, response, event);
            unlessStillRunning(request);
            return well;
        }
        request.setRequestThread();
        if (event == SocketEvent.TIMEOUT) {
            return tooSlow(request, response, body);
        }
        try {
            if (event != SocketEvent.OPEN_READ) {
                throw new IOException("The connection ended.");
            }
            if (!request.isFinished()) {
                request.onDataAvailable();
            }
        } catch (IOException gone) {
            ended(request, body);
            request.clearRequestThread();
            response.action(ActionCode.CLOSE_NOW, gone);
            return false;
        }
        if (request.isFinished()) {
            return whole(request, response, body);
        }
        long allowed = settings.allowed(body.arrived());
        if (body.millis() > allowed) {
            return tooSlow(request, response, body);
        }
        if (held.get() > settings.bodiesMemory().toBytes() && body.arrived() > 4096) {
            ended(request, body);
            return refused(request, response, 503, "API_TOO_MANY_BODIES", tooMany());
        }
        request.action(ActionCode.ASYNC_SETTIMEOUT, allowed);
        request.clearRequestThread();
        return true;
    }

    private boolean whole(Request request, Response response, ArrivingBody body) throws Exception {
        ended(request, body);
        if (body.isTooLarge()) {
            long limit = largest.applyAsLong(request.requestURI().toString());
            return refused(
                    request, response, 413, "API_BODY_TOO_LARGE", Messages.sentence("API_BODY_TOO_LARGE", limit));
        }
        request.action(ActionCode.ASYNC_SETTIMEOUT, -1L);
        request.action(ActionCode.ASYNC_DISPATCH, null);
        request.action(ActionCode.ASYNC_DISPATCHED, null);
        request.clearRequestThread();
        request.setNote(OWN_INPUT, request.getInputBuffer());
        request.setInputBuffer(body.again());
        server.service(request, response);
        unlessStillRunning(request);
        return true;
    }

    private boolean tooSlow(Request request, Response response, ArrivingBody body) throws IOException {
        ended(request, body);
        return refused(request, response, 408, "API_BODY_TOO_SLOW", Messages.sentence("API_BODY_TOO_SLOW"));
    }

    private boolean refused(Request request, Response response, int status, String code, Sentence sentence)
            throws IOException {
        request.clearRequestThread();
        refuse(request, response, status, code, sentence);
        return true;
    }

    /** Says why and closes the connection without reading on. */
    private static void refuse(Request request, Response response, int status, String code, Sentence sentence)
            throws IOException {
        response.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        response.setStatus(status);
        byte[] body = problem(request, status, code, sentence);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        if (status == 503) {
            response.setHeader("Retry-After", "5");
        }
        response.doWrite(ByteBuffer.wrap(body));
        response.action(ActionCode.CLOSE, null);
    }

    private static byte[] problem(Request request, int status, String code, Sentence sentence) {
        boolean ja = ProblemDocuments.prefersJapanese(request.getHeader("Accept-Language"));
        try {
            return Json.MAPPER
                    .writeValueAsString(Problem.of(
                            status, code, sentence, null, request.requestURI().toString(), ja))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written as JSON.", e);
        }
    }

    private static Sentence tooMany() {
        return Messages.sentence("api.too-many-requests-arriving-once");
    }

    private boolean hasRoom() {
        if (arriving.size() >= settings.bodies()) {
            // A connection that the server gave up without a word must not count for ever.
            arriving.removeIf(body -> {
                boolean forgotten = body.millis() > FORGOTTEN_AFTER;
                if (forgotten) {
                    body.ended();
                }
                return forgotten;
            });
        }
        return arriving.size() < settings.bodies();
    }

    private static boolean announcesABody(Request request) {
        return request.getContentLengthLong() > 0 || request.getMimeHeaders().getHeader("Transfer-Encoding") != null;
    }

    private void ended(Request request, ArrivingBody body) {
        request.setNote(BODY, null);
        if (arriving.remove(body)) {
            body.ended();
        }
    }

    /** Gives the connection its own input back, as soon as nobody reads the body that was put before it. */
    private static void unlessStillRunning(Request request) {
        AtomicBoolean async = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, async);
        if (!async.get()) {
            checkInput(request);
        }
    }

    private static void checkInput(Request request) {
        if (request.getNote(OWN_INPUT) instanceof InputBuffer own) {
            request.setInputBuffer(own);
            request.setNote(OWN_INPUT, null);
        }
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        if (request.getNote(BODY) instanceof ArrivingBody body) {
            ended(request, body);
        }
        checkInput(request);
        server.checkRecycled(request, response);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return server.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        server.log(request, response, time);
    }

    @Override
    public @Nullable String getDomain() {
        return server.getDomain();
    }
}
