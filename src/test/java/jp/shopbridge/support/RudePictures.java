package jp.shopbridge.support;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A server of pictures that wants to do harm: each path is one way, over a bare socket. What is put there it serves well. */
public final class RudePictures implements AutoCloseable {

    private static final int MANY = 1 << 30;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final Map<String, Runnable> alarms = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final byte[] bomb;

    /** Listens on a free port of the loopback address. */
    public RudePictures() {
        try {
            bomb = zipped(60_000_000);
            server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** The address of a path, which is one of those below or of a picture that was put there. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    /** Serves these bytes as a picture. */
    public String put(String path, byte[] picture) {
        pictures.put(path, picture);
        return url(path);
    }

    /** Answers a path with a redirect to this location, which is written as it is, in UTF-8. */
    public String move(String path, String location) {
        moved.put(path, location);
        return url(path);
    }

    /** Serves nothing there any more. */
    public void remove(String path) {
        pictures.remove(path);
    }

    /** Does something each time a path is asked for, before it is answered. */
    public void onAsked(String path, Runnable alarm) {
        alarms.put(path, alarm);
    }

    /** Connections that somebody holds open. */
    public int connections() {
        return open.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        open.incrementAndGet();
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String request = in.readLine();
            if (request == null) {
                return;
            }
            String path = request.split(" ", 3)[1];
            OutputStream out = socket.getOutputStream();
            alarms.getOrDefault(path, () -> {}).run();
            answer(path, in, out);
            out.flush();
        } catch (IOException hungUp) {
            // That is what we want of them.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private void answer(String path, BufferedReader in, OutputStream out) throws IOException, InterruptedException {
        byte[] picture = pictures.get(path);
        if (picture != null) {
            write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + picture.length + "\r\n\r\n");
            out.write(picture);
            return;
        }
        String location = moved.get(path);
        if (location != null) {
            out.write(("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: " + location
                            + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return;
        }
        String ok = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
        switch (path) {
            case "/silent" -> {
                while (in.read() >= 0) {
                    // Nothing is said until the other side hangs up.
                }
            }
            case "/drip" -> {
                write(out, ok + "Content-Length: 5000000\r\n\r\n");
                drip(out, "x");
            }
            case "/drip-headers" -> {
                write(out, ok);
                drip(out, "X-A: b\r\n");
            }
            case "/drip-status" -> drip(out, "H");
            case "/endless-headers" -> {
                write(out, ok);
                repeat(out, "X-Header: " + "v".repeat(1000) + "\r\n");
            }
            case "/many-headers" -> {
                write(out, ok + "X-Header: v\r\n".repeat(10_000) + "Content-Length: 3\r\n\r\nabc");
            }
            case "/huge-header" -> {
                write(out, ok + "X-Header: ");
                repeat(out, "v".repeat(8192));
            }
            case "/endless-interim" -> repeat(out, "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n");
            case "/empty-lines" -> repeat(out, "\r\n");
            case "/declared-too-large" -> {
                write(out, ok + "Content-Length: 900000000000\r\n\r\n");
                repeat(out, "x".repeat(8192));
            }
            case "/negative" -> write(out, ok + "Content-Length: -5\r\n\r\nabc");
            case "/cut-off" -> write(out, ok + "Content-Length: 100000\r\n\r\nabc");
            case "/endless" -> {
                write(out, ok + "\r\n");
                repeat(out, "x".repeat(8192));
            }
            case "/endless-chunk-name" -> {
                write(out, ok + "Transfer-Encoding: chunked\r\n\r\n3;name=");
                repeat(out, "x".repeat(8192));
            }
            case "/endless-trailers" -> {
                write(out, ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n");
                repeat(out, "X-Trailer: " + "v".repeat(1000) + "\r\n");
            }
            case "/gzip-bomb" -> {
                write(out, ok + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
                out.write(bomb);
            }
            case "/loop" -> move(out, "/loop");
            case "/page" -> write(out, ok + "\r\n<html>maintenance</html>" + " ".repeat(100));
            default -> {
                if (path.startsWith("/to/")) {
                    move(
                            out,
                            path.substring(4)
                                    .replace("%7C", "/")
                                    .replace("%5B", "[")
                                    .replace("%5D", "]"));
                } else {
                    write(out, "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                }
            }
        }
    }

    private static void move(OutputStream out, String to) throws IOException {
        write(out, "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
    }

    private void drip(OutputStream out, String what) throws IOException, InterruptedException {
        while (!over.await(500, TimeUnit.MILLISECONDS)) {
            write(out, what);
        }
    }

    private void repeat(OutputStream out, String what) throws IOException {
        byte[] bytes = what.getBytes(StandardCharsets.ISO_8859_1);
        for (long sent = 0; sent < MANY && over.getCount() > 0; sent += bytes.length) {
            out.write(bytes);
        }
    }

    private static byte[] zipped(int zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            byte[] part = new byte[1_000_000];
            for (int i = 0; i < zeros; i += part.length) {
                zip.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
