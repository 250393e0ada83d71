package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;

/** What a product at TikTok proves of a call whose answer was lost. */
class RemoteProductTest {

    private static final RemoteProduct REMOTE = RemoteProduct.of(new TiktokAnswer(
            Json.parse(
                    """
                    {"id": "1", "title": "煎茶", "brand": {"id": "7"},
                     "size_chart": {"image": {"uri": "tos/a", "urls": ["https://p.example/a"]}},
                     "product_attributes": [{"id": "100", "name": "素材", "values": [{"id": "1", "name": "綿"}, {"name": "他"}]}]}
                    """),
            null,
            List.of(),
            List.of(),
            ""));

    @Test
    void holdsAPartThatNamesOnlyWhatItShows() {
        assertThat(REMOTE.holds(Json.parse("{\"size_chart\":{\"image\":{\"uri\":\"tos/a\"}},\"brand_id\":\"7\"}")))
                .isTrue();
        assertThat(REMOTE.holds(Json.parse(
                        "{\"product_attributes\":[{\"id\":\"100\",\"values\":[{\"id\":\"1\"},{\"name\":\"他\"}]}]}")))
                .isTrue();
    }

    @Test
    void doesNotHoldAPartThatItDoesNotShowYet() {
        assertThat(REMOTE.holds(Json.parse("{\"size_chart\":{\"image\":{\"uri\":\"tos/b\"}}}")))
                .isFalse();
        assertThat(REMOTE.holds(Json.parse("{\"brand_id\":\"8\"}"))).isFalse();
    }

    @Test
    void doesNotHoldAWholeEditThatLeavesOutWhatItStillShows() {
        String attributes = "\"product_attributes\":[{\"id\":\"100\",\"values\":[{\"id\":\"1\"}]}]";
        String chart = "\"size_chart\":{\"image\":{\"uri\":\"tos/a\"}}";
        String whole = "{\"category_id\":\"5\",\"title\":\"煎茶\"," + attributes + "," + chart;

        assertThat(REMOTE.holds(Json.parse(whole + ",\"brand_id\":\"7\"}"))).isTrue();
        assertThat(REMOTE.holds(Json.parse(whole + "}"))).isFalse();
    }
}
