package jp.shopbridge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One request over one connection, written as it is: with any host and any header. */
public final class RawHttp {

    private RawHttp() {}

    /**
     * Sends a request without a body and answers everything that came back, headers and body.
     *
     * @param baseUrl where the application listens
     * @param headers each as {@code Name: value}; {@code Host} among them
     */
    public static String get(String baseUrl, String path, String... headers) {
        return send(baseUrl, "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n", "");
    }

    /** Sends a request with a JSON body. */
    public static String post(String baseUrl, String path, String body, String... headers) {
        return send(
                baseUrl,
                "POST " + path + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + String.join("\r\n", headers) + "\r\n",
                body);
    }

    /** The operator's credentials as a header. */
    public static String operator() {
        return "Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString(("operator:" + BridgeWithWorlds.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static String send(String baseUrl, String head, String body) {
        URI address = URI.create(baseUrl);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + baseUrl + ".", e);
        }
    }
}
