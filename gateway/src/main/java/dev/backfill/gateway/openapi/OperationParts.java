package dev.backfill.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.backfill.gateway.openapi.ProblemAnswers.ProblemAnswer;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.Parameter.StyleEnum;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of an operation together. */
@Component
class OperationParts {
    private static final String JSON = "application/json";

    private final JsonMapper mapper;

    OperationParts(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** A complete copy of what springdoc made. */
    Operation complete(Route route) {
        RouteDescription.Variant variant = route.description().variant();
        return new Operation()
                .operationId(variant == null ? route.made().getOperationId() : variant.operationId())
                .summary(variant == null ? route.made().getSummary() : variant.summary())
                .description(description(route))
                .tags(route.made().getTags())
                .deprecated(route.made().getDeprecated())
                .parameters(parameters(route))
                .requestBody(body(route.description()))
                .responses(responses(route))
                .security(security(route));
    }

    private static String description(Route route) {
        String role = route.role();
        String needed = role == null ? "Needs no credential." : "Needs the role " + (role.equals("USER") ? "USER or ADMIN." : role + ".");
        return (route.made().getDescription() + " " + needed).strip();
    }

    private static List<Parameter> parameters(Route whole) {
        Operation made = whole.made();
        RouteDescription route = whole.description();
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : made.getParameters() == null ? List.<Parameter>of() : made.getParameters()) {
            boolean fixed = route.variant() != null && parameter.getName().equals(route.variant().variable());
            boolean bounded = route.path().stream().anyMatch(field -> field.name().equals(parameter.getName()));
            if (!fixed && !bounded) {
                parameters.add(parameter);
            }
        }
        route.path().forEach(field -> parameters.add(0, parameter(field, "path").required(true)));
        route.query().forEach(field -> parameters.add(parameter(field, "query")));
        if (whole.isConditional()) {
            parameters.add(new Parameter().$ref("#/components/parameters/IfNoneMatch"));
        }
        parameters.add(new Parameter().$ref("#/components/parameters/RequestId"));
        return parameters;
    }

    private static Parameter parameter(Field field, String in) {
        Schema<?> schema = FieldSchemas.of(field);
        Parameter parameter = new Parameter().in(in).name(field.name()).description(FieldSchemas.description(field)).schema(schema);
        if (field.kind() == FieldKind.TEXTS) {
            // Separated by commas, so that an empty one cannot be written.
            schema.minItems(1).setDefault(null);
            parameter.style(StyleEnum.FORM).explode(false);
        }
        return parameter;
    }

    private @Nullable RequestBody body(RouteDescription route) {
        if (route.body() == null) {
            return null;
        }
        Schema<Object> schema = Schemas.of("object");
        for (Field field : route.body()) {
            schema.addProperty(field.name(), FieldSchemas.of(field).description(FieldSchemas.description(field)));
        }
        schema.setRequired(route.required().isEmpty() ? null : route.required());
        schema.setAdditionalProperties(false);
        MediaType media = new MediaType().schema(schema);
        if (route.requestExample() != null) {
            media.addExamples("example", new Example().value(parsed(route.requestExample())));
        }
        return new RequestBody().content(new Content().addMediaType(JSON, media)).required(!route.required().isEmpty());
    }

    private ApiResponses responses(Route route) {
        Answers answers = route.answers();
        Map<Integer, ApiResponse> byStatus = new TreeMap<>();
        byStatus.put(answers.status(), success(route, answers.status()));
        for (int status : answers.alsoWithBody()) {
            byStatus.put(status, success(route, status));
        }
        for (int status : answers.alsoEmpty()) {
            byStatus.put(status, new ApiResponse().description(Statuses.of(status)).headers(ProblemAnswers.references(headers(route))));
        }
        for (ProblemAnswer problem : route.problems()) {
            ApiResponse success = byStatus.get(problem.status());
            byStatus.put(problem.status(), success == null ? problem.reference() : either(success, problem.response()));
        }
        ApiResponses responses = new ApiResponses();
        byStatus.forEach((status, response) -> responses.addApiResponse(String.valueOf(status), response));
        return responses;
    }

    private ApiResponse success(Route route, int status) {
        ApiResponse response =
                new ApiResponse().description(Statuses.of(status)).headers(ProblemAnswers.references(headers(route)));
        Content made = route.made().getResponses().values().stream()
                .map(ApiResponse::getContent)
                .filter(found -> found != null && !found.isEmpty())
                .findFirst()
                .orElse(null);
        if (made == null || status == HttpStatus.NO_CONTENT.value()) {
            return response;
        }
        Content content = new Content();
        made.forEach((type, media) -> content.addMediaType(type, new MediaType().schema(media.getSchema())));
        Object example = route.description().answerExamples().get(status);
        if (example != null) {
            content.values().iterator().next().addExamples("example", new Example().value(tree(example)));
        }
        return response.content(content);
    }

    /** A status that is both, such as 503 of a check, has a body of either media type. */
    private static ApiResponse either(ApiResponse success, ApiResponse problem) {
        problem.getContent().forEach(success.getContent()::addMediaType);
        return success.description(success.getDescription() + " " + problem.getDescription());
    }

    private static List<AnswerHeader> headers(Route route) {
        List<AnswerHeader> headers = new ArrayList<>(route.commonHeaders());
        headers.addAll(Arrays.asList(route.answers().headers()));
        if (route.isConditional()) {
            headers.add(AnswerHeader.ETAG);
        }
        return headers;
    }

    /** Either kind of credential will do; OpenAPI 3.1 also has the role that it needs. */
    private static List<SecurityRequirement> security(Route route) {
        String role = route.role();
        return role == null
                ? List.of()
                : OpenApiConfiguration.SECURITY_SCHEMES.keySet().stream().map(name -> new SecurityRequirement().addList(name, role)).toList();
    }

    /** As the gateway itself writes it, read by the Jackson that writes the document. */
    private Object tree(Object example) {
        return parsed(mapper.writeValueAsString(example));
    }

    private static Object parsed(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("an example is not JSON: " + json, malformed);
        }
    }
}
