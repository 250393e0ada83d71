package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.People;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom the running application lets into each operation is what {@code src/test/resources/security/operations.csv} says:
 * a line for each operation with the least role and the least scope of a token ({@code -} where no token opens). The
 * routes say it too, so that whoever changes a role says so twice.
 */
@SharedBridge.On(SharedBridge.Profile.PEOPLE)
class OperationRolesTest {

    private static final Set<String> REFUSALS =
            Set.of("SECURITY_NOT_SIGNED_IN", "SECURITY_NOT_ALLOWED", "SECURITY_TOKEN_MISSING", "SECURITY_TOKEN_SCOPE");

    private final BridgeWithWorlds bridge;

    OperationRolesTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @Test
    void eachOperationOpensToItsRoleAndScopeAlone() throws IOException {
        Map<String, Map<String, String>> people = new LinkedHashMap<>();
        people.put("anyone", Map.of("Authorization", "Digest nothing"));
        people.put("merchant", People.as(People.JIRO));
        people.put("operator", Map.of());
        Map<String, Map<String, String>> programs = new LinkedHashMap<>();
        for (String scope : List.of("read", "edit", "publish")) {
            JsonNode made = bridge.send(
                    "POST", "/api/tokens", "{\"name\":\"roles-" + scope + "\",\"scope\":\"" + scope + "\"}");
            programs.put(
                    scope,
                    Map.of("Authorization", "Bearer " + made.path("secret").asText()));
        }
        Set<String> found = new TreeSet<>();
        Set<String> told = new TreeSet<>();
        bridge.get("/api/openapi.json").path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    String address = path.getKey().replaceAll("\\{[a-zA-Z]+}", "nothing-here") + "?shop=nowhere";
                    JsonNode said = operation.getValue();
                    told.add(said.path("operationId").asText() + ","
                            + said.path("x-role").asText("anyone") + ","
                            + said.path("x-token-scope").asText("-"));
                    found.add(said.path("operationId").asText() + ","
                            + least(method, "/api" + address, people) + ","
                            + least(method, "/api" + address, programs));
                }));
        bridge.bean(JdbcClient.class)
                .sql("delete from api_token where name like 'roles-%'")
                .update();

        assertThat(told).as("what the API's description says").isEqualTo(found);
        assertThat(found).containsExactlyElementsOf(new TreeSet<>(expected()));
    }

    private String least(String method, String address, Map<String, Map<String, String>> callers) {
        String least = "-";
        for (Map.Entry<String, Map<String, String>> caller : callers.entrySet()) {
            HttpResponse<String> answer =
                    bridge.exchange(method, address, method.equals("GET") ? null : "{}", caller.getValue());
            String code = Json.parse(answer.body().isEmpty() ? "{}" : answer.body())
                    .path("code")
                    .asText();
            boolean letIn = !REFUSALS.contains(code);
            assertThat(letIn || least.equals("-"))
                    .as("%s %s lets in %s, but not %s", method, address, least, caller.getKey())
                    .isTrue();
            if (letIn && least.equals("-")) {
                least = caller.getKey();
            }
        }
        return least;
    }

    private static List<String> expected() throws IOException {
        try (var file =
                Objects.requireNonNull(OperationRolesTest.class.getResourceAsStream("/security/operations.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
