package jp.shopbridge.publishing.foresee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sent is what the preview showed, byte for byte, in the whole application against the pretend worlds. */
abstract class PreviewFidelityContract {

    private static final String PRODUCT = "/api/products/MUG-001";

    abstract Database database();

    @Test
    void sendsTheVeryBytesThatThePreviewShowed() {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(database(), Map.of("sandbox.products", "40"))) {
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

            // Price and stock go by calls of their own, without a new review.
            String skuNo = bridge.get(PRODUCT).path("skus").fieldNames().next();
            bridge.send("PUT", "/api/pauses/publishing", "{\"reason\":\"見比べます\"}");
            bridge.send("PATCH", PRODUCT, "{\"skus\":{\"" + skuNo + "\":{\"price\":4321,\"stock\":9}}}");
            JsonNode third = bridge.get(PRODUCT + "/preview");
            assertThat(third.path("outcome").asText()).as(third.toString()).isEqualTo("values");
            assertThat(third.path("newReview").asBoolean()).isFalse();
            assertThat(third.path("calls"))
                    .extracting(call -> call.path("operation").asText())
                    .containsExactly("price", "inventory");
            assertThat(third.path("differences")).isNotEmpty();

            // A dry run says the same and makes no write, neither at TikTok nor here.
            String writes = writesAtTiktok(bridge);
            String before = rows(jdbc);
            JsonNode dry = bridge.send("POST", "/api/publishing/runs?dry-run=true", "{}");
            assertThat(dry.toString()).contains("MUG-001");
            assertThat(writesAtTiktok(bridge)).isEqualTo(writes);
            assertThat(rows(jdbc)).isEqualTo(before);

            bridge.exchange("DELETE", "/api/pauses/publishing", null, Map.of());
            bridge.await(
                    PRODUCT,
                    product -> product.path("state").asText().equals("live")
                            && product.at("/versions/content").equals(product.at("/versions/published")));
            assertThat(sent(jdbc, "price")).isEqualTo(third.at("/calls/0/text").asText());
            assertThat(sent(jdbc, "inventory"))
                    .isEqualTo(third.at("/calls/1/text").asText());
        }
    }

    private static String writesAtTiktok(BridgeWithWorlds bridge) {
        StringBuilder writes = new StringBuilder();
        bridge.control("GET", bridge.tiktokUrl() + "/control/requests", null)
                .path("counts")
                .properties()
                .forEach(count -> {
                    if (!count.getKey().startsWith("GET ") && !count.getKey().endsWith("/search")) {
                        writes.append(count.getKey())
                                .append('=')
                                .append(count.getValue())
                                .append('\n');
                    }
                });
        return writes.toString();
    }

    /** What a dry run must leave alone. */
    private static String rows(JdbcClient jdbc) {
        StringBuilder rows = new StringBuilder();
        for (String table : List.of("publishing_attempt", "history")) {
            rows.append(jdbc.sql("select * from " + table + " where product_no = 'MUG-001' order by id")
                    .query()
                    .listOfRows());
        }
        rows.append(
                jdbc.sql("select version, state, content_hash, published_hash, attempts from listing where product_no ="
                                + " 'MUG-001'")
                        .query()
                        .listOfRows());
        rows.append(jdbc.sql("select count(*) from image_upload")
                .query(Integer.class)
                .single());
        return rows.toString();
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
