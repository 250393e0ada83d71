package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Behind PgBouncer in transaction mode, with fewer servers than clients: products go live and are edited as without it. Runs
 * where {@code pgbouncer} is installed.
 */
@Tag("storm")
class PoolerIT {

    private static final int SELECTED = 10;

    @Test
    void worksBehindAPoolerThatGivesEachTransactionAnotherServer() throws Exception {
        Path pgbouncer = Path.of("/usr/sbin/pgbouncer");
        Assumptions.assumeTrue(Files.isExecutable(pgbouncer), "pgbouncer is not installed");
        Path folder = Files.createTempDirectory(
                "bridge-pooler", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            int port = BridgeWithWorlds.freePort();
            Path ini = folder.resolve("pgbouncer.ini");
            Files.writeString(
                    ini,
                    """
                    [databases]
                    postgres = host=127.0.0.1 port=%d user=postgres
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = 4
                    ignore_startup_parameters = extra_float_digits
                    """
                            .formatted(postgres.getPort(), port));
            List<String> command = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("runuser", "-u", "nobody", "--"));
            }
            command.addAll(List.of(pgbouncer.toString(), ini.toString()));
            Process pooler = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            try {
                journey(port);
            } finally {
                pooler.descendants().forEach(ProcessHandle::destroyForcibly);
                pooler.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                removed(folder);
            }
        }
    }

    private static void journey(int port) {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.of(
                        "spring.datasource.url",
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        "spring.datasource.username",
                        "postgres",
                        "spring.datasource.password",
                        ""))) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            List<String> selected = new ArrayList<>();
            bridge.get("/api/products?state=waiting&q=TOWEL&size=" + SELECTED)
                    .path("items")
                    .forEach(item -> selected.add(item.path("productNo").asText()));
            var request = Json.MAPPER.createObjectNode().put("selected", true);
            selected.forEach(request.putArray("productNos")::add);
            bridge.send("POST", "/api/selection", Json.text(request));
            bridge.await("/api/status", status -> status.at("/shops/0/live").asInt() == selected.size());
            for (String each : selected) {
                String title = "付け替え用の商品名です、長さを満たすために続けます " + each;
                bridge.send("PATCH", "/api/products/" + each, "{\"title\":\"" + title + "\"}");
                assertThat(bridge.get("/api/products/" + each).path("title").asText())
                        .isEqualTo(title);
            }
            assertThat(bridge.get("/api/dead-letters").toString())
                    .doesNotContain("UNEXPECTED")
                    .doesNotContain("prepared statement");
        }
    }

    private static void removed(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
