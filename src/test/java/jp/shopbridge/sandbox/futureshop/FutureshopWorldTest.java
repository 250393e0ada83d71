package jp.shopbridge.sandbox.futureshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import jp.shopbridge.sandbox.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FutureshopWorldTest {

    private final Hands clock = new Hands();
    private final FutureshopWorld world =
            new FutureshopWorld(FutureshopSettings.standard().withClock(clock).withRequestsPerSecond(0));
    private final ShopCaller caller = new ShopCaller(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTokenIsGivenForClientCredentialsAndTheShopKey() {
        ShopCaller.Answer answer = caller.login();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("access_token").asText()).hasSizeGreaterThan(20);
        assertThat(answer.body().path("token_type").asText()).isEqualToIgnoringCase("bearer");
        assertThat(answer.body().path("expires_in").isInt()).isTrue();
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(3600);
    }

    @Test
    void wrongCredentialsGetNoToken() {
        assertThat(caller.send(caller.tokenRequest("sandbox-client", "wrong", "sandbox-shop"))
                        .status())
                .isEqualTo(401);
        assertThat(caller.send(caller.tokenRequest("other", "sandbox-secret", "sandbox-shop"))
                        .status())
                .isEqualTo(401);
        assertThat(caller.send(caller.tokenRequest("sandbox-client", "sandbox-secret", "other"))
                        .status())
                .isEqualTo(401);
        assertThat(caller.send(caller.tokenRequest("sandbox-client", "sandbox-secret", "sandbox-shop")
                                .setHeader("Content-Type", "application/json"))
                        .status())
                .isEqualTo(400);
        assertThat(caller.send(caller.tokenRequest("sandbox-client", "sandbox-secret", "sandbox-shop")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("grant_type=password")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anApiCallNeedsAGoodTokenAndTheShopKey() {
        assertThat(caller.send(caller.api("/admin-api/v1/products").setHeader("Authorization", "Bearer nobody"))
                        .status())
                .isEqualTo(401);
        assertThat(caller.send(caller.api("/admin-api/v1/products").setHeader("X-SHOP-KEY", "other"))
                        .status())
                .isEqualTo(401);
        assertThat(caller.products().status()).isEqualTo(200);

        clock.forward(Duration.ofHours(1));

        assertThat(caller.products().status()).isEqualTo(401);
    }

    @Test
    void aNewTokenLeavesTheOldOneGood() {
        caller.login();
        new ShopCaller(world).login();

        assertThat(caller.products().status()).isEqualTo(200);
    }

    @Test
    void anUnregisteredAddressIsForbiddenEvenAToken() {
        caller.login();
        world.setIpRegistered(false);

        assertThat(caller.login().status()).isEqualTo(403);
        assertThat(caller.products().status()).isEqualTo(403);
    }

    @Test
    void moreThanOneRequestPerSecondIsRefusedTokenCallsIncluded() {
        world.setRequestsPerSecond(1);

        assertThat(caller.login().status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));
        assertThat(caller.products().status()).isEqualTo(200);
        ShopCaller.Answer told = caller.products();
        ShopCaller.Answer untold = caller.products();
        clock.forward(Duration.ofSeconds(1));
        assertThat(caller.products().status()).isEqualTo(200);

        assertThat(told.status()).isEqualTo(429);
        assertThat(told.header("Retry-After")).isEqualTo("1");
        assertThat(told.firstError()).startsWith("TooManyRequests");
        assertThat(untold.status()).isEqualTo(429);
        assertThat(untold.header("Retry-After")).isEmpty();
    }

    @Test
    void theWholeCatalogueIsReadByFollowingNextUrl() {
        List<JsonNode> pages = caller.pages(caller.products("count", "250"));

        assertThat(pages.get(0).path("productList")).hasSize(250);
        assertThat(pages.get(0).has("status")).isFalse();
        assertThat(pages.get(pages.size() - 1).has("nextUrl")).isFalse();
        List<Long> ids = ids(pages);
        assertThat(ids)
                .hasSize((int) world.catalogue().size())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(300);
    }

    @Test
    void nextUrlIsAbsoluteAndRepeatsTheFilters() {
        String nextUrl = caller.products("types", "image,variation", "mainGroupUrl", "tea,mug", "count", "50")
                .body()
                .path("nextUrl")
                .asText();

        assertThat(nextUrl)
                .startsWith(world.baseUrl() + "/admin-api/v1/products?")
                .contains("types=image%2Cvariation", "mainGroupUrl=tea%2Cmug", "count=50", "cursor=");
        assertThat(caller.get(nextUrl).status()).isEqualTo(200);
    }

    @Test
    void fiftyProductsAreAPageUnlessToldOtherwise() {
        assertThat(caller.products().body().path("productList")).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count           | 49                   | InvalidValue count",
                "count           | 251                  | InvalidValue count",
                "count           | many                 | InvalidValue count",
                "types           | images               | InvalidValue types",
                "types           | regular              | InvalidValue types",
                "type            | image                | InvalidValue type",
                "page            | 2                    | InvalidValue page",
                "productNo       | A,,B                 | InvalidValue productNo",
                "productNo       | 123456789012345678901234567890123 | InvalidValue productNo",
                "janCode         | 1234567890123456789012345678901   | InvalidValue janCode",
                "mainGroupUrl    | 123456789012345678901234567890123 | InvalidValue mainGroupUrl",
                "createDateStart | 2025-01-01           | InvalidDateFormat createDateStart",
                "createDateEnd   | 2025-01-01 00:00:00  | InvalidDateFormat createDateEnd",
                "createDateEnd   | 2025-02-30T00:00:00  | InvalidDateFormat createDateEnd",
                "createDateEnd   | 2025-01-01T00:00:00Z | InvalidDateFormat createDateEnd",
                "createDateEnd   | 2025-01-01T00:00:00%2B09:00 | InvalidDateFormat createDateEnd",
                "updateDateStart | 2025-01-01T00:00:00  | Required updateDateEnd",
                "updateDateEnd   | 2025-01-01T00:00:00  | Required updateDateStart",
                "cursor          | made-up              | InvalidValue cursor",
            })
    void aWrongParameterIsNamed(String name, String value, String error) {
        ShopCaller.Answer answer = caller.products(name, value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("status").asText()).isEqualTo("failed");
        assertThat(answer.firstError()).isEqualTo(error);
        assertThat(answer.body().path("errors").path(0).path("message").asText())
                .isNotBlank();
        assertThat(answer.body().has("productList")).isFalse();
    }

    @Test
    void anUpdateWindowIsAtMostThirtyOneDaysAndRunsForward() {
        assertThat(caller.products("updateDateStart", "2025-06-01T00:00:00", "updateDateEnd", "2025-07-02T00:00:00")
                        .status())
                .isEqualTo(200);
        assertThat(caller.products("updateDateStart", "2025-06-01T00:00:00", "updateDateEnd", "2025-07-02T00:00:01")
                        .firstError())
                .isEqualTo("InvalidValue updateDateEnd");
        assertThat(caller.products("updateDateStart", "2025-06-02T00:00:00", "updateDateEnd", "2025-06-01T00:00:00")
                        .firstError())
                .isEqualTo("InvalidValue updateDateEnd");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        assertThat(caller.get("/admin-api/v1/products?types=image&types=variation")
                        .firstError())
                .isEqualTo("InvalidValue types");
    }

    @Test
    void aListOfMoreThanOneHundredValuesIsTooMany() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "P" + i).collect(Collectors.joining(","));

        assertThat(caller.products("productNo", hundred).status()).isEqualTo(200);
        assertThat(caller.products("productNo", hundred + ",P100").firstError()).isEqualTo("TooMany productNo");
        assertThat(caller.products("janCode", hundred + ",P100").firstError()).isEqualTo("TooMany janCode");
        assertThat(caller.products("mainGroupUrl", hundred + ",P100").firstError())
                .isEqualTo("TooMany mainGroupUrl");
    }

    @Test
    void aFailedAnswerMayComeWithStatus200() {
        world.setFailedStatus(200);

        ShopCaller.Answer answer = caller.products("count", "1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("failed");
    }

    @Test
    void productsAreFoundByNumberGroupAndJan() {
        assertThat(numbers(caller.products("productNo", "MUG-001,TEA-001,NONE")))
                .containsExactly("TEA-001", "MUG-001");
        assertThat(numbers(caller.products("mainGroupUrl", "knife", "count", "250")))
                .isNotEmpty()
                .allSatisfy(number -> assertThat(number).matches("KNIFE-.*|ODD-.*|BROKEN-.*"));
        String jan = caller.products("productNo", "TSHIRT-001", "types", "variation")
                .body()
                .at("/productList/0/variation/variationList/1/janCode")
                .asText();
        assertThat(numbers(caller.products("janCode", jan))).containsExactly("TSHIRT-001");
    }

    @Test
    void updateWindowsAreInclusiveAtBothEnds() {
        String updated = caller.products("productNo", "TEA-001")
                .body()
                .at("/productList/0/dateLastUpdated")
                .asText();

        assertThat(numbers(caller.products("updateDateStart", updated, "updateDateEnd", updated)))
                .contains("TEA-001");
    }

    @Test
    void blocksComeOnlyWhenAskedFor() {
        JsonNode bare = one(caller.products("productNo", "TSHIRT-001"));
        JsonNode dressed = one(caller.products("productNo", "TSHIRT-001", "types", "image,variation,comment"));

        assertThat(names(bare))
                .contains("id", "productNo", "url", "uri", "name", "unitPrice", "visible", "type", "dateLastUpdated")
                .doesNotContain("image", "variation", "comment", "inventoryInfo");
        assertThat(names(dressed)).contains("image", "variation", "comment").doesNotContain("inventoryInfo");
        assertThat(names(dressed.at("/image/imageList/0")))
                .contains(
                        "originalImagePath",
                        "xxlImagePath",
                        "xlImagePath",
                        "lImagePath",
                        "mImagePath",
                        "sImagePath",
                        "xsImagePath");
        assertThat(names(dressed.at("/variation/variationList/0")))
                .containsExactly(
                        "skuNo",
                        "horizontalNo",
                        "horizontalName",
                        "verticalNo",
                        "verticalName",
                        "janCode",
                        "count",
                        "price",
                        "representativeVariation",
                        "leadTime",
                        "weight");
    }

    @Test
    void flatProductsObeyTypesToo() {
        assertThat(names(one(caller.products("productNo", "ODD-FLAT"))))
                .doesNotContain("imageList", "variationList", "descriptionLarge");
        assertThat(names(one(caller.products("productNo", "ODD-FLAT", "types", "image,variation,comment"))))
                .contains("imageList", "variationList", "descriptionLarge")
                .doesNotContain("image", "variation", "comment");
    }

    @Test
    void aCursorExpiresAndIsGoodForItsOwnFiltersOnly() {
        String nextUrl = caller.products().body().path("nextUrl").asText();
        String cursor = nextUrl.substring(nextUrl.indexOf("cursor=") + 7);

        assertThat(caller.products("cursor", cursor).status()).isEqualTo(200);
        assertThat(caller.products("cursor", cursor, "count", "250").status()).isEqualTo(200);
        assertThat(caller.products("cursor", cursor, "mainGroupUrl", "tea").firstError())
                .isEqualTo("InvalidValue cursor");
        clock.forward(Duration.ofMinutes(11));
        assertThat(caller.products("cursor", cursor).firstError()).isEqualTo("InvalidValue cursor");
    }

    @Test
    void cursorsAndTokensCanBeEndedByControl() {
        String nextUrl = caller.products().body().path("nextUrl").asText();

        assertThat(caller.control("POST", "/control/cursors/expire", "").status())
                .isEqualTo(204);
        assertThat(caller.get(nextUrl).firstError()).isEqualTo("InvalidValue cursor");
        assertThat(caller.control("DELETE", "/control/tokens", "").status()).isEqualTo(204);
        assertThat(caller.products().status()).isEqualTo(401);
    }

    @Test
    void stockNeedsTypes() {
        assertThat(caller.inventory().firstError()).isEqualTo("InvalidValue types");
        assertThat(caller.inventory("types", "image").firstError()).isEqualTo("InvalidValue types");
        assertThat(caller.inventory("types", "regular", "count", "100").firstError())
                .isEqualTo("InvalidValue count");
        assertThat(caller.inventory(
                                "types",
                                "regular",
                                "updateDateStart",
                                "2025-01-01T00:00:00",
                                "updateDateEnd",
                                "2025-01-02T00:00:00")
                        .firstError())
                .isEqualTo("InvalidValue updateDateStart");
        assertThat(caller.inventory("types", "regular", "createDateStart", "2025")
                        .firstError())
                .isEqualTo("InvalidDateFormat createDateStart");
    }

    @Test
    void stockComesInPagesOfOneHundredByAscendingId() {
        List<JsonNode> pages = caller.pages(caller.inventory("types", "regular"));

        assertThat(pages.subList(0, pages.size() - 1))
                .allSatisfy(page -> assertThat(page.path("productList")).hasSize(100));
        assertThat(pages.get(pages.size() - 1).has("nextUrl")).isFalse();
        assertThat(ids(pages)).hasSize((int) world.catalogue().size()).isSorted();
    }

    @Test
    void stockHasTheShapeOfTheRealAnswer() {
        JsonNode product = one(caller.inventory("types", "regular", "productNo", "TEA-001"));

        assertThat(names(product))
                .containsExactly(
                        "id",
                        "url",
                        "productNo",
                        "name",
                        "visible",
                        "unitPrice",
                        "taxEnabled",
                        "taxRate",
                        "coolDeliveryEnabled",
                        "mailDeliveryEnabled",
                        "inventoryEnabled",
                        "variationEnabled",
                        "preorderEnabled",
                        "type",
                        "plannedStockEnabled",
                        "dateCreated",
                        "inventoryInfo");
        assertThat(names(product.path("inventoryInfo"))).containsExactly("regular");
        JsonNode list = product.at("/inventoryInfo/regular/inventoryList");
        assertThat(list).hasSize(1);
        assertThat(names(list.path(0))).containsExactly("skuNo", "verticalNo", "horizontalNo", "janCode", "count");
        assertThat(list.path(0).path("skuNo").asText()).isEqualTo("TEA-001");
        assertThat(list.path(0).path("verticalNo").asText("x")).isEmpty();
        assertThat(list.path(0).path("horizontalNo").asText("x")).isEmpty();
        assertThat(product.path("id").isIntegralNumber()).isTrue();
        assertThat(product.path("unitPrice").isInt()).isTrue();
        assertThat(product.path("taxRate").isInt()).isTrue();
        assertThat(product.path("visible").isBoolean()).isTrue();
        assertThat(product.path("dateCreated").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void onlyTheStockKindsAskedForArePresent() {
        assertThat(names(one(caller.inventory("types", "regular,preorder,planned,realstore", "productNo", "TEA-001"))
                        .path("inventoryInfo")))
                .containsExactly("regular");
        JsonNode preorder = one(caller.inventory("types", "regular,preorder", "productNo", "ODD-PREORDER"));
        assertThat(names(preorder.path("inventoryInfo"))).containsExactly("regular", "preorder");
        assertThat(one(caller.inventory("types", "planned", "productNo", "ODD-PLANNED-STOCK"))
                        .at("/inventoryInfo/plannedList/0/date")
                        .asText())
                .isEqualTo("2026-12-20");
        assertThat(one(caller.inventory("types", "realstore", "productNo", "ODD-REAL-STORE"))
                        .at("/inventoryInfo/realStoreList/0/storeCode")
                        .asText())
                .isEqualTo("GINZA");
    }

    @Test
    void unusedAxesAreEmptyTextsAndSkuNumbersAreComposed() {
        JsonNode horizontal = one(caller.inventory("types", "regular", "productNo", "ODD-HORIZONTAL-ONLY"));
        JsonNode vertical = one(caller.inventory("types", "regular", "productNo", "ODD-VERTICAL-ONLY"));
        JsonNode both = one(caller.inventory("types", "regular", "productNo", "ODD-ONE-CHOICE"));

        assertThat(horizontal
                        .at("/inventoryInfo/regular/inventoryList/0/verticalNo")
                        .asText("x"))
                .isEmpty();
        assertThat(horizontal.at("/inventoryInfo/regular/inventoryList/0/skuNo").asText())
                .isEqualTo("ODD-HORIZONTAL-ONLY01");
        assertThat(vertical.at("/inventoryInfo/regular/inventoryList/0/horizontalNo")
                        .asText("x"))
                .isEmpty();
        assertThat(vertical.at("/inventoryInfo/regular/inventoryList/1/skuNo").asText())
                .isEqualTo("ODD-VERTICAL-ONLY25");
        assertThat(both.at("/inventoryInfo/regular/inventoryList/0/skuNo").asText())
                .isEqualTo("ODD-ONE-CHOICE789");
    }

    @Test
    void otherAddressesAndMethodsAreRefused() {
        assertThat(caller.get("/admin-api/v1/orders/1").status()).isEqualTo(404);
        assertThat(caller.get("/nothing").status()).isEqualTo(404);
        assertThat(caller.send(caller.api("/admin-api/v1/products").DELETE()).status())
                .isEqualTo(405);
    }

    @Test
    void theWorldsOwnFaultsAreSeen() {
        caller.login();
        world.faults()
                .add(FaultRule.of("permission-missing")
                        .on("GET", "/admin-api/v1/inventory")
                        .times(1));
        world.faults().add(FaultRule.of("failed-with-200").times(1));
        world.faults().add(FaultRule.of("product-list-missing").times(1));
        world.faults().add(FaultRule.of("maintenance").after(3).times(1));
        world.faults().add(FaultRule.of("ip-not-registered").after(3).times(1));
        world.faults().add(FaultRule.of("cursor-expired").times(1));

        assertThat(caller.inventory("types", "regular").status()).isEqualTo(403);
        ShopCaller.Answer failed = caller.products();
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.body().path("status").asText()).isEqualTo("failed");
        assertThat(caller.products().body().has("productList")).isFalse();
        assertThat(caller.products().status()).isEqualTo(503);
        assertThat(caller.products().status()).isEqualTo(403);
        String nextUrl = caller.products().body().path("nextUrl").asText();
        assertThat(caller.get(nextUrl).firstError()).isEqualTo("InvalidValue cursor");
        assertThat(caller.get(nextUrl).status()).isEqualTo(200);
        world.faults().add(FaultRule.of("token-revoked").times(1));
        assertThat(caller.products().status()).isEqualTo(401);
        assertThat(caller.products().status()).isEqualTo(401);
        caller.login();
        assertThat(caller.products().status()).isEqualTo(200);
    }

    @Test
    void everyCallIsCounted() {
        caller.products();
        caller.inventory("types", "regular");
        caller.inventory("types", "regular");

        assertThat(world.requests().count("POST", "/oauth/token")).isEqualTo(1);
        assertThat(world.requests().count("GET", "/admin-api/v1/products")).isEqualTo(1);
        assertThat(world.requests().count("GET", "/admin-api/v1/inventory")).isEqualTo(2);
    }

    private static JsonNode one(ShopCaller.Answer answer) {
        assertThat(answer.body().path("productList")).as("%s", answer.body()).hasSize(1);
        return answer.body().path("productList").path(0);
    }

    private static List<String> numbers(ShopCaller.Answer answer) {
        return StreamSupport.stream(answer.body().path("productList").spliterator(), false)
                .map(product -> product.path("productNo").asText())
                .toList();
    }

    private static List<Long> ids(List<JsonNode> pages) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode page : pages) {
            for (JsonNode product : page.path("productList")) {
                // One broken entry of the sample is no object and has no id.
                ids.add(product.isObject() ? product.path("id").asLong() : ids.get(ids.size() - 1) + 1);
            }
        }
        return ids;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A clock moved by hand. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-11-20T03:00:00Z");

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
