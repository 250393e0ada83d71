package jp.shopbridge.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Somebody at an address of this machine of their own ({@code 127.x.y.z}), with a browser's cookies. */
final class Caller implements AutoCloseable {

    /** An answer. */
    record Reply(int status, String body, Map<String, List<String>> headers) {

        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst();
        }

        List<String> cookies() {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("Set-Cookie"))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }
    }

    private final String baseUrl;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final CloseableHttpClient client;

    Caller(String baseUrl, String from) {
        this.baseUrl = baseUrl;
        this.client = HttpClients.custom()
                .setDefaultCookieStore(cookies)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .setRoutePlanner(new DefaultRoutePlanner(null) {
                    @Override
                    protected InetAddress determineLocalAddress(HttpHost target, HttpContext context) {
                        try {
                            return InetAddress.getByName(from);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                })
                .build();
    }

    Reply basic(String path, String user, String password) {
        return send("GET", path, Map.of("Authorization", credentials(user, password)));
    }

    /** Sends JSON as a program does. */
    Reply json(String method, String path, String user, String password, String body) {
        return send(ClassicRequestBuilder.create(method)
                .setUri(baseUrl + path)
                .addHeader("Authorization", credentials(user, password))
                .setEntity(body, ContentType.APPLICATION_JSON)
                .build());
    }

    /** What a program sends as {@code Authorization}. */
    static String credentials(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Fills in the sign-in form as a browser does. */
    Reply form(String user, String password) {
        if (cookie("XSRF-TOKEN").isEmpty()) {
            send("GET", "/login.html", Map.of());
        }
        return send(ClassicRequestBuilder.post(baseUrl + "/login")
                .addHeader("Accept", "text/html")
                .setCharset(StandardCharsets.UTF_8)
                .addParameters(new NameValuePair[] {
                    new BasicNameValuePair("username", user),
                    new BasicNameValuePair("password", password),
                    new BasicNameValuePair("_csrf", cookie("XSRF-TOKEN").orElseThrow())
                })
                .build());
    }

    Reply send(String method, String path, Map<String, String> headers) {
        ClassicRequestBuilder request =
                ClassicRequestBuilder.create(method).setUri(path.startsWith("http") ? path : baseUrl + path);
        headers.forEach(request::addHeader);
        return send(request.build());
    }

    private Reply send(ClassicHttpRequest request) {
        try {
            return client.execute(request, answer -> {
                Map<String, List<String>> headers = new LinkedHashMap<>();
                for (var header : answer.getHeaders()) {
                    headers.computeIfAbsent(header.getName(), any -> new ArrayList<>())
                            .add(header.getValue());
                }
                String body = answer.getEntity() == null
                        ? ""
                        : EntityUtils.toString(answer.getEntity(), StandardCharsets.UTF_8);
                return new Reply(answer.getCode(), body, headers);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> cookie(String name) {
        return cookies.getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Forgets one cookie. */
    void drop(String name) {
        List<Cookie> kept = cookies.getCookies().stream()
                .filter(cookie -> !cookie.getName().equals(name))
                .toList();
        cookies.clear();
        kept.forEach(cookies::addCookie);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
