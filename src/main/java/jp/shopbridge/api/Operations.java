package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.token.TokenScope;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.SecurityDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do which operation, as the route files say it beside each: under {@code security}, the key is the least role
 * and the scope is what a token needs; without a scope no token opens the operation. The application does not start when
 * an operation says nothing.
 */
@Component
public class Operations implements CamelContextConfiguration {

    /** Request attribute: the id of the operation that somebody was let in to. */
    private static final String LET_IN = "jp.shopbridge.api.operation";

    private static final Pattern FURTHER_SLASHES = Pattern.compile("/(?=/|$)");

    private volatile List<Operation> all = List.of();

    Operations() {}

    /** The least role that an operation takes. */
    public enum Access {
        /** Also somebody who is not signed in: something in the request itself stands in for it. */
        ANYONE,
        /** Everybody who may work with products. */
        MERCHANT,
        /** The operators alone. */
        OPERATOR;

        /** The role's name in route files and in the API's description. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One operation.
     *
     * @param id the operation's id, which is its route's
     * @param access the least role
     * @param scope the scope that a token needs; null where no token opens the operation
     */
    public record Operation(String id, Access access, @Nullable TokenScope scope, String method, PathPattern path) {

        /** Whether a request asks for exactly this method; {@code HEAD} stands for {@code GET} in Spring's mapping. */
        private boolean answers(String asked) {
            return method.equals(asked.equals("HEAD") ? "GET" : asked);
        }
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        List<Operation> read = new ArrayList<>();
        for (RestDefinition resource : ((ModelCamelContext) camel).getRestDefinitions()) {
            for (VerbDefinition verb : resource.getVerbs()) {
                read.add(read(resource, verb));
            }
        }
        // As Spring finds the route: of two paths that match, the one with fewer variables counts.
        read.sort(Comparator.comparing(Operation::path));
        all = List.copyOf(read);
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // The routes say nothing new once they run.
    }

    private static Operation read(RestDefinition resource, VerbDefinition verb) {
        String path = "/api" + resource.getPath() + (verb.getPath() == null ? "" : verb.getPath());
        List<SecurityDefinition> said = verb.getSecurity();
        if (said.size() == 1) {
            for (Access access : Access.values()) {
                String scope = said.get(0).getScopes();
                Optional<TokenScope> needed = Optional.ofNullable(scope).flatMap(TokenScope::named);
                if (access.id().equals(said.get(0).getKey()) && (scope == null || needed.isPresent())) {
                    return new Operation(
                            verb.getId(),
                            access,
                            needed.orElse(null),
                            verb.asVerb().toUpperCase(Locale.ROOT),
                            PathPatternParser.defaultInstance.parse(path));
                }
            }
        }
        throw new IllegalStateException("The operation " + verb.getId() + " (" + verb.asVerb() + " " + path
                + ") does not say who may do it. Write under it security: with key: anyone, merchant or operator, and"
                + " scopes: read, edit or publish if a token may.");
    }

    /** Without further slashes: another spelling of an address is as closed as the address, though nothing is there. */
    private static PathContainer path(HttpServletRequest request) {
        String path = ServletRequestPathUtils.parseAndCache(request)
                .pathWithinApplication()
                .value();
        return PathContainer.parsePath(FURTHER_SLASHES.matcher(path).replaceAll(""));
    }

    /** The operation that a request asks for; empty when there is none, or before the routes stand. */
    public Optional<Operation> find(HttpServletRequest request) {
        PathContainer path = path(request);
        return all.stream()
                .filter(operation -> operation.answers(request.getMethod())
                        && operation.path().matches(path))
                .findFirst();
    }

    /**
     * The scope that a token needs for a request: of its operation, or that of looking for what is not there. Empty where
     * no token opens; a way of asking that nobody has decided about ({@code HEAD}) is closed, too.
     */
    public Optional<TokenScope> neededScope(HttpServletRequest request) {
        Optional<Operation> operation = find(request);
        if (operation.isPresent()) {
            return operation
                    .filter(found -> found.method().equals(request.getMethod()))
                    .flatMap(found -> Optional.ofNullable(found.scope()));
        }
        boolean looksForSomething =
                request.getMethod().equals("GET") && path(request).value().startsWith("/api/");
        return looksForSomething ? Optional.of(TokenScope.READ) : Optional.empty();
    }

    /** The operation of this id, which has to exist. */
    public Operation named(String id) {
        return all.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no operation " + id + "."));
    }

    /** Notes that whoever sent the request may do this. */
    public static void letIn(HttpServletRequest request, Operation operation) {
        request.setAttribute(LET_IN, operation.id());
    }

    /**
     * Refuses to run an operation for somebody who was not let in to it, whatever the request's address looked like to
     * whoever let them in.
     */
    void needsToBeLetIn(HttpServletRequest request, String route) {
        boolean isOperation = all.stream().anyMatch(operation -> operation.id().equals(route));
        if (isOperation && !route.equals(request.getAttribute(LET_IN))) {
            throw ApiProblem.of(403, "SECURITY_NOT_ALLOWED", Messages.sentence("SECURITY_NOT_ALLOWED"));
        }
    }
}
