package jp.shopbridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.OpenApiHelper;
import org.apache.camel.openapi.RestOpenApiReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The API's description, read from the REST routes themselves; what the routes have no words for (the server's address,
 * sign-in, the problems' media type) is added here.
 */
@Component
public class ApiDocument {

    /** Operations that need no session: a single-use state stands in for it. */
    private static final Set<String> OPEN = Set.of("api-complete-authorization");

    private static final String PROBLEM = "#/components/schemas/Problem";

    private final CamelContext camel;
    private final BridgeSettings settings;
    private @Nullable JsonNode document;

    ApiDocument(CamelContext camel, BridgeSettings settings) {
        this.camel = camel;
        this.settings = settings;
    }

    /** The OpenAPI document; routes do not change while the application runs, so it is made once. */
    public synchronized Answer show(ApiRequest request) throws IOException, ClassNotFoundException {
        if (document == null) {
            document = made();
        }
        return Answer.ok(document);
    }

    private JsonNode made() throws IOException, ClassNotFoundException {
        BeanConfig config = new BeanConfig();
        config.setBasePath("/api");
        config.setInfo(new Info()
                .title("futureshop TikTok bridge")
                .version("1")
                .description(
                        "Brings a futureshop catalogue to TikTok Shop. A request that is not done is answered with"
                                + " application/problem+json and a stable code; `detail` is Japanese when Accept-Language prefers it.")
                .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
        OpenAPI api = new RestOpenApiReader()
                .read(
                        camel,
                        ((ModelCamelContext) camel).getRestDefinitions(),
                        config,
                        camel.getName(),
                        camel.getClassResolver());
        OpenApiHelper.clearVendorExtensions(api);
        api.setServers(List.of(new Server().url(settings.publicBaseUrl() + "/api")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSecuritySchemes(
                "basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        components.addSecuritySchemes(
                "session",
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(settings.cookie("JSESSIONID"))
                        .description("A browser's session; changes also need the header X-XSRF-TOKEN."));
        components.addSecuritySchemes(
                "token",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A program's token, within its scope: read, edit or publish."));
        api.setComponents(components);
        api.setSecurity(List.of(
                new SecurityRequirement().addList("basic"),
                new SecurityRequirement().addList("session"),
                new SecurityRequirement().addList("token")));
        api.getPaths().values().forEach(item -> item.readOperations().forEach(ApiDocument::complete));
        return read(io.swagger.v3.core.util.Json.mapper().writeValueAsString(api));
    }

    private static void complete(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .map(Parameter::getSchema)
                    .filter(schema -> schema != null
                            && "integer".equals(schema.getType())
                            && schema.getDefault() instanceof String)
                    .forEach(schema -> defaultNumber(schema));
        }
        if (OPEN.contains(operation.getOperationId())) {
            operation.setSecurity(List.of());
        } else {
            operation.getResponses().addApiResponse("401", problem("Nobody is signed in."));
            operation.getResponses().addApiResponse("403", problem("The user may not do this."));
        }
        operation.getResponses().addApiResponse("500", problem("A bug; nothing was changed."));
        operation.getResponses().forEach((code, response) -> {
            if (Integer.parseInt(code) >= 400) {
                response.setContent(problem("").getContent());
            } else if (response.getDescription().contains("ETag")) {
                response.addHeaderObject(
                        "ETag",
                        new Header().description("The version, for If-Match.").schema(new StringSchema()));
            }
        });
    }

    /** The routes can only write defaults as text. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void defaultNumber(Schema schema) {
        schema.setDefault(Integer.valueOf(schema.getDefault().toString()));
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    private static JsonNode read(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }
}
