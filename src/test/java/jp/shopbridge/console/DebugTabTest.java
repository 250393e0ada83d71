package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BacklogDebugger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DebugTabTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void keepsTheStepsOfAnExchangeOnlyWhileSomebodyDebugs() throws Exception {
        new DebugTab().beforeApplicationStart(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:many-steps").loop(50).log("step").end();
            }
        });
        context.start();
        BacklogDebugger debugger = Objects.requireNonNull(context.hasService(BacklogDebugger.class));

        assertThat(history()).isNull();

        debugger.enableDebugger();
        assertThat(history()).asInstanceOf(LIST).hasSizeGreaterThan(50);

        debugger.disableDebugger();
        assertThat(history()).isNull();
    }

    private @Nullable Object history() {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.request("direct:many-steps", any -> {}).getProperty(ExchangePropertyKey.MESSAGE_HISTORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
