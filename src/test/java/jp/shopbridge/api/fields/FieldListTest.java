package jp.shopbridge.api.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;

/** What {@code GET /api/fields} answers is what the file of limits says. */
class FieldListTest {

    private final JsonNode fields = Json.parse(
                    new String(Json.MAPPER.writeValueAsBytes(FieldList.all()), StandardCharsets.UTF_8))
            .path("items");

    FieldListTest() throws IOException {}

    @Test
    void everyLimitOfAFieldIsAnsweredWithItsEnds() throws IOException {
        JsonNode limits = new YAMLMapper()
                .readTree(Path.of("src/main/resources/tiktok/limits.yaml").toFile());
        int answered = 0;
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            for (String place : places(limit.getValue())) {
                boolean ofSku = place.startsWith("skus[].");
                String field = place.replace("skus[].", "").split("[.\\[/]")[0];
                if (field.equals("skus")) {
                    continue;
                }
                JsonNode found = limit(field, ofSku, limit.getKey());
                JsonNode ends = limit.getValue().path(found.path("measure").asText());
                assertThat(found.path("least").asText())
                        .as(limit.getKey())
                        .isEqualTo(ends.path(0).asText());
                assertThat(found.path("most").asText())
                        .as(limit.getKey())
                        .isEqualTo(ends.path(1).asText());
                answered++;
            }
        }
        assertThat(answered).isGreaterThan(20);
    }

    @Test
    void stockIsTakenUpToTheMostThatTikTokTakes() {
        JsonNode stock = limit("stock", true, "stock");

        assertThat(stock.path("most").asInt()).isEqualTo(99_999);
        assertThat(stock.path("units")).extracting(JsonNode::asText).containsExactly("個", "点");
    }

    private JsonNode limit(String field, boolean ofSku, String name) {
        for (JsonNode each : fields) {
            if (each.path("field").asText().equals(field) && each.path("ofSku").asBoolean() == ofSku) {
                for (JsonNode limit : each.path("limits")) {
                    if (limit.path("name").asText().equals(name)) {
                        return limit;
                    }
                }
            }
        }
        throw new AssertionError("The field " + field + " does not show the limit " + name + ".");
    }

    private static List<String> places(JsonNode limit) {
        List<String> places = new ArrayList<>();
        for (JsonNode written : List.of(limit.path("at"), limit.path("shown"))) {
            if (written.isTextual()) {
                places.add(written.asText());
            }
            written.forEach(each -> places.add(each.asText()));
        }
        return places;
    }
}
