package jp.shopbridge.console;

import jp.shopbridge.BridgeSettings;
import jp.shopbridge.api.ProblemDocuments;
import org.jolokia.server.core.http.AgentServlet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Jolokia, which Hawtio asks, at the one address where Hawtio looks for it, behind {@link ConsoleRequests}. */
@Configuration(proxyBeanMethods = false)
class JolokiaDoor {

    private static final String ADDRESSES = "/actuator/hawtio/jolokia/*";

    @Bean
    ServletRegistrationBean<AgentServlet> jolokia() {
        ServletRegistrationBean<AgentServlet> servlet = new ServletRegistrationBean<>(new AgentServlet(), ADDRESSES);
        servlet.setName("jolokia");
        return servlet;
    }

    @Bean
    FilterRegistrationBean<ConsoleRequests> consoleRequests(BridgeSettings settings, ProblemDocuments problems) {
        FilterRegistrationBean<ConsoleRequests> filter =
                new FilterRegistrationBean<>(new ConsoleRequests(new OwnOrigin(settings.publicBaseUrl()), problems));
        filter.addUrlPatterns(ADDRESSES);
        // Behind sign-in and before Hawtio's own filters.
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 100);
        return filter;
    }
}
