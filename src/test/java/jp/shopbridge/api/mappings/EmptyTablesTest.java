package jp.shopbridge.api.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.Reason;
import jp.shopbridge.staging.MappingUpkeep;
import jp.shopbridge.staging.ShopMappings;
import org.junit.jupiter.api.Test;

/** Over real HTTP with the setting that the profile live has: nothing of the sandbox's tables reaches a real shop. */
class EmptyTablesTest {

    @Test
    void aShopWhoseTablesWereNeverFilledIsToldHowToFillThem() {
        try (ApiServer api = ApiServer.start("bridge.sample-rows=false")) {
            api.bean(MappingUpkeep.class).refresh();

            JsonNode list = api.get("/api/mappings").json();

            assertThat(list.path("complaint").isNull()).as(list.toString()).isTrue();
            assertThat(list.path("inForce").asText())
                    .isEqualTo(list.path("ofFiles").asText());
            JsonNode empty = list.path("emptyTables");
            List<String> files = new ArrayList<>();
            empty.path("tables").forEach(table -> files.add(table.path("file").asText()));
            assertThat(files)
                    .containsExactly("lookups/categories.csv", "lookups/packages.csv", "lookups/usual-attributes.csv");
            assertThat(Json.text(empty.at("/tables/0/columns")))
                    .isEqualTo("[\"group_url\",\"category_id\",\"brand_id\"]");
            assertThat(empty.at("/sentence/ja").asText()).startsWith("次の対応表はまだ空です。");
            ShopMappings mappings = api.bean(ShopMappings.class);
            ObjectNode tea =
                    Json.parseObject("{\"productNo\":\"T\",\"name\":\"煎茶\",\"unitPrice\":680,\"groupUrl\":\"tea\"}");
            MappingOutcome outcome = mappings.toListing(mappings.inForce(), "sample", tea);
            assertThat(outcome.target().has("category_id")).isFalse();
            assertThat(outcome.reasons()).extracting(Reason::field).contains("category_id");
        }
    }

    @Test
    void theSandboxIsToldNothing() {
        assertThat(ApiServer.shared()
                        .get("/api/mappings")
                        .json()
                        .path("emptyTables")
                        .isNull())
                .isTrue();
    }
}
