package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BacklogDebugger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DebugTabTest {

    @Test
    void keepsTheStepsOfAnExchangeOnlyWhileSomebodyDebugs() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            new DebugTab().beforeApplicationStart(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:many-steps").loop(50).log("step").end();
                }
            });
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {

                assertThat(history(template)).isNull();

                context.hasService(BacklogDebugger.class).enableDebugger();
                assertThat(history(template)).asInstanceOf(LIST).hasSizeGreaterThan(50);

                context.hasService(BacklogDebugger.class).disableDebugger();
                assertThat(history(template)).isNull();
            }
        }
    }

    private static @Nullable Object history(ProducerTemplate template) {
        Exchange exchange = template.request("direct:many-steps", any -> {});
        return exchange.getProperty(ExchangePropertyKey.MESSAGE_HISTORY);
    }
}
