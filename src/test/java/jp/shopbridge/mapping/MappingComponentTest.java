package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.MappingFailure;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MappingComponentTest {

    private static final String PRODUCT =
            "{\"productNo\":\"MG-1\",\"name\":\"マグ\",\"unitPrice\":1001,\"taxEnabled\":false}";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MappingSet set = Mappings.load(MappingSource.directory(Path.of("mappings")));

    @BeforeEach
    void start() {
        camel.getRegistry().bind("mappings", new Mappings(set));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    static List<Object> bodies() throws Exception {
        return List.of(
                PRODUCT,
                PRODUCT.getBytes(StandardCharsets.UTF_8),
                CaseReader.JSON.readTree(PRODUCT),
                CaseReader.JSON.readValue(PRODUCT, Map.class));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anyJsonBodyBecomesTheTargetWithItsReasonsAndVersion(Object body) {
        Exchange out = send(body, MappingContext.of(Map.of("price-rounding", "up")));

        assertThat(out.getMessage().getBody()).isInstanceOfSatisfying(ObjectNode.class, target -> assertThat(
                        target.at("/skus/0/price").intValue())
                .isEqualTo(1102));
        assertThat(out.getVariable("mappingVersion")).isEqualTo(set.version());
        assertThat(out.getVariable("mappingReasons", List.class).isEmpty()).isFalse();
        assertThat(out.getVariable("mappingExplanation")).isInstanceOf(Explanation.class);
    }

    @Test
    void aBodyThatIsNotJsonFailsForTheIntegrator() {
        assertThat(send("<html>", MappingContext.empty()).getException()).isInstanceOf(MappingFailure.class);
        assertThat(send("[]", MappingContext.empty()).getException()).isInstanceOf(MappingFailure.class);
    }

    @Test
    void anUnknownNameIsRefusedNamingTheKnownOnes() {
        FluentProducerTemplate template = camel.createFluentProducerTemplate();

        assertThatThrownBy(() -> template.to("mapping:nothing").withBody("{}").request(ObjectNode.class))
                .isInstanceOfAny(CamelExecutionException.class, org.apache.camel.FailedToCreateProducerException.class)
                .rootCause()
                .hasMessageContaining("futureshop-product-to-listing");
    }

    private Exchange send(Object body, MappingContext context) {
        return camel.createFluentProducerTemplate()
                .to("mapping:futureshop-product-to-listing?explain=true")
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.setVariable("mappingContext", context);
                })
                .send();
    }
}
