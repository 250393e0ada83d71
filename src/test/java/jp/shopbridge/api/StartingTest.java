package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** What a program gets that asks before the routes stand. */
class StartingTest {

    @Test
    void asksToComeAgainUntilTheRoutesStand() throws ServletException, IOException {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            MockHttpServletResponse early = ask(camel);
            assertThat(early.getStatus()).isEqualTo(503);
            assertThat(early.getHeader("Retry-After")).isEqualTo("5");
            assertThat(Json.parse(early.getContentAsString(StandardCharsets.UTF_8))
                            .path("code")
                            .asText())
                    .isEqualTo("API_STARTING");

            camel.start();
            assertThat(ask(camel).getStatus()).isEqualTo(200);
        }
    }

    private static MockHttpServletResponse ask(CamelContext camel) throws ServletException, IOException {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("camel", camel);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new ApiEdge(
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(1),
                        new ProblemDocuments(),
                        new BridgeSettings(List.of(), null, null, null, "http://127.0.0.1", null),
                        beans.getBeanProvider(CamelContext.class))
                .doFilter(new MockHttpServletRequest("GET", "/api/status"), response, new MockFilterChain());
        return response;
    }
}
