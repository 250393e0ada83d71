package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's door, tried by somebody who has the operator's browser or password and wants more. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class JolokiaDoorTest {

    private static final String DOOR = "/actuator/hawtio/jolokia";
    private static final String VERSION = "{\"type\":\"version\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"version\",\"target\":{\"url\":\"%s\"}}",
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Memory\",\"target\":{\"url\":\"%s\",\"user\":\"x\",\"password\":\"y\"}}",
                "[{\"type\":\"version\"},{\"type\":\"version\",\"target\":{\"url\":\"%s\"}}]",
                "{\"type\":\"version\",\"config\":{\"target\":\"%s\"}}"
            })
    void asksNoOtherProcess(String request, BridgeWithWorlds bridge) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + other.getLocalPort() + "/jmxrmi";

            assertThat(post(bridge, DOOR, String.format(request, url), Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(bridge.exchange(
                                    "GET",
                                    "/actuator/hawtio/proxy/http/127.0.0.1:" + other.getLocalPort() + "/",
                                    null,
                                    Map.of())
                            .statusCode())
                    .isNotEqualTo(200);
            other.setSoTimeout(300);
            assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exec/org.apache.camel:context=bridge,type=routes,name=%22intake-poll-changes%22/stop()",
                "/read/java.lang:type=Memory",
                "/list",
                "/search/*:*",
                "/version/../list",
                "?target=x",
                "?callback=alert"
            })
    void answersAnAddressWithTheVersionOnly(String address, BridgeWithWorlds bridge) {
        assertThat(bridge.exchange("GET", DOOR + address, null, Map.of()).statusCode())
                .isBetween(400, 405);
        assertThat(bridge.exchange("GET", DOOR, null, Map.of()).body()).contains("\"agent\"");
        assertThat(bridge.exchange("GET", DOOR + "/version", null, Map.of()).body())
                .contains("\"agent\"");
    }

    @Test
    void hasOneEntrance(BridgeWithWorlds bridge) {
        assertThat(bridge.exchange("GET", "/actuator/jolokia", null, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(post(bridge, "/actuator/jolokia", VERSION, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(post(bridge, DOOR + "/read", VERSION, Map.of()).statusCode()).isEqualTo(405);
        assertThat(bridge.exchange("OPTIONS", DOOR, null, Map.of("Access-Control-Request-Method", "POST"))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example"})
    void answersNoOtherSite(String origin, BridgeWithWorlds bridge) {
        HttpResponse<String> answer = post(bridge, DOOR, VERSION, Map.of("Origin", origin));
        HttpResponse<String> asked = bridge.exchange("GET", DOOR, null, Map.of("Origin", origin));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(bridge.exchange("GET", DOOR, null, Map.of("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(bridge.exchange("GET", DOOR, null, Map.of("Sec-Fetch-Site", "same-site"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void answersItsOwnPageUnderEitherNameOfThisMachine(BridgeWithWorlds bridge) {
        HttpResponse<String> answer =
                post(bridge, DOOR, VERSION, Map.of("Origin", bridge.baseUrl(), "Sec-Fetch-Site", "same-origin"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"notification\",\"command\":\"register\"}",
                "{\"type\":\"NOTIFICATION\",\"command\":\"register\"}",
                "{\"type\":\"config\"}",
                "[[{\"type\":\"version\"}],{\"type\":\"notification\",\"command\":\"register\"}]",
                "{}"
            })
    void takesNoOtherKindOfRequest(String request, BridgeWithWorlds bridge) {
        assertThat(post(bridge, DOOR, request, Map.of()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"version\",\"type\":\"notification\"}",
                "{\"type\":\"version\"}{\"type\":\"notification\"}",
                "\"version\"",
                "",
                "{"
            })
    void takesNothingThatCanBeReadInTwoWays(String request, BridgeWithWorlds bridge) {
        assertThat(post(bridge, DOOR, request, Map.of()).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> post(
            BridgeWithWorlds bridge, String path, String body, Map<String, String> headers) {
        return bridge.exchange("POST", path, body, new HashMap<>(headers));
    }
}
