package jp.shopbridge.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.ApiRequests;
import jp.shopbridge.api.Operations;
import jp.shopbridge.api.Problem;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.RestDefinition;
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

    private static final List<SecurityRequirement> PEOPLE =
            List.of(new SecurityRequirement().addList("basic"), new SecurityRequirement().addList("session"));

    private static final String PROBLEM = "#/components/schemas/Problem";

    private final CamelContext camel;
    private final Operations operations;
    private final BridgeSettings settings;
    private @Nullable JsonNode document;

    ApiDocument(CamelContext camel, Operations operations, BridgeSettings settings) {
        this.camel = camel;
        this.operations = operations;
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
                        inOrder(((ModelCamelContext) camel).getRestDefinitions()),
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
        problemSchema().forEach(components::addSchemas);
        api.setComponents(components);
        List<SecurityRequirement> everybody = new ArrayList<>(PEOPLE);
        everybody.add(new SecurityRequirement().addList("token"));
        api.setSecurity(everybody);
        api.getPaths().forEach((path, item) -> item.readOperations().forEach(each -> complete(path, each)));
        return read(io.swagger.v3.core.util.Json.mapper().writeValueAsString(api));
    }

    /** Not as the files happen to be read; the resource that a tag is named after comes first and describes the tag. */
    private static List<RestDefinition> inOrder(List<RestDefinition> resources) {
        return resources.stream()
                .sorted(Comparator.comparing(
                                (RestDefinition resource) -> !resource.getId().equals("api-" + resource.getTag()))
                        .thenComparing(RestDefinition::getId))
                .toList();
    }

    /** Adds what follows from what the operation is: a problem that every such operation answers stands in no route. */
    private void complete(String path, Operation operation) {
        boolean forAShop = !ApiRequests.WITHOUT_A_SHOP.contains(operation.getOperationId());
        if (forAShop) {
            operation.addParametersItem(new Parameter()
                    .name("shop")
                    .in("query")
                    .required(false)
                    .description("The shop's key; needed only when several shops are configured.")
                    .schema(new StringSchema()));
        }
        List<Parameter> parameters = Objects.requireNonNullElse(operation.getParameters(), List.of());
        for (Parameter parameter : parameters) {
            if (parameter.getName().equals("productNo") && parameter.getIn().equals("path")) {
                parameter.setDescription(
                        "futureshop's 商品番号. Any byte of its UTF-8 may be written as ~ and two hexadecimal digits;"
                                + " / (~2F), ; (~3B), % (~25), \\ (~5C) and the numbers . and .. have to be.");
            }
        }
        boolean hasBody = operation.getRequestBody() != null;
        if (hasBody
                || parameters.stream().anyMatch(parameter -> parameter.getIn().equals("query"))) {
            unlessTold(operation, 400, "The request cannot be read.");
        }
        if (forAShop || path.contains("{")) {
            unlessTold(operation, 404, "There is no such thing.");
        }
        if (parameters.stream().anyMatch(parameter -> parameter.getName().equals("If-Match"))) {
            unlessTold(operation, 412, "Somebody changed it since it was read.");
        }
        if (hasBody) {
            unlessTold(operation, 413, "The body is too large.");
            unlessTold(operation, 415, "The body has another media type.");
            unlessTold(operation, 422, "A value cannot be taken; nothing was changed.");
        }
        unlessTold(operation, 503, "TikTok or the database cannot be asked now; Retry-After says when to try again.");
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .map(Parameter::getSchema)
                    .filter(schema -> schema != null
                            && "integer".equals(schema.getType())
                            && schema.getDefault() instanceof String)
                    .forEach(schema -> defaultNumber(schema));
        }
        if (sayWhoMay(operation) != Operations.Access.ANYONE) {
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

    /** OpenAPI 3.0 has no word for the roles of a scheme that is not OAuth's. */
    private Operations.Access sayWhoMay(Operation operation) {
        Operations.Operation declared = operations.named(operation.getOperationId());
        operation.setSecurity(null);
        if (declared.access() == Operations.Access.ANYONE) {
            operation.setSecurity(List.of());
        } else if (declared.scope() == null) {
            operation.setSecurity(PEOPLE);
        }
        if (declared.access() != Operations.Access.ANYONE) {
            operation.addExtension("x-role", declared.access().id());
        }
        if (declared.scope() != null) {
            operation.addExtension("x-token-scope", declared.scope().id());
        }
        return declared.access();
    }

    private static void unlessTold(Operation operation, int status, String description) {
        operation.getResponses().putIfAbsent(String.valueOf(status), problem(description));
    }

    /** The routes can only write defaults as text. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void defaultNumber(Schema schema) {
        schema.setDefault(Integer.valueOf(schema.getDefault().toString()));
    }

    /** What every problem looks like, which no route names; Camel has taught swagger's own resolver long names. */
    @SuppressWarnings("rawtypes")
    private static Map<String, Schema> problemSchema() {
        ModelConverters models = new ModelConverters();
        models.addConverter(new ModelResolver(io.swagger.v3.core.util.Json.mapper(), new TypeNameResolver() {}));
        return models.read(Problem.class);
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
