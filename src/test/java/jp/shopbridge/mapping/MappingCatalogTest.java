package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Camel's tools are told about {@code mapping:}, found as they find it and compared with the component. */
class MappingCatalogTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theContextKnowsTheComponentAsToolsAskForIt() throws IOException {
        JsonNode metadata = metadata();
        UriEndpoint endpoint = Objects.requireNonNull(MappingEndpoint.class.getAnnotation(UriEndpoint.class));

        JsonNode component = metadata.path("component");
        assertThat(component.path("scheme").asText()).isEqualTo(endpoint.scheme());
        assertThat(component.path("title").asText()).isEqualTo(endpoint.title());
        assertThat(component.path("syntax").asText()).isEqualTo(endpoint.syntax());
        assertThat(component.path("firstVersion").asText()).isEqualTo(endpoint.firstVersion());
        assertThat(component.path("producerOnly").asBoolean()).isEqualTo(endpoint.producerOnly());
        assertThat(component.path("remote").asBoolean()).isEqualTo(endpoint.remote());
        assertThat(component.path("label").asText()).isEqualTo(endpoint.category()[0].getValue());
        assertThat(component.path("javaType").asText()).isEqualTo(MappingComponent.class.getName());
        assertThat(camel.getComponent("mapping")).isInstanceOf(MappingComponent.class);
    }

    @Test
    void everyOptionIsDescribedAsTheEndpointHasIt() throws IOException {
        JsonNode properties = metadata().path("properties");
        Set<String> options = new HashSet<>(Set.of("lazyStartProducer"));

        for (Field field : MappingEndpoint.class.getDeclaredFields()) {
            UriParam parameter = field.getAnnotation(UriParam.class);
            UriPath path = field.getAnnotation(UriPath.class);
            JsonNode described = properties.path(field.getName());
            if (parameter != null) {
                options.add(field.getName());
                assertThat(described.path("kind").asText()).isEqualTo("parameter");
                assertThat(described.path("description").asText()).isEqualTo(parameter.description());
                assertThat(described.path("defaultValue").asText()).isEqualTo(parameter.defaultValue());
                assertThat(described.path("javaType").asText())
                        .isEqualTo(field.getType().getName());
            } else if (path != null) {
                options.add(field.getName());
                assertThat(described.path("kind").asText()).isEqualTo("path");
                assertThat(described.path("description").asText()).isEqualTo(path.description());
            }
        }

        Set<String> described = new HashSet<>();
        properties.fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(options);
    }

    @Test
    void theCatalogChecksEndpointsByIt() throws IOException {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("mapping", MappingComponent.class.getName(), json());

        EndpointValidationResult right =
                catalog.validateEndpointProperties("mapping:futureshop-product-to-listing?explain=true");
        EndpointValidationResult unknown = catalog.validateEndpointProperties("mapping:x?explian=true");
        EndpointValidationResult wrong = catalog.validateEndpointProperties("mapping:x?explain=perhaps");

        assertThat(right.isSuccess()).as(right.summaryErrorMessage(false)).isTrue();
        assertThat(unknown.getUnknown()).containsExactly("explian");
        assertThat(wrong.getInvalidBoolean()).isEqualTo(Map.of("explain", "perhaps"));
        assertThat(catalog.findComponentNames()).contains("mapping");
    }

    private JsonNode metadata() throws IOException {
        return CaseReader.JSON.readTree(json());
    }

    /** As Camel's management, and so the console, reads it. */
    private String json() throws IOException {
        return Objects.requireNonNull(camel.getComponentParameterJsonSchema("mapping"));
    }
}
