package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
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
    static final String VARIABLE = "request";

    private final BridgeSettings settings;

    ApiRequests(BridgeSettings settings) {
        this.settings = settings;
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
                http.getAttribute(ApiEdge.ACTOR) instanceof String actor ? actor : "system",
                Boolean.TRUE.equals(http.getAttribute(ApiEdge.OPERATOR)),
                settings);
        exchange.setVariable(VARIABLE, request);
        message.removeHeaders("*");
        message.setBody(request);
    }
}
