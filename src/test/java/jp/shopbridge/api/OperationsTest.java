package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jp.shopbridge.api.Operations.Access;
import jp.shopbridge.api.Operations.Operation;
import jp.shopbridge.token.TokenScope;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may do what is read from the route files, and an operation is done only for somebody who was let in to it. */
class OperationsTest {

    private static final String FILE =
            """
            - rest:
                path: /letters
                get:
                  - id: api-list-letters
                    security: [{key: merchant, scopes: read}]
                    to: {uri: direct, parameters: {name: api-list-letters}}
                  - id: api-show-letter
                    path: /{id}
                    security: [{key: merchant, scopes: read}]
                    to: {uri: direct, parameters: {name: api-show-letter}}
                  - id: api-list-closed-letters
                    path: /closed
                    security: [{key: operator}]
                    to: {uri: direct, parameters: {name: api-list-closed-letters}}
                post:
                  - id: api-write-letter
                    SECURITY
                    to: {uri: direct, parameters: {name: api-write-letter}}
            """;
    private static final String EDIT = "security: [{key: merchant, scopes: edit}]";

    @Test
    void roleAndScopeAreThoseOfTheOperationThatAnswers() throws Exception {
        Operations operations = read(EDIT);

        assertThat(operations.find(request("GET", "/api/letters/7")).orElseThrow())
                .extracting(Operation::id, Operation::access, Operation::scope)
                .containsExactly("api-show-letter", Access.MERCHANT, TokenScope.READ);
        assertThat(operations.find(request("GET", "/api/letters/closed")).orElseThrow())
                .extracting(Operation::id, Operation::access, Operation::scope)
                .containsExactly("api-list-closed-letters", Access.OPERATOR, null);
        assertThat(operations.find(request("HEAD", "/api/letters")))
                .map(Operation::id)
                .contains("api-list-letters");
        assertThat(operations.find(request("DELETE", "/api/letters"))).isEmpty();
        assertThat(operations.find(request("GET", "/api/letters//closed/")))
                .as("another spelling")
                .map(Operation::access)
                .contains(Access.OPERATOR);
    }

    @Test
    void aTokenOpensWhatIsWrittenDownAndNothingBeyond() throws Exception {
        Operations operations = read(EDIT);

        assertThat(operations.neededScope(request("POST", "/api/letters"))).contains(TokenScope.EDIT);
        assertThat(operations.neededScope(request("GET", "/api/letters/closed")))
                .isEmpty();
        assertThat(operations.neededScope(request("HEAD", "/api/letters"))).isEmpty();
        assertThat(operations.neededScope(request("DELETE", "/api/letters"))).isEmpty();
        assertThat(operations.neededScope(request("GET", "/api/nothing-here"))).contains(TokenScope.READ);
        assertThat(operations.neededScope(request("GET", "/actuator/metrics"))).isEmpty();
    }

    @Test
    void whoeverWasLetInToAnotherOperationIsRefusedThisOne() throws Exception {
        Operations operations = read(EDIT);
        MockHttpServletRequest request = request("GET", "/api/letters/7");

        assertThatThrownBy(() -> operations.needsToBeLetIn(request, "api-show-letter"))
                .isInstanceOf(ApiProblem.class);
        Operations.letIn(request, operations.find(request).orElseThrow());
        assertThatCode(() -> operations.needsToBeLetIn(request, "api-show-letter"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> operations.needsToBeLetIn(request, "api-list-closed-letters"))
                .isInstanceOf(ApiProblem.class);
        assertThatCode(() -> operations.needsToBeLetIn(request, "api-receive-webhook"))
                .as("no operation of the API")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description: Writes a letter.",
                "security: [{key: merchants}]",
                "security: [{key: merchant, scopes: look}]",
                "security: [{key: merchant}, {key: operator}]"
            })
    void anOperationThatDoesNotSayWhoMayKeepsTheApplicationFromStarting(String security) {
        assertThatThrownBy(() -> read(security))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("api-write-letter")
                .hasMessageContaining("/api/letters")
                .hasMessageContaining("security:");
    }

    private static Operations read(String security) throws Exception {
        CamelContext camel = new DefaultCamelContext();
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("letters.camel.yaml", FILE.replace("SECURITY", security)));
            Operations operations = new Operations();
            operations.beforeApplicationStart(camel);
            return operations;
        } finally {
            camel.stop();
        }
    }

    private static MockHttpServletRequest request(String method, String path) {
        return new MockHttpServletRequest(method, path);
    }
}
