package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
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
    void eachOfAListIsMappedByItselfAndOneThatCannotBeLeavesTheOthersAlone() throws IOException {
        Mappable without = () -> {
            throw new IllegalStateException("nothing to map");
        };
        JsonNode product = CaseReader.JSON.readTree(PRODUCT);
        Mappable with = () -> product;

        Exchange out = send("mapping:futureshop-product-to-listing?each=true", List.of(PRODUCT, "[]", without, with));

        assertThat(out.getVariable("mappingVersion")).isEqualTo(set.version());
        List<?> attempts = out.getMessage().getBody(List.class);
        assertThat(attempts).hasSize(4);
        MappingOutcome first = Objects.requireNonNull(((MappingAttempt) attempts.get(0)).outcome());
        MappingOutcome alone = set.mapping("futureshop-product-to-listing")
                .apply(product, MappingContext.empty().on(Objects.requireNonNull(first.madeOn())));
        assertThat(attempts.get(0)).isEqualTo(new MappingAttempt(PRODUCT, alone, null));
        assertThat(((MappingAttempt) attempts.get(1)).failure()).isInstanceOf(MappingFailure.class);
        assertThat(((MappingAttempt) attempts.get(1)).outcome()).isNull();
        assertThat(((MappingAttempt) attempts.get(2)).failure()).hasMessage("nothing to map");
        assertThat(attempts.get(3)).isEqualTo(new MappingAttempt(with, alone, null));
    }

    @Test
    void aWrongSettingFailsAllOfAList() {
        MisconfiguredFailure wrong = new MisconfiguredFailure("X", Sentence.of("設定", "setting"));
        Mappable misconfigured = () -> {
            throw wrong;
        };

        Exchange out = send("mapping:futureshop-product-to-listing?each=true", List.of(PRODUCT, misconfigured));

        assertThat(out.getException()).isSameAs(wrong);
    }

    @Test
    void anUnknownNameIsRefusedNamingTheKnownOnes() {
        FluentProducerTemplate template = camel.createFluentProducerTemplate();

        assertThatThrownBy(() -> template.to("mapping:nothing").withBody("{}").request(ObjectNode.class))
                .isInstanceOfAny(CamelExecutionException.class, org.apache.camel.FailedToCreateProducerException.class)
                .rootCause()
                .hasMessageContaining("futureshop-product-to-listing");
    }

    private Exchange send(String endpoint, List<?> bodies) {
        return camel.createFluentProducerTemplate()
                .to(endpoint)
                .withBody(bodies)
                .send();
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
