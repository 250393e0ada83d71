package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL, where several instances share the work. */
class PublishingIT {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.on(Database.postgres(), world -> world, Map.of());
        stage.authorise();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void createsEditsAndResolvesOnPostgres() {
        stage.fault(FaultRule.of("done-but-lost")
                .on("POST", "/product/202309/products")
                .times(1));
        ListingKey key = stage.sample(0, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);

        stage.edit(key, "{\"title\":\"直した商品名\"}");
        stage.await(
                key,
                "shows the new title",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("直した商品名"));
        assertThat(stage.at(key)).hasSize(1);
    }
}
