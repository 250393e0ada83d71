package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.content.ListingContent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images of choices: which axis they stand for, and on the wires from a person's edit to TikTok Shop. */
class OptionImagesTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.plain();
        stage.authorise();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void findsTheAxisOfWhichEveryValueHasOneImage() {
        OptionImages images = OptionImages.of(listing("赤 M a", "赤 L", "青 M b", "青 L b"));

        assertThat(images.axis()).isEqualTo("カラー");
        assertThat(images.urls()).isEqualTo(Map.of("赤", "a", "青", "b"));
        assertThat(images.lack()).isNull();
        assertThat(OptionImages.of(listing("赤 M a", "赤 L b", "青 M a", "青 L b")).axis())
                .isEqualTo("サイズ");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(OptionImages.of(listing("赤 M", "青 M")).lack()).isNull();
        assertThat(OptionImages.of(listing("赤 M a", "赤 L", "青 M", "青 L")).lack())
                .isNotNull()
                .matches(lack -> lack.code().equals("PREFLIGHT_OPTION_IMAGE_MISSING"))
                .matches(lack -> lack.sentence().ja().contains("青"));
        assertThat(OptionImages.of(listing("赤 M a", "赤 L b", "青 M c", "青 L d")).lack())
                .isNotNull()
                .matches(lack -> lack.code().equals("PREFLIGHT_OPTION_IMAGE_AXES"));
    }

    @Test
    void showsTheValuesOfOneAxisByTheImagesThatAPersonGave() {
        ListingKey key = stage.sample(2, UnaryOperator.identity());
        Listing listing = stage.listing(key);
        String axis =
                listing.effective().document().at("/skus/0/options/0/axis").asText();
        assertThat(axis).isNotEmpty();
        ObjectNode patch = Json.MAPPER.createObjectNode();
        Set<String> values = new TreeSet<>();
        String image = listing.effective().document().at("/images/0/url").asText();
        for (JsonNode sku : listing.effective().document().path("skus")) {
            if (values.add(sku.at("/options/0/value").asText())) {
                patch.withObjectProperty("skus")
                        .withObjectProperty(sku.path("sku_no").asText())
                        .put("image", image);
            }
        }
        stage.edit(key, Json.text(patch));

        assertThat(stage.done("GET", "products/" + key.productNo() + "/preview", null)
                        .toString())
                .contains("sku_img");
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);

        Set<String> shown = new TreeSet<>();
        for (JsonNode sku : remote(key).path("skus")) {
            for (JsonNode attribute : sku.path("sales_attributes")) {
                assertThat(attribute.has("sku_img"))
                        .isEqualTo(attribute.path("name").asText().equals(axis));
                if (attribute.has("sku_img")) {
                    assertThat(attribute.at("/sku_img/uri").asText()).isNotEmpty();
                    shown.add(attribute.path("value_name").asText());
                }
            }
        }
        assertThat(shown).isEqualTo(values);

        stage.edit(key, "{\"title\":\"画像つきの選択肢\"}");
        stage.await(
                key,
                "shows the new title",
                now -> now.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("画像つきの選択肢"));
        assertThat(remote(key).at("/skus/0/sales_attributes/0/sku_img/uri").asText())
                .isNotEmpty();
    }

    @Test
    void tellsBeforeSendingThatAValueHasNoImage() {
        ListingKey key = stage.numbered("HALF-SHOWN");
        String skuNo =
                stage.listing(key).effective().document().at("/skus/0/sku_no").asText();
        stage.edit(key, "{\"skus\":{\"" + skuNo + "\":{\"image\":\"https://shop.example/a.jpg\"}}}");
        stage.select(List.of(key));

        Listing incomplete = stage.await(key, ListingState.INCOMPLETE);

        assertThat(Objects.requireNonNull(incomplete.status().stateCode())).startsWith("PREFLIGHT_OPTION_IMAGE");
        assertThat(stage.at(key)).isEmpty();
    }

    private static JsonNode remote(ListingKey key) {
        return stage.control("GET", "/products/" + stage.at(key).get(0).id(), null)
                .path("live");
    }

    /** A listing with such SKUs: colour, size and, where it has one, its image. */
    private static ListingContent listing(String... skus) {
        ObjectNode listing = Json.MAPPER.createObjectNode();
        ArrayNode list = listing.putArray("skus");
        for (String words : skus) {
            String[] each = words.split(" ");
            ObjectNode sku = list.addObject();
            ArrayNode options = sku.putArray("options");
            options.addObject().put("axis", "カラー").put("value", each[0]);
            options.addObject().put("axis", "サイズ").put("value", each[1]);
            if (each.length > 2) {
                sku.put("image", each[2]);
            }
        }
        return ListingContent.of(listing);
    }
}
