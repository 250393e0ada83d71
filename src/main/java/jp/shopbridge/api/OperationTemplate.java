package jp.shopbridge.api;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.CamelContextCustomizer;
import org.springframework.stereotype.Component;

/**
 * Fills in the template {@code api-operation} as soon as a route is made from it. Camel itself fills a template in when
 * the route starts; by then it has moved the route's steps into the REST operation that leads to it, without the
 * template's parameters.
 */
@Component
final class OperationTemplate implements CamelContextCustomizer {

    private static final String ID = "api-operation";

    OperationTemplate() {}

    @Override
    public void configure(CamelContext camel) {
        ((ModelCamelContext) camel).addRouteTemplateDefinitionConverter(ID, OperationTemplate::filledIn);
    }

    private static RouteDefinition filledIn(RouteTemplateDefinition template, Map<String, Object> parameters) {
        RouteDefinition route = template.asRouteDefinition();
        // Steps are numbered as in every other route, not by the count of the template's routes.
        route.setNodePrefixId(null);
        route.getInput().setUri(filledIn(route.getInput().getUri(), parameters));
        for (ProcessorDefinition<?> step : route.getOutputs()) {
            if (step instanceof BeanDefinition bean) {
                bean.setRef(filledIn(bean.getRef(), parameters));
                bean.setMethod(filledIn(bean.getMethod(), parameters));
            }
        }
        return route;
    }

    private static String filledIn(String text, Map<String, Object> parameters) {
        String filled = text;
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            filled = filled.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        return filled;
    }
}
