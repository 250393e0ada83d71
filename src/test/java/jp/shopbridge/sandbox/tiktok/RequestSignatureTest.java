package jp.shopbridge.sandbox.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignatureTest {

    static Stream<Arguments> signingVectors() throws IOException {
        return vectors("signing_vectors");
    }

    static Stream<Arguments> webhookVectors() throws IOException {
        return vectors("webhook_vectors");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signingVectors")
    void signsLikeThePublishedVectors(String id, JsonNode vector) {
        Map<String, String> query = new HashMap<>();
        vector.path("query")
                .properties()
                .forEach(entry -> query.put(entry.getKey(), entry.getValue().asText()));

        String sign = RequestSignature.ofRequest(
                vector.path("app_secret").asText(),
                vector.path("path").asText(),
                query,
                vector.path("content_type").asText(),
                vector.path("body").isNull() ? new byte[0] : bytes(vector.path("body")));

        assertThat(sign).isEqualTo(vector.path("expected_sign").asText());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("webhookVectors")
    void signsWebhooksLikeThePublishedVectors(String id, JsonNode vector) {
        String authorization = RequestSignature.ofWebhook(
                vector.path("app_key").asText(), vector.path("app_secret").asText(), bytes(vector.path("raw_body")));

        assertThat(authorization)
                .isEqualTo(vector.path("expected_authorization").asText());
    }

    @Test
    void signsParametersWithoutABody() {
        String sign = RequestSignature.ofRequest("app_secret", "/test-api", Map.of("foo", "bar"), "", new byte[0]);

        assertThat(sign).isEqualTo("d3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f");
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Arguments> vectors(String name) throws IOException {
        try (InputStream in = RequestSignatureTest.class.getResourceAsStream("/sandbox/tiktok-signing-vectors.json")) {
            JsonNode vectors = new ObjectMapper().readTree(in).path(name);
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> Arguments.of(vector.path("id").asText(), vector))
                    .toList()
                    .stream();
        }
    }
}
