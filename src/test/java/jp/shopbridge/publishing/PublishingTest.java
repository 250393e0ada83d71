package jp.shopbridge.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublishingTest {

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
    void createsASelectedListingAndFollowsItUntilItIsLive() {
        List<ListingKey> keys = stage.stage(3);
        stage.select(keys);

        for (ListingKey key : keys) {
            Listing live = stage.await(key, ListingState.LIVE);
            assertThat(stage.at(key)).hasSize(1);
            assertThat(live.status().remoteProductId())
                    .isEqualTo(stage.at(key).get(0).id());
        }
    }
}
