package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.failure.TransientFailure;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/**
 * Each limit of fetching a picture, seen to strike against a server that breaks it. One loopback address stands for the
 * public network, another for the private one.
 */
class ImageFetchTest {

    private static final String OPEN = "127.0.0.1";
    private static final String CLOSED = "127.0.0.2";

    private final AtomicInteger closedRequests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer open;
    private HttpServer closed;
    private ImageFetch fetch;
    private PictureMemory.Share share;

    @BeforeEach
    void start() throws IOException {
        closed = server(CLOSED, exchange -> {
            closedRequests.incrementAndGet();
            answer(exchange, 200, "secret".getBytes(StandardCharsets.UTF_8));
        });
        open = server(OPEN, this::serve);
        ImageSettings settings = settings(Duration.ofSeconds(4));
        share = new PictureMemory(settings).share();
        fetch = new ImageFetch(settings, address -> !address.getHostAddress().equals(CLOSED), new Names());
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        fetch.close();
        open.stop(0);
        closed.stop(0);
        threads.shutdownNow();
    }

    @Test
    void fetchesTheBytesThroughAFewRedirects() {
        assertThat(bytes("/picture")).isEqualTo(3);
        assertThat(bytes("/moved/3")).isEqualTo(3);
    }

    @Test
    void stopsAfterTooManyRedirects() {
        assertThat(problem(url("/moved/4"))).isEqualTo("PUBLISHING_IMAGE_REDIRECTS");
    }

    @Test
    @Timeout(60)
    void refusesAFileThatIsTooLarge() {
        assertThat(problem(url("/large"))).isEqualTo("PUBLISHING_IMAGE_TOO_LARGE");
    }

    @Test
    @Timeout(60)
    void givesUpOnAServerThatTricklesForTooLong() {
        assertThatThrownBy(() -> fetch.fetch(url("/trickle"), share)).isInstanceOf(TransientFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/to-file", "/to-ftp", "/to-nothing"})
    void followsNoRedirectToAnotherScheme(String path) {
        assertThat(problem(url(path))).isEqualTo("PUBLISHING_IMAGE_ADDRESS");
    }

    @Test
    void connectsToNoPrivateAddressByNumber() {
        assertThat(problem("http://" + CLOSED + ":" + closed.getAddress().getPort() + "/"))
                .isEqualTo("PUBLISHING_IMAGE_PRIVATE_ADDRESS");
        assertThat(closedRequests).hasValue(0);
    }

    @Test
    void connectsToNoPrivateAddressBehindAName() {
        assertThat(problem("http://inside.example:" + closed.getAddress().getPort() + "/"))
                .isEqualTo("PUBLISHING_IMAGE_PRIVATE_ADDRESS");
        assertThat(closedRequests).hasValue(0);
    }

    @Test
    void connectsToNoPrivateAddressWhenANameHasAPublicOneToo() {
        assertThat(problem("http://both.example:" + closed.getAddress().getPort() + "/"))
                .isEqualTo("PUBLISHING_IMAGE_PRIVATE_ADDRESS");
        assertThat(closedRequests).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/to-private", "/to-private-name"})
    void followsNoRedirectToAPrivateAddress(String path) {
        assertThat(problem(url(path))).isEqualTo("PUBLISHING_IMAGE_PRIVATE_ADDRESS");
        assertThat(closedRequests).hasValue(0);
    }

    @Test
    void tellsWhatIsGoneFromWhatMayComeBack() {
        assertThat(problem(url("/gone"))).isEqualTo("PUBLISHING_IMAGE_NOT_FOUND");
        assertThatThrownBy(() -> fetch.fetch(url("/down"), share)).isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> fetch.fetch("http://nowhere.example/a.jpg", share))
                .isInstanceOf(TransientFailure.class);
    }

    static ImageSettings settings(Duration longest) {
        return new ImageSettings(
                longest,
                3,
                100,
                DataSize.ofKilobytes(8),
                DataSize.ofMegabytes(20),
                List.of(),
                120_000_000,
                DataSize.ofMegabytes(96),
                DataSize.ofMegabytes(128));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/picture" -> answer(exchange, 200, new byte[] {1, 2, 3});
            case "/moved/1" -> move(exchange, "/picture");
            case "/moved/2", "/moved/3", "/moved/4" ->
                move(exchange, "/moved/" + (Integer.parseInt(path.substring(7)) - 1));
            case "/to-file" -> move(exchange, "file:///etc/hostname");
            case "/to-ftp" -> move(exchange, "ftp://example.com/a.jpg");
            case "/to-nothing" -> move(exchange, "http://");
            case "/to-private" ->
                move(exchange, "http://" + CLOSED + ":" + closed.getAddress().getPort() + "/");
            case "/to-private-name" ->
                move(exchange, "http://inside.example:" + closed.getAddress().getPort() + "/");
            case "/large" -> large(exchange);
            case "/trickle" -> trickle(exchange);
            case "/down" -> answer(exchange, 503, new byte[0]);
            default -> answer(exchange, 404, new byte[0]);
        }
    }

    private static void large(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] part = new byte[1024 * 1024];
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 40; i++) {
                out.write(part);
            }
        } catch (IOException hungUp) {
            exchange.close();
        }
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                out.write(1);
                out.flush();
            }
        } catch (IOException hungUp) {
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void move(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, new byte[0]);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private HttpServer server(String host, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private String url(String path) {
        return "http://outside.example:" + open.getAddress().getPort() + path;
    }

    private int bytes(String path) {
        return ((ImageFetch.Fetched.Bytes) fetch.fetch(url(path), share)).bytes().length;
    }

    private String problem(String url) {
        ImageFetch.Fetched fetched = fetch.fetch(url, share);
        assertThat(fetched).isInstanceOf(ImageFetch.Fetched.Problem.class);
        return ((ImageFetch.Fetched.Problem) fetched).code();
    }

    /** Names of two networks. */
    private static final class Names implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return switch (host) {
                case "outside.example" -> new InetAddress[] {InetAddress.getByName(OPEN)};
                case "inside.example" -> new InetAddress[] {InetAddress.getByName(CLOSED)};
                case "both.example" -> new InetAddress[] {InetAddress.getByName(OPEN), InetAddress.getByName(CLOSED)};
                case OPEN, CLOSED -> new InetAddress[] {InetAddress.getByName(host)};
                default -> throw new UnknownHostException(host);
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
