package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks to a pretend futureshop as the contract sheet says a client does, without any of the product's code. */
final class ShopCaller {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FutureshopWorld world;
    private @Nullable String token;

    ShopCaller(FutureshopWorld world) {
        this.world = world;
    }

    record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String firstError() {
            JsonNode error = body.path("errors").path(0);
            return error.path("code").asText() + " " + error.path("path").asText();
        }
    }

    HttpRequest.Builder tokenRequest(String clientId, String secret, String shopKey) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(world.baseUrl() + "/oauth/token"))
                .header("Authorization", "Basic " + basic)
                .header("X-SHOP-KEY", shopKey)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
    }

    Answer login() {
        Answer answer = send(tokenRequest("sandbox-client", "sandbox-secret", "sandbox-shop"));
        token = answer.body().path("access_token").asText();
        return answer;
    }

    Answer products(String... namesAndValues) {
        return get("/admin-api/v1/products" + query(namesAndValues));
    }

    Answer inventory(String... namesAndValues) {
        return get("/admin-api/v1/inventory" + query(namesAndValues));
    }

    Answer get(String pathOrUrl) {
        return send(api(pathOrUrl));
    }

    HttpRequest.Builder api(String pathOrUrl) {
        if (token == null) {
            login();
        }
        String url = pathOrUrl.startsWith("http") ? pathOrUrl : world.baseUrl() + pathOrUrl;
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("X-SHOP-KEY", "sandbox-shop")
                .header("Accept", "application/json");
    }

    Answer control(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(world.baseUrl() + path))
                .method(method, BodyPublishers.ofString(body)));
    }

    Answer picture(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Follows nextUrl to the end and answers every page. */
    List<JsonNode> pages(Answer first) {
        List<JsonNode> pages = new ArrayList<>();
        pages.add(first.body());
        while (pages.get(pages.size() - 1).has("nextUrl")) {
            Answer next = get(pages.get(pages.size() - 1).path("nextUrl").asText());
            if (next.status() != 200) {
                throw new AssertionError("page answered " + next.status() + " " + next.body());
            }
            pages.add(next.body());
        }
        return pages;
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode(), response);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String query(String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
