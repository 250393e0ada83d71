package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.InstalledJar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What an integrator does without Java: files beside the unchanged jar change the flow and the shape, or refuse the start. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
class BesideTheJarIT {

    private static final String PASSWORD = "a-password-for-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = BridgeWithWorlds.freePort();
    private final int futureshopPort = BridgeWithWorlds.freePort();
    private final int tiktokPort = BridgeWithWorlds.freePort();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private InstalledJar jar;

    @BeforeEach
    void install() {
        jar = InstalledJar.in(folder);
    }

    @AfterEach
    void end() {
        jar.close();
    }

    @Test
    void aNewStepANewFieldAndAChangedRetryNeedNoJava() {
        Path routes = jar.beside("routes");
        Path mappings = jar.beside("mappings");
        InstalledJar.edit(
                routes.resolve("intake.camel.yaml"),
                "method: \"park(${body})\"\n",
                """
                method: "park(${body})"
                        - log:
                            message: "A new step saw ${body.source.name}."
                            logName: jp.shopbridge.intake
                """);
        InstalledJar.edit(
                routes.resolve("policies.camel.yaml"),
                "maximumRedeliveries: 2\n        redeliveryDelay: \"{{intake.first-delay}}\"",
                "maximumRedeliveries: 1\n        redeliveryDelay: \"{{intake.first-delay}}\"");
        InstalledJar.edit(
                routes.resolve("api/products.camel.yaml"),
                """
                        security: [{key: merchant, scopes: read}]
                        responseMessage:
                          - {code: "200", message: The history.}
                """,
                """
                        security: [{key: operator}]
                        responseMessage:
                          - {code: "200", message: The history.}
                """);
        InstalledJar.edit(
                mappings.resolve("shapes/tiktok-product.schema.json"),
                "    \"title\": { \"type\": \"string\", \"title\": \"商品名\" },\n",
                "    \"title\": { \"type\": \"string\", \"title\": \"商品名\" },\n"
                        + "    \"key_product_features\": { \"type\": \"array\", \"title\": \"特長\","
                        + " \"items\": { \"type\": \"string\" } },\n");
        InstalledJar.edit(
                mappings.resolve("listing-to-tiktok-product.mapping.yaml"),
                "field: description\n    take: .description\n",
                """
                field: key_product_features
                    take: 'if (starts-with(.product_no, "MUG-")) [.product_no]'
                    absent: omit

                  - field: description
                    take: .description
                """);

        startSandbox(
                "--logging.file.name=logs/bridge.log",
                "--staging.back-up-dir=copies",
                "--staging.back-up=0/2 * * * * ?",
                "--staging.back-ups=2",
                "--mapping.trial.deadline=10s");
        send(
                "POST",
                futureshop("/control/faults"),
                "{\"kind\":\"status-503\",\"match\":{\"path\":\"/admin-api/v1/products\"},\"times\":2}");
        send("POST", bridge("/api/intake/runs"), null);

        await().atMost(PATIENCE).until(() -> jar.log().contains("A new step saw BROKEN-PRICE"));
        // Two failures in a row are one more than the changed policy takes within one run.
        assertThat(jar.log()).contains("Run 1 goes on in 2 s");
        await().atMost(PATIENCE).until(() -> send("GET", bridge("/api/status"), null)
                .at("/shops/0/intake/run/status")
                .asText()
                .equals("done"));
        JsonNode body =
                send("GET", bridge("/api/products/MUG-001/preview"), null).at("/calls/0/body");
        assertThat(body.path("key_product_features").path(0).asText()).isEqualTo("MUG-001");
        JsonNode history = send("GET", bridge("/api/openapi.json"), null)
                .path("paths")
                .path("/products/{productNo}/history")
                .path("get");
        assertThat(history.path("x-role").asText()).isEqualTo("operator");
        proposalsAreTriedInAProcessOfTheSameJar();
        whatItWritesIsItsOwnersAlone();
    }

    private void proposalsAreTriedInAProcessOfTheSameJar() {
        JsonNode honest = lint(
                false,
                Map.of(
                        "lookups/categories.csv",
                        content("lookups/categories.csv").strip() + "\nshoes,600400,\n"));
        assertThat(honest.path("ok").asBoolean()).as(honest.toString()).isTrue();
        assertThat(honest.path("cases").asInt()).isPositive();

        String wide = "[" + "1,".repeat(299) + "1]";
        StringBuilder cases = new StringBuilder("mapping: x\ncases:\n");
        for (int i = 0; i < 900; i++) {
            cases.append("  - { name: c")
                    .append(i)
                    .append(", given: { w: ")
                    .append(wide)
                    .append(" }, lacks: none }\n");
        }
        JsonNode exploding = lint(
                true,
                Map.of(
                        "shapes/a.schema.json",
                        "{}",
                        "shapes/b.schema.json",
                        "{}",
                        "x.mapping.yaml",
                        """
                        mapping: x
                        summary: X.
                        from: a
                        to: b
                        as: product
                        fields:
                          - field: f
                            each: .w
                            fields:
                              - field: g
                                each: $product.w
                                fields:
                                  - field: h
                                    each: $product.w
                                    fields:
                                      - field: i
                                        constant: 1
                        """,
                        "x.tests.yaml",
                        cases.toString()));
        assertThat(exploding.path("ok").asBoolean()).isFalse();
        assertThat(exploding.at("/findings/0/kind").asText()).isEqualTo("too-large");
        assertThat(exploding.at("/findings/0/line").asInt())
                .as("it was tried, up to a case")
                .isGreaterThan(2);
    }

    private JsonNode lint(boolean whole, Map<String, String> files) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("whole", whole);
        ObjectNode all = body.putObject("files");
        files.forEach(all::put);
        return send("POST", bridge("/api/mappings/lint"), Json.text(body));
    }

    private String content(String mappingFile) {
        try {
            return Files.readString(folder.resolve("mappings").resolve(mappingFile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void whatItWritesIsItsOwnersAlone() {
        await().atMost(PATIENCE).until(() -> !written("copies").isEmpty());
        for (String name : List.of("data", "copies", "logs")) {
            assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rwx------");
            assertThat(written(name)).as(name).isNotEmpty();
        }
        assertThat(written("data")).extracting(Path::getFileName).contains(Path.of("bridge.mv.db"));
        for (Path file : Stream.of("data", "copies", "logs")
                .flatMap(name -> written(name).stream())
                .toList()) {
            assertThat(permissions(file)).as("%s", file).isEqualTo("rw-------");
        }
    }

    /** The files of the bridge itself in a folder; the pretend worlds hold nobody's secrets. */
    private List<Path> written(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("bridge"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRouteUsesWhatLiesInLibAndAnEditOfItComesInForce() throws IOException, ClassNotFoundException {
        Path routes = jar.beside("routes");
        Path file = routes.resolve("agency.camel.yaml");
        Files.writeString(file, prices("Price"));
        for (String brought : List.of(
                "org.apache.camel.dataformat.csv.CsvDataFormat",
                "org.apache.commons.csv.CSVFormat",
                "org.apache.commons.codec.binary.Base64",
                "org.apache.commons.io.IOUtils")) {
            String from = Class.forName(brought)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            Path lib = Files.createDirectories(folder.resolve("lib"));
            Files.copy(Path.of(from), lib.resolve(Path.of(from).getFileName()));
        }
        assertThat(jar.run("lint", "--routes", routes.toString())).as(jar.log()).isZero();

        startSandbox();
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("one.csv"), "MUG-001,1980\n");
        await().atMost(PATIENCE).until(() -> jar.log().contains("Price 1980 of MUG-001"));

        Files.writeString(file, prices("New price"));
        await().atMost(PATIENCE).until(() -> jar.log().contains("Route agency-read-prices was exchanged"));
        Files.writeString(in.resolve("two.csv"), "MUG-002,2980\n");
        await().atMost(PATIENCE).until(() -> jar.log().contains("New price 2980 of MUG-002"));
    }

    private static String prices(String word) {
        return """
                - route:
                    id: agency-read-prices
                    description: Reads the price files of a folder.
                    routeConfigurationId: policy-schedule
                    from:
                      uri: file
                      parameters:
                        directoryName: in
                        include: ".*[.]csv"
                        delay: "200"
                      steps:
                        - unmarshal:
                            csv: {}
                        - log:
                            message: "%s ${body[0][1]} of ${body[0][0]}"
                            logName: jp.shopbridge.agency
                """
                .formatted(word);
    }

    @Test
    void aBrokenRouteFileRefusesTheStartWithFileLineAndRemedy() {
        Path routes = jar.beside("routes");
        InstalledJar.edit(routes.resolve("review.camel.yaml"), "        - split:\n", "        - splitt:\n");

        assertThat(jar.run(sandbox())).isEqualTo(1);

        assertThat(jar.log())
                .containsPattern("review\\.camel\\.yaml:\\d+:\\d+: error 'steps' has no 'splitt'")
                .contains("Write one of: split.")
                .doesNotContain("\tat org.springframework");
    }

    @Test
    void aBrokenMappingRefusesTheStartWithFileLineAndRemedy() {
        Path mappings = jar.beside("mappings");
        InstalledJar.edit(
                mappings.resolve("futureshop-product-to-listing.mapping.yaml"),
                "{ use: one-line }",
                "{ use: one-lin }");

        assertThat(jar.run(sandbox())).isEqualTo(1);

        assertThat(jar.log())
                .containsPattern("futureshop-product-to-listing\\.mapping\\.yaml:\\d+:\\d+: error .*one-lin")
                .doesNotContain("\tat org.springframework");
    }

    @Test
    void liveRefusesToStartAndNamesEachMissingCredential() {
        assertThat(jar.run("--spring.profiles.active=live", "--server.port=" + port))
                .isEqualTo(1);

        assertThat(jar.log())
                .contains("bridge.shops[0].futureshop.client-secret  (BRIDGE_SHOPS_0_FUTURESHOP_CLIENTSECRET)")
                .contains(
                        "bridge.shops[0].tiktok.app-secret",
                        "bridge.encryption-key",
                        "security.users.merchant.password")
                .doesNotContain("\tat ");
    }

    private void startSandbox(String... more) {
        jar.start(Stream.of(sandbox(), more).flatMap(Stream::of).toArray(String[]::new));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> send("GET", bridge("/api/status"), null)
                .has("shops"));
    }

    private String[] sandbox() {
        return new String[] {
            "--server.port=" + port,
            "--sandbox.futureshop.port=" + futureshopPort,
            "--sandbox.tiktok.port=" + tiktokPort,
            "--sandbox.futureshop.requests-per-second=0",
            "--sandbox.selected-samples=0",
            "--intake.requests-per-second=0",
            "--intake.first-poll=1d",
            "--intake.first-delay=100",
            "--security.users.merchant.password=" + PASSWORD,
            "--security.users.operator.password=" + PASSWORD
        };
    }

    private String bridge(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private String futureshop(String path) {
        return "http://127.0.0.1:" + futureshopPort + path;
    }

    private JsonNode send(String method, String url, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
