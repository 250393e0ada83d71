package jp.shopbridge.certification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.shopbridge.Json;
import jp.shopbridge.sandbox.tiktok.OpenQuestion;
import jp.shopbridge.sandbox.tiktok.TikTokSettings;
import jp.shopbridge.sandbox.tiktok.TikTokWorld;
import jp.shopbridge.tiktok.Consents;
import jp.shopbridge.tiktok.TiktokOperation;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The command, in a process of its own, over HTTP against a pretend shop that answers a little otherwise. */
class CertifyCommandTest {

    private static final String PRODUCTS = "/product/202309/products";

    private static final Set<String> WITHOUT_DELETE = TikTokSettings.ALL_SCOPES.stream()
            .filter(scope -> !scope.equals("seller.product.delete"))
            .collect(Collectors.toSet());

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsWhatIsAnsweredOtherwiseAndMakesNothingTwiceWhenItIsInterrupted() throws Exception {
        TikTokSettings shop = TikTokSettings.builder()
                .auditDelay(Duration.ofMillis(500))
                .app("real-key", "real-secret-1234", "7000000000000000009")
                .authorised()
                .scopes(WITHOUT_DELETE)
                .otherwise(OpenQuestion.NO_STOCK_REFUSED)
                .build();
        try (TikTokWorld world = new TikTokWorld(shop);
                ChangedAnswers end = new ChangedAnswers(world.baseUrl())) {
            List<String> settings = settings(end.base(), world.baseUrl());
            authorize(settings);
            end.change(
                            "GET /logistics/202309/warehouses",
                            answer -> each(answer, "/data/warehouses", warehouse -> warehouse.put("is_default", "yes")))
                    .change(
                            "GET /product/202309/brands",
                            answer -> each(answer, "/data/brands", brand -> {
                                brand.remove("name");
                                brand.put("authorized_status", "MAYBE");
                            }))
                    .change("POST " + PRODUCTS + "/\\d+/prices/update", answer -> {
                        answer.put("code", 12052999);
                        answer.put("message", "something else");
                    });
            end.swallowOnce("POST " + PRODUCTS);

            List<Run> runs = inOneProcess(
                    settings,
                    List.of("certify", "--dry-run"),
                    List.of("certify", "--into=" + folder.resolve("report")),
                    List.of("certify", "--into=" + folder.resolve("report"), hour(20)),
                    List.of("certify", "--into=" + folder.resolve("report")),
                    List.of("certify", "--into=" + folder.resolve("report")));

            assertThat(runs.get(0).said())
                    .contains("create: POST " + PRODUCTS, "\"category_id\":\"{category}\"")
                    .contains("seller-templates: GET /logistics/202510/seller_templates");
            assertThat(runs.get(1).said()).contains("'create-draft' was lost", "届きませんでした");
            assertThat(runs.get(2).said()).contains("create-draft: found again").contains("requests-per-hour");
            assertThat(runs).extracting(Run::status).as(runs.toString()).containsExactly(0, 2, 2, 1, 1);

            assertThat(world.products())
                    .extracting(TikTokWorld.Listed::status)
                    .containsExactlyInAnyOrder("DRAFT", "SELLER_DEACTIVATED");
            assertThat(end.passed()).filteredOn(("POST " + PRODUCTS)::equals).hasSize(2);
            report(Files.readString(folder.resolve("report/report.json")));
        }
    }

    private void report(String text) throws IOException {
        JsonNode report = Json.parse(text);
        assertThat(rows(report, "differences"))
                .contains("warehouses type warehouses[].is_default string boolean")
                .contains("brands missing brands[].name  string")
                .contains("brands value brands[].authorized_status MAYBE AUTHORIZED|UNAUTHORIEZD")
                .contains("price code  12052999 0", "delete-own code  105005 0");
        assertThat(report.path("breaches").findValuesAsText("path"))
                .contains("warehouses[].is_default", "brands[].authorized_status");
        assertThat(answer(report, "stock-zero").path("answer").asText()).contains("refused");
        assertThat(answer(report, "stock-zero").path("asSandbox").asBoolean()).isFalse();
        assertThat(answer(report, "weight-unit").path("answer").asText()).isEqualTo("KILOGRAM");
        assertThat(answer(report, "review-flag-pending").path("asSandbox").asBoolean())
                .isTrue();
        assertThat(answer(report, "partial-edit-without-price").path("answer").asText())
                .isEqualTo("stays");
        assertThat(answer(report, "identifier-code-left-out").path("answer").asText())
                .isEqualTo("stays");
        assertThat(answer(report, "activate-platform-deactivated")
                        .at("/notAsked/en")
                        .asText())
                .contains("Only TikTok");
        assertThat(report.path("left").asText()).isEqualTo("off sale");
        String page = Files.readString(folder.resolve("report/report.md"));
        assertThat(page).contains("12052999", "MAYBE", "| Whether stock can be set to 0<br>");
        for (String file : List.of("report.json", "report.md", "state.json")) {
            assertThat(Files.readString(folder.resolve("report").resolve(file)))
                    .doesNotContain("real-secret-1234", "real-key", "ROW_SANDBOX_CIPHER", "ROW_sandbox-access");
        }
        List<String> walked = report.path("steps").findValuesAsText("call");
        for (TiktokOperation operation : TiktokOperation.values()) {
            String id = operation.id();
            assertThat(walked)
                    .as(id)
                    .anyMatch(call -> call.startsWith(operation.method() + " ")
                            && call.matches(".*" + end(operation) + "(\\?.*)?"));
        }
    }

    private static String end(TiktokOperation operation) {
        return switch (operation) {
            case GET, EDIT -> "/products/\\d+";
            case CREATE -> PRODUCTS;
            case AUTHORIZED_SHOPS -> "/shops";
            case IMAGE -> "/images/upload";
            case PACKAGE_PREDICT -> "/package/predict";
            case PROPERTIES_RECOMMEND -> "/properties/recommend";
            case PRICE -> "/prices/update";
            case INVENTORY -> "/inventory/update";
            default -> "/" + operation.name().toLowerCase(Locale.ROOT);
        };
    }

    private static JsonNode answer(JsonNode report, String question) {
        return StreamSupport.stream(report.path("questions").spliterator(), false)
                .filter(row -> row.path("id").asText().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rows(JsonNode report, String list) {
        return StreamSupport.stream(report.path(list).spliterator(), false)
                .map(row -> Stream.of("step", "kind", "path", "shop", "sandbox")
                        .map(name -> row.path(name).asText())
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow())
                .toList();
    }

    private static void each(ObjectNode answer, String list, Consumer<ObjectNode> change) {
        answer.at(list).forEach(entry -> change.accept((ObjectNode) entry));
    }

    private static String hour(int calls) {
        return "--bridge.shops[0].tiktok.requests-per-hour=" + calls;
    }

    private List<String> settings(String api, String auth) {
        return List.of(
                "--spring.profiles.active=live",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/bridge")
                        + ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "--security.users.merchant.password=four words side by side",
                "--security.users.operator.password=four other words side by side",
                "--bridge.encryption-key=a key of sixteen characters or more",
                "--bridge.shops[0].key=main",
                "--bridge.shops[0].futureshop.base-url=http://127.0.0.1:1",
                "--bridge.shops[0].futureshop.shop-key=k",
                "--bridge.shops[0].futureshop.client-id=c",
                "--bridge.shops[0].futureshop.client-secret=s",
                "--bridge.shops[0].tiktok.api-base-url=" + api,
                "--bridge.shops[0].tiktok.auth-base-url=" + auth,
                "--bridge.shops[0].tiktok.consent-base-url=" + auth,
                "--bridge.shops[0].tiktok.app-key=real-key",
                "--bridge.shops[0].tiktok.app-secret=real-secret-1234",
                "--bridge.shops[0].tiktok.service-id=7000000000000000009");
    }

    /** As the bridge would have it after a person has authorized it. */
    private static void authorize(List<String> settings) throws IOException, InterruptedException {
        String url = settings.get(1).substring("--spring.datasource.url=".length());
        Flyway.configure().dataSource(url, "bridge", "").load().migrate();
        List<String> arguments = new ArrayList<>(settings);
        arguments.set(0, "--spring.profiles.active=sandbox");
        arguments.add("--sandbox.enabled=false");
        arguments.add("--spring.main.banner-mode=off");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(CertifyCommand.Parts.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new))) {
            Consents consents = context.getBean(Consents.class);
            String page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(consents.begin("main", null, "hanako")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher shown = Pattern.compile("<code>(.*)</code>").matcher(page);
            assertThat(shown.find()).as(page).isTrue();
            String query = shown.group(1).replace("&amp;", "&");
            consents.complete(parameter(query, "state"), parameter(query, "code"), null);
        }
    }

    private static String parameter(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> java.net.URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private record Run(int status, String said) {}

    @SafeVarargs
    private static List<Run> inOneProcess(List<String> settings, List<String>... commands)
            throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                AllOfThem.class.getName()));
        for (List<String> command : commands) {
            List<String> all = new ArrayList<>(command);
            all.addAll(settings);
            call.add(String.join("\t", all));
        }
        Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Arrays.stream(said.split("<end>", -1))
                .filter(part -> part.contains("<status>"))
                .map(part -> part.split("<status>", -1))
                .map(part -> new Run(Integer.parseInt(part[1]), part[0]))
                .toList();
    }

    /** The process in which they run. */
    static final class AllOfThem {

        private AllOfThem() {}

        /** Each argument is a command with its arguments, separated by tabs. */
        public static void main(String[] calls) {
            for (String call : calls) {
                int status = new CertifyCommand().run(call.split("\t", -1));
                System.out.print("<status>" + status + "<end>");
                System.out.flush();
            }
            System.exit(0);
        }
    }
}
