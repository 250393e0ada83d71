package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.RudePictures;
import jp.shopbridge.support.SamplePictures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pictures and descriptions as real catalogues have them, from futureshop through the running program to TikTok Shop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CataloguePicturesTest {

    private static final String LIKE = "TOWEL-003";

    private final RudePictures web = new RudePictures();
    private final BridgeWithWorlds bridge = BridgeWithWorlds.on(
            Database.h2(),
            Map.of(
                    "publishing.image-fault-lasts", "20s",
                    "publishing.images.longest", "4s",
                    "publishing.images.decoding-memory", "64MB",
                    "publishing.first-retry", "1s",
                    "publishing.image-age", "0s"));
    private final byte[] good = SamplePictures.plain(800, 800, Color.ORANGE, "jpg");
    private final List<String> added = new ArrayList<>();

    @BeforeAll
    void offer() {
        bridge.await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        String picture = web.put("/good.jpg", good);

        byte[] phone = SamplePictures.plain(4032, 3024, Color.PINK, "jpg");
        product("A1-1", null, web.put("/a1-1.jpg", phone), web.put("/a1-2.jpg", SamplePictures.held(phone, 3)));
        product("A1-2", null, web.put("/a1-3.jpg", SamplePictures.held(phone, 6)), web.put("/a1-4.jpg", phone));
        product(
                "A2",
                null,
                web.put(
                        "/a2.png",
                        SamplePictures.file(new BufferedImage(10_900, 10_900, BufferedImage.TYPE_BYTE_BINARY), "png")));
        web.put("/moved%20file.jpg", good);
        web.put("/%E7%A7%BB%E5%8B%95%E5%85%88.jpg", SamplePictures.plain(700, 700, Color.CYAN, "png"));
        product("A4", null, web.move("/a4-1.jpg", "/moved file.jpg"), web.move("/a4-2.jpg", "/移動先.jpg"));
        web.put("/%E5%86%99%E7%9C%9F%E2%91%A0%E3%88%B1.jpg", good);
        web.put("/x.jpg?name=%E7%94%BB%E5%83%8F", SamplePictures.plain(600, 600, Color.RED, "jpg"));
        product("A5", null, web.url("/写真①㈱.jpg"), web.url("/x.jpg?name=画像"));
        web.put("/%E7%94%BB%E5%83%8F%201.jpg", good);
        web.put("/a%7Cb.jpg", SamplePictures.plain(600, 600, Color.GREEN, "jpg"));
        web.put("/100%25.jpg", SamplePictures.plain(600, 600, Color.BLUE, "jpg"));
        product(
                "A6",
                null,
                web.url("/画像 1.jpg"),
                web.url("/a|b.jpg"),
                web.url("/100%.jpg").replace("http", "HTTP"));
        web.put("/itembox/a.jpg", good);
        product(
                "A7",
                "<p>綿</p><img src=\"/itembox/a.jpg\"><img data-src=\"" + picture + "\"><img src=\"data:x\">",
                picture);
        product("A7-lost", "<img src=\"data:image/gif;base64,R0\">", picture);
        product("A7-none", "", picture);
        String icon = web.put("/icon.png", SamplePictures.plain(16, 16, Color.BLACK, "png"));
        product(
                "A8",
                "<p>綿</p><img src=\"" + icon + "\"><img src=\"" + web.url("/dead.jpg") + "\"><img src=\"" + picture
                        + "\">",
                picture);
        product("A8-lost", "<img src=\"" + icon + "\"><img src=\"" + web.url("/dead.jpg") + "\">", picture);
        byte[] cut = Arrays.copyOf(good, good.length - 200);
        web.put("/a9-1.jpg", "<html>maintenance</html>".repeat(9).getBytes(StandardCharsets.UTF_8));
        web.put("/a9-2.jpg", cut);
        healsAfterAWhile("/a9-1.jpg");
        healsAfterAWhile("/a9-2.jpg");
        product("A9", null, web.url("/a9-1.jpg"), web.url("/a9-2.jpg"));
        product("A9-stays", null, web.put("/a9-3.jpg", cut));
        product("A12", null, web.url("/endless-headers"), web.url("/drip-headers"));
        product("A12-other", null, web.put("/a12.jpg", good));

        web.put("/a11.jpg?t=1", good);
        web.put("/a11.jpg?t=2", good);
        product("A11", null, web.url("/a11.jpg?t=1"));
        product("A11-edited", null, web.url("/a11.jpg?t=1"));

        bridge.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}");
        added.forEach(number -> bridge.await(
                "/api/products?q=" + number, found -> found.path("total").asInt() > 0));
        bridge.await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        added.forEach(number ->
                bridge.send("PATCH", "/api/products/" + number, "{\"category_id\":\"600022\",\"attributes\":[]}"));
        ObjectNode selection = Json.MAPPER.createObjectNode().put("selected", true);
        added.forEach(selection.putArray("productNos")::add);
        bridge.send("POST", "/api/selection", Json.text(selection));
    }

    @AfterAll
    void stop() {
        bridge.close();
        web.close();
    }

    @Test
    void manyLargePicturesAllGoLive() {
        live("A1-1");
        live("A1-2");
        live("A2");
    }

    @Test
    void addressesAreReadAsABrowserDoes() {
        live("A4");
        live("A5");
        live("A6");
    }

    @Test
    void aDescriptionsPicturesAreFoundAndWhatCannotBeShownIsNamed() {
        JsonNode product = live("A7");
        assertThat(product.at("/values/description").asText()).contains("/itembox/a.jpg", "/good.jpg");
        assertThat(notes(product)).anyMatch(note -> note.contains("data:x") && note.contains("埋め込まれた"));
        assertThat(bridge.get("/api/products/A7/explain").toString()).contains("images_left_out", "embedded");

        JsonNode lost =
                bridge.await("/api/products/A7-lost", found -> state(found).equals("incomplete"));
        assertThat(lost.path("lacks").toString()).contains("description");

        assertThat(notes(live("A7-none"))).anyMatch(note -> note.contains("商品名を商品説明として送ります"));
    }

    @Test
    void iconsAndDeadLinksAreLeftOutOfADescription() {
        JsonNode product = live("A8");
        assertThat(notes(product))
                .anyMatch(note -> note.contains("/icon.png") && note.contains("16×16"))
                .anyMatch(note -> note.contains("/dead.jpg") && note.contains("404"));

        JsonNode lost =
                bridge.await("/api/products/A8-lost", found -> state(found).equals("incomplete"));
        assertThat(lost.path("lacks").toString()).contains("PUBLISHING_DESCRIPTION_LOST");
    }

    @Test
    void aFaultOfTheMomentIsTriedAgainAndAPersonAskedOnlyWhenItStays() {
        bridge.await("/api/products/A9/history", history -> history.toString().contains("自動的に再試行します"));
        live("A9");

        JsonNode stays =
                bridge.await("/api/products/A9-stays", found -> state(found).equals("incomplete"));
        assertThat(stays.path("lacks").toString()).contains("PUBLISHING_IMAGE_CUT_OFF", "途中で切れています");
    }

    @Test
    void aNewTimeInAnAddressOfTheSameBytesSendsNothing() {
        live("A11");
        bridge.send("PATCH", "/api/products/A11-edited", "{\"images\":[{\"url\":\"" + web.url("/a12.jpg") + "\"}]}");
        live("A11-edited");
        ObjectNode image = Json.MAPPER.createObjectNode();
        image.putObject("image").putArray("imageList").addObject().put("xxlImagePath", web.url("/a11.jpg?t=2"));

        for (String number : List.of("A11", "A11-edited")) {
            bridge.control("PATCH", bridge.futureshopUrl() + "/control/products/" + number, Json.text(image));
        }
        bridge.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}");

        bridge.await("/api/products/A11/history", history -> history.toString().contains("何も送信していません"));
        assertThat(live("A11").at("/values/images").toString()).contains("t=2");
        JsonNode edited = bridge.await(
                "/api/products/A11-edited",
                found -> found.path("edits").toString().contains("t=2"));
        assertThat(edited.path("sourceChanged").asBoolean()).isFalse();
        assertThat(edited.at("/edits").toString()).doesNotContain("\"sourceChanged\":true");
    }

    @Test
    void aServerWithoutEndHoldsUpItsOwnProductOnly() {
        live("A12-other");
        bridge.await("/api/products/A12/history", history -> history.toString().contains("自動的に再試行します"));
        assertThat(bridge.get("/actuator/health/liveness").path("status").asText())
                .isEqualTo("UP");
    }

    private void healsAfterAWhile(String path) {
        AtomicBoolean asked = new AtomicBoolean();
        web.onAsked(path, () -> {
            if (!asked.getAndSet(true)) {
                CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(() -> web.put(path, good));
            }
        });
    }

    private JsonNode live(String number) {
        return bridge.await("/api/products/" + number, found -> state(found).equals("live"));
    }

    private static List<String> notes(JsonNode product) {
        List<String> notes = new ArrayList<>();
        product.path("notes").forEach(note -> notes.add(note.at("/sentence/ja").asText()));
        return notes;
    }

    private static String state(JsonNode product) {
        return product.path("state").asText();
    }

    private void product(String number, @Nullable String description, String... pictures) {
        ObjectNode product =
                Json.MAPPER.createObjectNode().put("productNo", number).put("like", LIKE);
        product.put("uri", web.url("/c/" + number));
        ObjectNode image = product.putObject("image").putNull("mainImagePath");
        ArrayNode list = image.putArray("imageList");
        for (String url : pictures) {
            list.addObject().put("xxlImagePath", url);
        }
        if (description != null) {
            product.putObject("comment")
                    .put("linkedDescription", "")
                    .put("descriptionLarge", description)
                    .put("descriptionSmall", "");
        }
        bridge.control("POST", bridge.futureshopUrl() + "/control/products", Json.text(product));
        added.add(number);
    }
}
