package jp.shopbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxMainTest {

    @Test
    void theWorldsStartOnFreePortsAndNameTheirAddresses() {
        try (SandboxMain.Worlds worlds = SandboxMain.start(free())) {
            assertThat(worlds.toString())
                    .contains(worlds.futureshop().baseUrl(), worlds.tiktok().baseUrl());
            assertThat(worlds.tiktok().products()).isEmpty();
            assertThat(worlds.futureshop().catalogue().product("TEA-001")).isPresent();
        }
    }

    @Test
    void productsAreGeneratedWhenANumberIsGiven() {
        try (SandboxMain.Worlds worlds = SandboxMain.start(free("--products", "1000"))) {
            assertThat(worlds.futureshop().catalogue().size()).isEqualTo(1000);
        }
    }

    @Test
    void changesAreKeptInTheDirectory(@TempDir Path directory) {
        String[] kept = free("--data-dir=" + directory);
        try (SandboxMain.Worlds worlds = SandboxMain.start(kept)) {
            worlds.futureshop()
                    .catalogue()
                    .change("TEA-001", JsonNodeFactory.instance.objectNode().put("name", "新茶"), true);
        }

        try (SandboxMain.Worlds worlds = SandboxMain.start(kept)) {
            assertThat(worlds.futureshop()
                            .catalogue()
                            .product("TEA-001")
                            .orElseThrow()
                            .path("name")
                            .asText())
                    .isEqualTo("新茶");
        }
    }

    @Test
    void aWrongArgumentIsNamedAndTheUsageShown() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);

        assertThat(SandboxMain.run(new String[] {"--prodcuts", "5"}, print, print))
                .isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown argument --prodcuts", "--products NUMBER");
        assertThatThrownBy(() -> SandboxMain.start(new String[] {"--products", "many"}))
                .hasMessageContaining("--products needs a number, not \"many\"");
        assertThatThrownBy(() -> SandboxMain.start(new String[] {"--futureshop-port", "70000"}))
                .hasMessageContaining("--futureshop-port");
        assertThatThrownBy(() -> SandboxMain.start(free("--bridge-url", "localhost")))
                .hasMessageContaining("--bridge-url needs an address");
        assertThatThrownBy(() -> SandboxMain.start(new String[] {"--products"})).hasMessageContaining("needs a value");
    }

    @Test
    void aTakenPortIsNamedAndTheDirectoryLeftFree(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThatThrownBy(() -> SandboxMain.start(free("--data-dir=" + directory, "--futureshop-port=" + port)))
                    .hasMessageContaining("127.0.0.1:" + port);
            assertThatThrownBy(() -> SandboxMain.start(free("--data-dir=" + directory, "--tiktok-port=" + port)))
                    .hasMessageContaining("127.0.0.1:" + port);
            SandboxMain.Worlds worlds = SandboxMain.start(free("--data-dir=" + directory));
            worlds.close();
            worlds.close();
        }
    }

    private static String[] free(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "--futureshop-port=0";
        all[1] = "--tiktok-port=0";
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }
}
