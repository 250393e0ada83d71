package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopPagesTest {

    private static final TikTokWorld WORLD =
            new TikTokWorld(TikTokSettings.builder().build());
    private static final String CATEGORIES = "/product/202309/categories";
    private final ApiClient client = new ApiClient(WORLD.baseUrl(), Clock.systemUTC());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void listsWarehousesWithTheSpellingOfTheWire() {
        JsonNode warehouses = client.get("/logistics/202309/warehouses").data().path("warehouses");

        assertThat(warehouses).hasSize(3);
        assertThat(warehouses.get(0).path("id").asText()).isEqualTo(ApiClient.SALES_WAREHOUSE);
        assertThat(warehouses.get(0).path("address").has("distict")).isTrue();
        assertThat(warehouses
                        .get(0)
                        .path("address")
                        .path("last_name_local_script")
                        .asText())
                .isNotBlank();
        assertThat(texts(warehouses, "type")).containsExactly("SALES_WAREHOUSE", "SALES_WAREHOUSE", "RETURN_WAREHOUSE");
        assertThat(texts(warehouses, "effect_status")).containsExactly("ENABLED", "DISABLED", "ENABLED");
    }

    @Test
    void listsPrerequisitesWithTheOddCase() {
        JsonNode results = client.get("/product/202312/prerequisites").data().path("check_results");

        assertThat(texts(results, "check_item"))
                .contains("SHOP_STATUS", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "BANk_ACCOUNT")
                .hasSize(10);
        assertThat(texts(results, "is_failed")).containsOnly("false");
    }

    @Test
    void showsTheTreeOfTheVersionAskedFor() {
        JsonNode v2 = client.get(CATEGORIES, "category_version", "v2", "locale", "ja-JP")
                .data()
                .path("categories");
        JsonNode v1 = client.get(CATEGORIES).data().path("categories");

        assertThat(v2.size()).isBetween(50, 80);
        assertThat(texts(v2, "id")).containsAll(SampleCategories.LEAF_BY_GROUP_URL.values());
        assertThat(texts(v2, "local_name")).contains("日本茶");
        assertThat(texts(v1, "id")).doesNotContainAnyElementsOf(texts(v2, "id"));
        assertThat(v2.get(0).path("parent_id").asText()).isEqualTo("0");
        assertThat(StreamSupport.stream(v2.spliterator(), false)
                        .filter(category -> SampleCategories.LEAF_BY_GROUP_URL.containsValue(
                                category.path("id").asText()))
                        .allMatch(category -> category.path("is_leaf").asBoolean()
                                && category.path("permission_statuses")
                                        .get(0)
                                        .asText()
                                        .equals("AVAILABLE")))
                .isTrue();
        assertThat(client.get(CATEGORIES, "category_version", "v2", "keyword", "日本茶")
                        .data()
                        .path("categories"))
                .hasSize(1);
        assertThat(client.get(CATEGORIES, "locale", "fr-FR").code()).isEqualTo(36009004);
    }

    @ParameterizedTest
    @CsvSource({
        "600411, v2, 0",
        "600411, v1, 12052217",
        "850001, v2, 12052230",
        "999999, v2, 12052023",
        "600400, v2, 12052024"
    })
    void attributesAndRulesJudgeCategoryAndVersion(String id, String version, int code) {
        assertThat(client.get(CATEGORIES + "/" + id + "/attributes", "category_version", version, "locale", "ja-JP")
                        .code())
                .isEqualTo(code);
        assertThat(client.get(CATEGORIES + "/" + id + "/rules", "category_version", version, "locale", "ja-JP")
                        .code())
                .isEqualTo(code);
    }

    @Test
    void attributesSayWhatIsRequiredWhenAndWhatMayBeOwn() {
        JsonNode attributes = client.get(CATEGORIES + "/600411/attributes", "category_version", "v2")
                .data()
                .path("attributes");

        assertThat(texts(attributes, "type")).contains("SALES_PROPERTY", "PRODUCT_PROPERTY");
        JsonNode animal = byId(attributes, "101610");
        assertThat(animal.path("is_requried").asBoolean()).isTrue();
        assertThat(animal.path("values").get(0).path("id").asText()).isEqualTo("1024358");
        JsonNode condition =
                byId(attributes, "101611").path("requirement_conditions").get(0);
        assertThat(condition.path("condition_type").asText()).isEqualTo("VALUE_ID_MATCH");
        assertThat(condition.path("attribute_id").asText()).isEqualTo("101610");
    }

    @Test
    void rulesNameCertificationsSizeChartAndPackageSize() {
        JsonNode knife = rules("600621");
        assertThat(knife.path("package_dimension").path("is_required").asBoolean())
                .isTrue();
        assertThat(knife.path("product_certifications")
                        .get(0)
                        .path("is_required")
                        .asBoolean())
                .isTrue();
        assertThat(rules("600112").path("size_chart").path("is_required").asBoolean())
                .isTrue();
        assertThat(rules("600002").path("allowed_special_product_types").get(0).asText())
                .isEqualTo("PRE_ORDER");
        assertThat(rules("600711").path("product_certifications").get(0).path("requirement_conditions"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"有機ほうじ茶 ティーバッグ, 600002", "手作りクッキー詰め合わせ, 600011", "今治バスタオル, 600631", "三徳包丁 165mm, 600621"})
    void recommendsALeafForATitle(String title, String leaf) {
        JsonNode data = client.post(
                        CATEGORIES + "/recommend",
                        Json.object().put("product_title", title).put("category_version", "v2"))
                .data();

        assertThat(data.path("leaf_category_id").asText()).isEqualTo(leaf);
        assertThat(data.path("categories")).hasSize(3);
    }

    @Test
    void recommendsNothingWhereNothingFits() {
        assertThat(client.post(CATEGORIES + "/recommend", json("{'product_title':'謎の物体','category_version':'v2'}"))
                        .code())
                .isEqualTo(12019064);
        assertThat(client.post(CATEGORIES + "/recommend", json("{'product_title':'車載スタンド','category_version':'v2'}"))
                        .code())
                .isEqualTo(12052912);
        assertThat(client.post(CATEGORIES + "/recommend", json("{'category_version':'v2'}"))
                        .code())
                .isEqualTo(36009004);
    }

    @Test
    void listsBrandsPageByPage() {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = client.get("/product/202309/brands", "page_size", "50", "page_token", token)
                    .data();
            ids.addAll(texts(page.path("brands"), "id"));
            token = page.path("next_page_token").asText();
        } while (!token.isEmpty());

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(120).contains("7082427311584347905");
        JsonNode one = client.get("/product/202309/brands", "page_size", "10", "brand_name", "名もなき")
                .data()
                .path("brands")
                .get(0);
        assertThat(one.path("authorized_status").asText()).isEqualTo("UNAUTHORIEZD");
        assertThat(client.get("/product/202309/brands").code()).isEqualTo(12019109);
        assertThat(client.get("/product/202309/brands", "page_size", "10", "brand_name", "もなき")
                        .data()
                        .path("brands"))
                .isEmpty();
    }

    @Test
    void keepsSizeChartsAsTemplatesThatProductsName() {
        String path = "/product/202608/size_charts";
        ObjectNode chart = json("{'category_id':'600111','size_chart_mode':'REUSABLE_TEMPLATE','template_name':'Tシャツ',"
                + "'size_chart_data':{'measurement_type':'BODY_MEASUREMENTS','unit_system':'METRIC','table':{"
                + "'headers':[{'name':'サイズ','id':'size_chart_size_system_jp'},{'name':'胸囲'}],"
                + "'rows':[{'cells':[{'value':'M'},{'value':'88'}]}]}}}");
        String id = chart(path, chart).data().at("/data/size_chart_id").asText();
        ObjectNode shirt = client.tea().put("category_id", "600111");
        shirt.putObject("size_chart").putObject("template").put("id", id);

        assertThat(client.create(shirt).code()).isZero();
        shirt.putObject("size_chart").putObject("template").put("id", "1");
        assertThat(client.create(shirt).code()).isEqualTo(12052128);
        ((ArrayNode) chart.at("/size_chart_data/table/rows/0/cells")).remove(1);
        assertThat(chart(path, chart).code()).isEqualTo(36009004);
        assertThat(chart(path, chart.put("category_id", "600002")).code()).isEqualTo(12052023);
    }

    private ApiClient.Answer chart(String path, ObjectNode body) {
        Map<String, String> query = client.query(path);
        query.remove("shop_cipher");
        return client.send(
                "POST", path, query, "application/json", Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void predictsAPackageFromTheCategoryAlone() {
        String path = "/product/202609/products/package/predict";
        JsonNode bag = client.post(path, json("{'category_id':'600211'}")).data();
        JsonNode tea = client.post(path, json("{'category_id':'600002'}")).data();

        assertThat(bag.at("/package_dimensions/length").isInt()).isTrue();
        assertThat(bag.at("/package_dimensions/unit").asText()).isEqualTo("MILLIMETER");
        assertThat(tea.at("/package_weight/value").asText()).isEqualTo("300");
        assertThat(client.post(path, json("{'category_id':'600021'}")).data()).isEmpty();
        assertThat(client.post(path, json("{'category_id':'600001'}")).code()).isEqualTo(12052024);
        assertThat(client.post(path, json("{'category_id':600002}")).code()).isEqualTo(36009004);
    }

    @Test
    void recommendsAttributesWithTheValuesThatTheTextNames() {
        String path = "/product/202609/products/properties/recommend";
        JsonNode all = client.post(path, json("{'category_id':'600111','product_title':'綿のTシャツ'}"))
                .data()
                .path("recommended_properties");

        assertThat(texts(all, "id")).containsExactly("100411", "100412");
        assertThat(all.get(0).path("values")).hasSizeLessThan(3);
        assertThat(client.post(
                                path,
                                json("{'category_id':'600111','product_title':'x','target_property_ids':['100412']}"))
                        .data()
                        .path("recommended_properties"))
                .hasSize(1);
        assertThat(client.post(
                                path,
                                json(
                                        "{'category_id':'600111','product_title':'x','images':[{'uri':'tos-nobody/00000000'}]}"))
                        .code())
                .isNotZero();
    }

    @Test
    void tellsWhichShippingTemplateAPackageCanUse() {
        String path = "/logistics/202510/seller_templates";
        String body = "{\"product_attribute\":{\"weight\":{\"weight\":\"1.2\",\"unit\":4},"
                + "\"dimension\":{\"length\":\"30\",\"width\":\"20\",\"height\":\"5\",\"unit\":1}}}";
        JsonNode templates = client.send(
                        "GET", path, client.query(path), "application/json", body.getBytes(StandardCharsets.UTF_8))
                .data()
                .path("templates");

        assertThat(templates.get(0).path("template_is_available").asBoolean()).isTrue();
        assertThat(templates.get(1).path("template_is_available").asBoolean()).isFalse();
        assertThat(texts(templates.get(1).at("/service_unreachable_reason/0/filter_reason"), "filter_type"))
                .containsExactly("4", "3");
        assertThat(client.get(path).data().path("templates")).hasSize(2);
    }

    @Test
    void whatIsNewMayNotBeThereInJapan() {
        try (TikTokWorld own = new TikTokWorld(TikTokSettings.builder()
                .otherwise(OpenQuestion.NEW_CALLS_ABSENT)
                .build())) {
            ApiClient caller = new ApiClient(own.baseUrl(), Clock.systemUTC());
            assertThat(caller.get("/logistics/202510/seller_templates").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void customBrandsAreLimitedByTheDay() {
        try (TikTokWorld own = new TikTokWorld(TikTokSettings.builder().build())) {
            ApiClient caller = new ApiClient(own.baseUrl(), Clock.systemUTC());
            String id = caller.brand("新ブランド").data().path("id").asText();
            assertThat(caller.create(caller.tea().put("brand_id", id)).code()).isZero();
            assertThat(caller.brand("").code()).isEqualTo(12019013);
            for (int i = 1; i < 50; i++) {
                assertThat(caller.brand("新ブランド" + i).code()).isZero();
            }

            assertThat(caller.brand("五十一番目").code()).isEqualTo(12052109);
        }
    }

    @Test
    void webhooksAreConfiguredPerShop() {
        String path = "/event/202309/webhooks";
        assertThat(client.put(
                                path,
                                json("{'address':'https://shop.example/hook','event_type':'PRODUCT_STATUS_CHANGE'}"))
                        .code())
                .isZero();
        assertThat(client.get(path)
                        .data()
                        .path("webhooks")
                        .get(0)
                        .path("address")
                        .asText())
                .isEqualTo("https://shop.example/hook");
        for (String address :
                List.of("http://shop.example/hook", "https://shop.example:8443/hook", "https://10.1.2.3/")) {
            assertThat(client.put(path, json("{'address':'" + address + "','event_type':'PRODUCT_STATUS_CHANGE'}"))
                            .code())
                    .isEqualTo(36009004);
        }
        assertThat(client.put(path, json("{'address':'https://shop.example/','event_type':'NOTHING'}"))
                        .code())
                .isEqualTo(36009004);
        assertThat(client.delete(path, json("{'event_type':'PRODUCT_STATUS_CHANGE'}"))
                        .code())
                .isZero();
        assertThat(client.get(path).data().path("total_count").asInt()).isZero();
    }

    private JsonNode rules(String id) {
        return client.get(CATEGORIES + "/" + id + "/rules", "category_version", "v2", "locale", "ja-JP")
                .data();
    }

    private static JsonNode byId(JsonNode nodes, String id) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode nodes, String field) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.path(field).asText()));
        return texts;
    }
}
