package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes the request off the exchange, which a plain method cannot see whole: path, query and headers arrive there mixed
 * into one set of message headers, so that each could pass for the other.
 */
@Component
public class ApiRequests {

    /** The variable that holds the request until it is answered. */
    public static final String VARIABLE = "request";

    private static final Asker NOBODY = new Asker("system", false, List.of(), false);

    /**
     * The operations that need no shop from somebody who may see some shops only: what they tell is about nobody's
     * products, or they leave out the other shops or refuse by themselves. Every other one has to be for a shop of theirs.
     */
    public static final Set<String> WITHOUT_A_SHOP = Set.of(
            "api-activate-mapping",
            "api-complete-authorization",
            "api-end-token",
            "api-keep-mapping",
            "api-lint-mapping",
            "api-list-fields",
            "api-list-mappings",
            "api-list-tokens",
            "api-make-token",
            "api-receive-webhook",
            "api-show-mapping",
            "api-show-openapi",
            "api-show-session",
            "api-show-status");

    private final Operations operations;
    private final RequestBodies bodies;

    ApiRequests(Operations operations, RequestBodies bodies) {
        this.operations = operations;
        this.bodies = bodies;
    }

    /** Makes the request the body and the variable {@code request}, and leaves no header behind. */
    public void read(Exchange exchange) {
        PlatformHttpMessage message = exchange.getMessage(PlatformHttpMessage.class);
        HttpServletRequest http = message.getRequest();
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(http.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(http.getHeaders(name))));
        }
        Map<String, String> variables = new HashMap<>();
        if (http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> variables.put((String) name, (String) value));
        }
        ApiRequest request = new ApiRequest(
                http.getMethod(),
                http.getRequestURI(),
                variables,
                http.getQueryString(),
                headers,
                http.getAttribute(ApiEdge.BODY) instanceof byte[] body ? body : new byte[0],
                http.getAttribute(ApiEdge.ASKER) instanceof Asker asker ? asker : NOBODY,
                http.getAttribute(ConnectionValve.GONE) instanceof BooleanSupplier gone ? gone : () -> false,
                bodies);
        exchange.setVariable(VARIABLE, request);
        message.removeHeaders("*");
        message.setBody(request);
        operations.needsToBeLetIn(http, exchange.getFromRouteId());
        if (!WITHOUT_A_SHOP.contains(exchange.getFromRouteId())) {
            request.needsItsShop();
        }
    }
}
