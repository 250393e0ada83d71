package jp.shopbridge.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sent is what the preview showed, byte for byte, in the whole application against the pretend worlds. */
class PreviewFidelityTest {

    private static final String PRODUCT = "/api/products/MUG-001";

    @Test
    void sendsTheVeryBytesThatThePreviewShowed() {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(Database.h2(), Map.of("sandbox.products", "40"))) {
            JdbcClient jdbc = bridge.bean(JdbcClient.class);
            bridge.await(
                    "/api/status",
                    status -> status.at("/shops/0/intake/run/status").asText().equals("done"));
            bridge.await(PRODUCT, product -> product.path("state").asText().equals("waiting"));

            // Nobody has fetched an image: placeholders stand for them, and nothing else may differ.
            JsonNode first = bridge.get(PRODUCT + "/preview");
            assertThat(first.path("outcome").asText()).as(first.toString()).isEqualTo("create");
            bridge.send("PUT", PRODUCT + "/selection", "{\"selected\":true}");
            bridge.await(PRODUCT, product -> product.path("state").asText().equals("live"));
            assertThat(withoutWhatIsLearned(sent(jdbc, "create")))
                    .isEqualTo(withoutWhatIsLearned(substituted(first, jdbc)));

            // Everything is known now: the bytes are the same to the last one.
            bridge.send("PATCH", PRODUCT, "{\"title\":\"益子焼 フリーカップ 大きめ\"}");
            JsonNode second = bridge.get(PRODUCT + "/preview");
            assertThat(second.path("outcome").asText()).as(second.toString()).isEqualTo("edit");
            bridge.await(
                    PRODUCT,
                    product -> product.path("state").asText().equals("live")
                            && product.at("/versions/content").equals(product.at("/versions/published")));
            assertThat(sent(jdbc, "partial-edit"))
                    .isEqualTo(second.at("/calls/0/text").asText());

            assertThat(bridge.get(PRODUCT + "/preview").path("outcome").asText())
                    .isEqualTo("unchanged");
        }
    }

    private static String sent(JdbcClient jdbc, String operation) {
        return jdbc.sql("select body from publishing_attempt where product_no = 'MUG-001' and operation = :operation")
                .param("operation", operation)
                .query(String.class)
                .single();
    }

    /** The preview's create with TikTok's names of the images in place of the placeholders. */
    private static String substituted(JsonNode preview, JdbcClient jdbc) {
        Map<String, String> names = new HashMap<>();
        preview.path("images").forEach(image -> jdbc.sql(
                        "select u.uri from image_upload u join image_source s on s.content_hash = u.content_hash"
                                + " where s.url = :url and u.use_case = :use")
                .param("url", image.path("url").asText())
                .param("use", image.path("use").asText().toUpperCase(Locale.ROOT))
                .query(String.class)
                .optional()
                .ifPresent(uri -> names.put(image.path("placeholder").asText(), uri)));
        String text = preview.at("/calls/0/text").asText();
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    /** The key is made of the bytes, so it follows the images; the warehouse is asked for before the first sending. */
    private static JsonNode withoutWhatIsLearned(String body) {
        ObjectNode create = Json.parseObject(body);
        create.remove("idempotency_key");
        create.path("skus").forEach(sku -> sku.path("inventory")
                .forEach(inventory -> ((ObjectNode) inventory).remove("warehouse_id")));
        return create;
    }
}
