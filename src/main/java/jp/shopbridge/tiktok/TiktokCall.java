package jp.shopbridge.tiktok;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * One call to TikTok Shop, without anything secret: the HTTP client adds key, time, cipher, token and signature below.
 *
 * @param shop the shop's key in the configuration
 * @param path the path with its ids filled in
 * @param query our own parameters, decoded
 * @param json the exact bytes of the JSON body; null for none
 * @param file the file of an upload, with {@code useCase}; null for none
 * @param useCase what an uploaded image is for, such as {@code MAIN_IMAGE}
 * @param purpose what it is made for, where that decides more than the operation; null where it does not
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes must be the ones that are signed and sent.
public record TiktokCall(
        String shop,
        TiktokOperation operation,
        String path,
        Map<String, String> query,
        byte @Nullable [] json,
        byte @Nullable [] file,
        @Nullable String useCase,
        @Nullable CallUrgency purpose) {

    /** The request header that tells the HTTP client which shop signs; taken off before sending. */
    public static final String SHOP_HEADER = "Bridge-Shop";

    /** The request header that names the operation; taken off before sending. */
    public static final String OPERATION_HEADER = "Bridge-Operation";

    /** The request header that names the item a call is about; taken off before sending. */
    public static final String PRODUCT_HEADER = "Bridge-Product";

    /** The parameter that asks for the version under review. */
    static final String UNDER_REVIEW = "return_under_review_version";

    /** The parameter that asks for the draft. */
    static final String DRAFT = "return_draft_version";

    /** A call without a body. */
    public static TiktokCall of(String shop, TiktokOperation operation, Map<String, String> query) {
        return new TiktokCall(shop, operation, operation.path(), Map.copyOf(query), null, null, null, null);
    }

    /** A call without a body about one thing. */
    public static TiktokCall of(String shop, TiktokOperation operation, String id, Map<String, String> query) {
        return new TiktokCall(shop, operation, filled(operation, id), Map.copyOf(query), null, null, null, null);
    }

    /** A call with these bytes as its JSON body. */
    public static TiktokCall json(String shop, TiktokOperation operation, Map<String, String> query, byte[] json) {
        return new TiktokCall(shop, operation, operation.path(), Map.copyOf(query), json, null, null, null);
    }

    /** A call about one thing with these bytes as its JSON body. */
    public static TiktokCall json(String shop, TiktokOperation operation, String id, byte[] json) {
        return new TiktokCall(shop, operation, filled(operation, id), Map.of(), json, null, null, null);
    }

    /** An image upload. */
    public static TiktokCall image(String shop, byte[] file, String useCase) {
        return new TiktokCall(
                shop, TiktokOperation.IMAGE, TiktokOperation.IMAGE.path(), Map.of(), null, file, useCase, null);
    }

    /** The same call made for something that is more or less urgent than its operation. */
    public TiktokCall madeFor(CallUrgency purpose) {
        return new TiktokCall(shop, operation, path, query, json, file, useCase, purpose);
    }

    CallUrgency urgency() {
        CallUrgency own = operation.urgency();
        return purpose != null && own == CallUrgency.ORDINARY ? purpose : own;
    }

    private static String filled(TiktokOperation operation, String id) {
        return operation.path().replace("{id}", URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    /** The HTTP method. */
    public String method() {
        return operation.method();
    }

    /** Whether it may be sent again without knowing what became of the last try. */
    public boolean isRepeatable() {
        return operation.repeatable();
    }

    /** Whether it asks for a version of a product that the product may not have. */
    boolean asksForAnotherVersion() {
        return query.containsKey(UNDER_REVIEW) || query.containsKey(DRAFT);
    }

    /** The query as it travels, percent-encoded; null for none. */
    public @Nullable String queryText() {
        return query.isEmpty()
                ? null
                : new TreeMap<>(query)
                        .entrySet().stream()
                                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                                .collect(Collectors.joining("&"));
    }

    /** The body as the HTTP client takes it, byte for byte; null for none. */
    public @Nullable HttpEntity entity() {
        byte[] image = file;
        if (image != null) {
            return MultipartEntityBuilder.create()
                    .setMode(HttpMultipartMode.STRICT)
                    .addBinaryBody("data", image, ContentType.APPLICATION_OCTET_STREAM, "image")
                    .addTextBody("use_case", useCase == null ? "MAIN_IMAGE" : useCase)
                    .build();
        }
        byte[] bytes = json;
        return bytes == null ? null : new ByteArrayEntity(bytes, ContentType.APPLICATION_JSON);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The operation, the path and the shop; never the body. */
    @Override
    public String toString() {
        return operation.id() + " " + path + " (" + shop + ")";
    }
}
