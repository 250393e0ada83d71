package jp.shopbridge.publishing.foresee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.support.Database;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A catalogue is tried before TikTok is authorised: what passes, what does not and why, and nothing is asked or sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalTest {

    private final Stage stage = Stage.on(Database.h2(), world -> world, Map.of("publishing.period", "1d"));
    private ListingKey sound = new ListingKey(Stage.SHOP, "none");

    @BeforeAll
    void stageACatalogue() {
        sound = stage.sample(0, UnaryOperator.identity());
        stage.sample(1, listing -> listing.put("category_id", "999999999999"));
        stage.sample(2, listing -> {
            listing.remove("weight_g");
            return listing;
        });
        stage.sample(3, listing -> {
            listing.remove("weight_g");
            listing.remove("images");
            return listing;
        });
        // What our own checks let through and TikTok's contract does not.
        stage.sample(4, listing -> {
            listing.putArray("attributes")
                    .addObject()
                    .put("id", "100157")
                    .putArray("values")
                    .add(Json.MAPPER.createObjectNode().put("name", "綿"))
                    .add(Json.MAPPER.createObjectNode().put("name", "綿"));
            return listing;
        });
        stage.select(List.of(sound));
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @Test
    void tellsHowManyWouldPassAndWhatToMendWithoutAskingTiktok() {
        JsonNode result = rehearse();

        assertThat(result.path("status").asText()).isEqualTo("done");
        assertThat(result.path("examined").asInt()).isEqualTo(5);
        assertThat(result.path("passing").asInt()).as(result.toPrettyString()).isEqualTo(2);
        assertThat(result.path("selected").asInt()).isEqualTo(1);
        assertThat(result.path("selectedPassing").asInt()).isEqualTo(1);
        JsonNode weight = cause(result, "weight_g");
        assertThat(weight.path("products").asInt()).isEqualTo(2);
        assertThat(weight.path("onlyObstacle").asInt()).isEqualTo(1);
        assertThat(weight.path("ja").asText()).isNotEmpty();
        assertThat(weight.path("examples")).hasSize(2);
        JsonNode strict = StreamSupport.stream(result.path("causes").spliterator(), false)
                .filter(cause -> cause.path("foundBy").asText().equals("contract"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.toPrettyString()));
        assertThat(strict.path("code").asText()).isEqualTo("CONTRACT_ATTRIBUTE_VALUES_UNIQUE");
        assertThat(strict.path("field").asText()).isEqualTo("product_attributes[].values");
        assertThat(strict.path("ja").asText()).contains("product_attributes[].values", "綿");
        assertThat(strict.path("products").asInt()).isEqualTo(1);
        assertThat(stage.at(sound)).isEmpty();
        assertThat(stage.tiktok().requests().count("POST", "/product/202309/products"))
                .isZero();
    }

    @Test
    void joinsTheOneThatIsUnderWay() {
        Rehearsals rehearsals = stage.bean(Rehearsals.class);
        Rehearsal first = Objects.requireNonNull(rehearsals.begin(Stage.SHOP, "merchant"));

        assertThat(rehearsals.begin(Stage.SHOP, "merchant")).isNull();

        rehearsals.onFailure(first, new IllegalStateException("a test ends it"));
        assertThat(rehearsals.latest(Stage.SHOP).orElseThrow().path("status").asText())
                .isEqualTo("failed");
    }

    private JsonNode rehearse() {
        Rehearsals rehearsals = stage.bean(Rehearsals.class);
        Rehearsal rehearsal = Objects.requireNonNull(rehearsals.begin(Stage.SHOP, "merchant"));
        stage.bean(CamelContext.class)
                .createFluentProducerTemplate()
                .to("direct:publishing-rehearse-catalogue")
                .withVariable("rehearsal", rehearsal)
                .request();
        return rehearsals.latest(Stage.SHOP).orElseThrow();
    }

    private static JsonNode cause(JsonNode result, String field) {
        return StreamSupport.stream(result.path("causes").spliterator(), false)
                .filter(cause -> cause.path("field").asText().equals(field))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.toPrettyString()));
    }
}
