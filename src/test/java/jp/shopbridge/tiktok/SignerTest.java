package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SignerTest {

    private final JsonNode vectors = read();

    @TestFactory
    Stream<DynamicTest> signsEveryPublishedVector() {
        return each("signing_vectors")
                .map(vector -> DynamicTest.dynamicTest(vector.path("id").asText(), () -> {
                    Map<String, String> query = new LinkedHashMap<>();
                    vector.path("query")
                            .properties()
                            .forEach(entry ->
                                    query.put(entry.getKey(), entry.getValue().asText()));
                    byte[] body = vector.path("body").isNull() ? new byte[0] : bytes(vector.path("body"));

                    assertThat(Signer.sign(
                                    vector.path("app_secret").asText(),
                                    vector.path("path").asText(),
                                    query,
                                    vector.path("content_type").asText(),
                                    body))
                            .isEqualTo(vector.path("expected_sign").asText());
                }));
    }

    @TestFactory
    Stream<DynamicTest> knowsEveryPublishedWebhookSignature() {
        return each("webhook_vectors")
                .map(vector -> DynamicTest.dynamicTest(vector.path("id").asText(), () -> {
                    String key = vector.path("app_key").asText();
                    String secret = vector.path("app_secret").asText();
                    String header = vector.path("expected_authorization").asText();
                    byte[] body = bytes(vector.path("raw_body"));

                    assertThat(Signer.isWebhookSigned(key, secret, body, header))
                            .isTrue();
                    assertThat(Signer.isWebhookSigned(key, secret, bytes(vector.path("id")), header))
                            .isFalse();
                }));
    }

    @Test
    void refusesAWebhookWithoutASignature() {
        assertThat(Signer.isWebhookSigned("key", "secret", new byte[0], null)).isFalse();
    }

    private Stream<JsonNode> each(String list) {
        return StreamSupport.stream(vectors.path(list).spliterator(), false);
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read() {
        try (InputStream in = SignerTest.class.getResourceAsStream("/tiktok/vectors.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
