package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;

/** A small TikTok Shop client with a signer of its own, and the listings the tests send. */
final class ApiClient {

    static final String CIPHER = "ROW_SANDBOX_CIPHER_1";
    static final String SHOP = "7494049642642441621";
    static final String SALES_WAREHOUSE = "7068517275539719941";
    static final String RETURN_WAREHOUSE = "7068517275539729941";
    static final String DISABLED_WAREHOUSE = "7068517275539739941";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String baseUrl;
    private final Clock clock;
    private String token = "ROW_sandbox-access-1";
    private String cipher = CIPHER;

    ApiClient(String baseUrl, Clock clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /** What came back. */
    record Answer(int status, String raw, HttpResponse<byte[]> response) {

        JsonNode body() {
            return Json.own(raw);
        }

        int code() {
            return body().path("code").asInt();
        }

        JsonNode data() {
            if (code() != 0) {
                throw new AssertionError("refused: " + raw);
            }
            return body().path("data");
        }

        String message() {
            return body().path("message").asText();
        }
    }

    ApiClient as(String accessToken) {
        token = accessToken;
        return this;
    }

    ApiClient forShop(String shopCipher) {
        cipher = shopCipher;
        return this;
    }

    // Calls

    Answer get(String path, String... params) {
        return send("GET", path, query(path, params), "application/json", new byte[0]);
    }

    Answer post(String path, JsonNode body, String... params) {
        return send("POST", path, query(path, params), "application/json", bytes(body));
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, query(path), "application/json", bytes(body));
    }

    Answer delete(String path, JsonNode body) {
        return send("DELETE", path, query(path), "application/json", bytes(body));
    }

    Answer create(ObjectNode body) {
        return post("/product/202309/products", body);
    }

    Answer product(String id, String... params) {
        return get("/product/202309/products/" + id, params);
    }

    Answer search(ObjectNode body, String... params) {
        return post(
                "/product/202502/products/search",
                body,
                params.length == 0 ? new String[] {"page_size", "100"} : params);
    }

    /** Create Custom Brand, which names no shop. */
    Answer brand(String name) {
        String path = "/product/202309/brands";
        Map<String, String> query = query(path);
        query.remove("shop_cipher");
        return send("POST", path, query, "application/json", bytes(Json.object().put("name", name)));
    }

    Answer upload(String useCase, byte[] image) {
        return multipart("/product/202309/images/upload", "use_case", useCase, image);
    }

    Answer multipart(String path, String field, String value, byte[] data) {
        String boundary = "----boundary42";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(data);
        body.writeBytes(("\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n"
                        + value + "\r\n--" + boundary + "--\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return send("POST", path, query(path), "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    /** The query every call carries, signed later; further names and values alternate. */
    Map<String, String> query(String path, String... params) {
        Map<String, String> query = new TreeMap<>();
        query.put("app_key", "sandbox-app");
        query.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
        boolean shopless = path.startsWith("/authorization/") || path.endsWith("/upload");
        if (!shopless) {
            query.put("shop_cipher", cipher);
        }
        for (int i = 0; i < params.length; i += 2) {
            query.put(params[i], params[i + 1]);
        }
        return query;
    }

    /** Signs and sends. */
    Answer send(String method, String path, Map<String, String> query, String contentType, byte[] body) {
        Map<String, String> signed = new TreeMap<>(query);
        signed.putIfAbsent("sign", sign(path, query, contentType, body));
        return sendAsIs(method, path, signed, contentType, body);
    }

    /** Sends what it is given, signed or not. */
    Answer sendAsIs(String method, String path, Map<String, String> query, String contentType, byte[] body) {
        String text = query.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path + "?" + text))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", contentType)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("x-tts-access-token", token);
        }
        return exchange(request.build());
    }

    /** A plain request, for tokens, pages and controls. */
    Answer plain(String method, String pathAndQuery, String body) {
        return exchange(HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer control(String path, String body) {
        return plain("POST", "/control/" + path, body);
    }

    private static Answer exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    // Listings

    /** A new main image's uri. */
    String mainImage() {
        return upload("MAIN_IMAGE", png(600, 600)).data().path("uri").asText();
    }

    /** A valid listing of tea with two SKUs; images are uploaded. */
    ObjectNode tea() {
        return tea(mainImage());
    }

    /** The same with an image that was uploaded before. */
    ObjectNode tea(String mainImage) {
        ObjectNode body = Json.object();
        body.put("save_mode", "LISTING")
                .put("title", "有機ほうじ茶 ティーバッグ")
                .put("description", "<p>国産茶葉を使用。</p><ul><li>50包入り</li></ul>")
                .put("category_id", SampleCategories.LEAF_BY_GROUP_URL.get("tea"))
                .put("category_version", "v2")
                .put("brand_id", "7082427311584347905");
        body.putArray("main_images").addObject().put("uri", mainImage);
        ArrayNode skus = body.putArray("skus");
        skus.add(sku("TEA-50", "50包", "1980", 25));
        skus.add(sku("TEA-100", "100包", "3480", 10));
        body.putObject("package_weight").put("value", "350").put("unit", "GRAM");
        return body;
    }

    static ObjectNode sku(String sellerSku, String size, String amount, int quantity) {
        ObjectNode sku = Json.object();
        sku.put("seller_sku", sellerSku);
        sku.putArray("sales_attributes").addObject().put("name", "内容量").put("value_name", size);
        sku.putObject("price").put("amount", amount).put("currency", "JPY");
        sku.putArray("inventory")
                .addObject()
                .put("warehouse_id", SALES_WAREHOUSE)
                .put("quantity", quantity);
        return sku;
    }

    static byte[] png(int width, int height) {
        return image(width, height, "png");
    }

    static byte[] image(int width, int height, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ObjectNode json(String text) {
        return Json.own(text.replace('\'', '"'));
    }

    private static byte[] bytes(JsonNode body) {
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }

    private static String sign(String path, Map<String, String> query, String contentType, byte[] body) {
        String secret = "sandbox-app-secret";
        String joined = query.keySet().stream()
                .sorted()
                .filter(name -> !name.equals("sign"))
                .map(name -> name + query.get(name))
                .collect(Collectors.joining());
        String text = contentType.startsWith("multipart/") ? "" : new String(body, StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((secret + path + joined + text + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
