package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import jp.shopbridge.tiktok.Signer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that take their time cost everybody else nothing. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class SlowConnectionsTest {

    private static final int CONNECTIONS = 480;
    private static final String HEAD = " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    private static final List<String> KINDS = List.of(
            "POST /webhooks/tiktok" + HEAD + "Content-Length: 400\r\n\r\n{",
            "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 400\r\n\r\nu",
            "PUT /api/pauses/sample" + HEAD + "Transfer-Encoding: chunked\r\n\r\n",
            "POST /no/such/address" + HEAD + "Content-Length: 400\r\n\r\n{",
            "GET /login.html HTTP/1.1\r\nHost: 127.0.0.1\r\nX",
            "POST /actuator/hawtio/jolokia" + HEAD + "Expect: 100-continue\r\nContent-Length: 400\r\n\r\n");

    @Test
    void letEverybodyElseInMeanwhileAndAreEnded(BridgeWithWorlds bridge) throws Exception {
        URI address = URI.create(bridge.baseUrl());
        List<Socket> slow = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread drip = new Thread(() -> drip(slow, over));
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket();
                socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
                socket.getOutputStream().write(KINDS.get(i % KINDS.size()).getBytes(StandardCharsets.US_ASCII));
                synchronized (slow) {
                    slow.add(socket);
                }
            }
            drip.start();

            assertThat(fastest(get(bridge, "/actuator/health/liveness"), 200)).isLessThan(1000);
            assertThat(fastest(get(bridge, "/login.html"), 200)).isLessThan(1000);
            assertThat(fastest(webhook(bridge), 200)).isLessThan(1000);

            Awaitility.await("every slow connection is ended")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> slow.stream().allMatch(SlowConnectionsTest::isEnded));
            assertThat(fastest(webhook(bridge), 200)).isLessThan(1000);
        } finally {
            over.set(true);
            drip.join();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void isToldThatABodyTookTooLong(BridgeWithWorlds bridge) throws Exception {
        URI address = URI.create(bridge.baseUrl());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(KINDS.get(0).getBytes(StandardCharsets.US_ASCII));

            String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(told).startsWith("HTTP/1.1 408").contains("API_BODY_TOO_SLOW");
        }
    }

    @Test
    void keepsRequestsApartThatComeOneBehindTheOther(BridgeWithWorlds bridge) throws Exception {
        URI address = URI.create(bridge.baseUrl());
        String post = "POST /webhooks/tiktok" + HEAD;
        String chunked = post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        String get = "GET /actuator/health/liveness HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((post + "Content-Length: 2\r\n\r\n{}" + get + "\r\n" + chunked + get
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(told.lines()
                            .filter(line -> line.contains("HTTP/1.1 "))
                            .map(line -> line.replaceAll(".*HTTP/1.1 (\\d+).*", "$1")))
                    .containsExactly("401", "200", "401", "200");
        }
    }

    private static void drip(List<Socket> slow, AtomicBoolean over) {
        while (!over.get()) {
            List<Socket> now;
            synchronized (slow) {
                now = List.copyOf(slow);
            }
            for (Socket socket : now) {
                try {
                    socket.getOutputStream().write('x');
                } catch (IOException ended) {
                    // What is asked for.
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(1);
            InputStream in = socket.getInputStream();
            byte[] some = new byte[4096];
            while (in.read(some) >= 0) {
                // An answer may come before the end.
            }
            return true;
        } catch (SocketTimeoutException waiting) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    private static HttpRequest get(BridgeWithWorlds bridge, String path) {
        return HttpRequest.newBuilder(URI.create(bridge.baseUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static HttpRequest webhook(BridgeWithWorlds bridge) {
        String body = String.format(
                Locale.ROOT,
                "{\"type\":5,\"tts_notification_id\":\"slow-%d\",\"shop_id\":\"none-of-ours\",\"timestamp\":1,\"data\":{}}",
                System.nanoTime());
        return HttpRequest.newBuilder(URI.create(bridge.baseUrl() + "/webhooks/tiktok"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        Signer.webhookSignature(
                                "sample-app", "sample-app-secret", body.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The fastest of three answers in milliseconds: a busy machine may delay one, a server without threads all. */
    private static long fastest(HttpRequest request, int status) throws Exception {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            HttpClient client = HttpClient.newHttpClient();
            long begun = System.nanoTime();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            fastest = Math.min(fastest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            assertThat(answer.statusCode()).isEqualTo(status);
        }
        return fastest;
    }
}
