package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever becomes of a request that changes something, TikTok Shop meets it once: nobody below the routes sends it again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentOnceTest {

    private static final String ID = "1729592969712207000";
    private static final byte[] PARTIAL_BODY = "{\"title\":\"一度だけ\"}".getBytes(StandardCharsets.UTF_8);

    private byte[] body = {};
    private Stage stage;

    @BeforeAll
    void start() throws IOException {
        body = Files.readAllBytes(Path.of("mappings/samples/tiktok-product/create-tshirt.json"));
        stage = Stage.on(Database.h2(), world -> world, Map.of());
        stage.authorise();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @AfterEach
    void calm() {
        stage.tiktok().faults().clear();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "create, status-429",
        "create, status-503",
        "create, drop",
        "create, done-but-lost",
        "edit, status-429",
        "edit, status-503",
        "edit, drop",
        "edit, done-but-lost",
        "partial edit, status-429",
        "partial edit, status-503",
        "partial edit, drop",
        "partial edit, done-but-lost"
    })
    void isCountedOnce(String what, String fault) {
        TiktokRequests requests = stage.bean(TiktokRequests.class);
        TiktokCall call =
                switch (what) {
                    case "create" -> requests.create(Stage.SHOP, body);
                    case "edit" -> requests.edit(Stage.SHOP, ID, body);
                    default -> requests.partialEdit(Stage.SHOP, ID, PARTIAL_BODY);
                };
        String method = call.operation().method();
        String path =
                switch (what) {
                    case "create" -> "/product/202309/products";
                    case "edit" -> "/product/202509/products/" + ID;
                    default -> "/product/202509/products/" + ID + "/partial_edit";
                };
        stage.fault(FaultRule.of(fault).on(method, path));
        long before = stage.tiktok().requests().count(method, path);

        assertThatThrownBy(() -> stage.call(0, call)).isInstanceOf(RuntimeException.class);

        assertThat(stage.tiktok().requests().count(method, path) - before).isEqualTo(1);
    }
}
