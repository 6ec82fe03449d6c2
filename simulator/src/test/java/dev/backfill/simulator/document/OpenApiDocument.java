package dev.backfill.simulator.document;

import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.shared.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An OpenAPI document: routes, parameters, bodies of requests and answers. */
final class OpenApiDocument implements VendorDocument {
    private static final int FIRST_REFUSAL = 400;

    private final String vendor;
    private final Schemas schemas;
    private final List<Operation> operations = new ArrayList<>();

    private OpenApiDocument(String vendor, Dialect dialect) {
        this.vendor = vendor;
        schemas = new Schemas(Shared.folder().resolve("vendor-specs").resolve(vendor + ".json"), dialect);
        schemas.document().path("paths").propertyStream().forEach(path ->
                path.getValue().propertyNames().forEach(method -> operations.add(new Operation(schemas, path.getKey(), method))));
    }

    static OpenApiDocument jira() {
        return new OpenApiDocument("jira", Dialects.getOpenApi30());
    }

    static OpenApiDocument tempo() {
        return new OpenApiDocument("tempo", Dialects.getOpenApi30());
    }

    static OpenApiDocument notion() {
        return new OpenApiDocument("notion", Dialects.getOpenApi31());
    }

    /** The operation as tables name it, or the path that has none. */
    String name(HttpCall call) {
        return vendor + ' ' + operation(call).map(Operation::name).orElseGet(() -> call.method() + ' ' + path(call));
    }

    private Optional<Operation> operation(HttpCall call) {
        // Of /user/bulk and /user/{id}, the one without a variable.
        return operations.stream().filter(operation -> operation.matches(call.method(), path(call)))
                .min((one, other) -> Long.compare(one.variables(), other.variables()));
    }

    private String path(HttpCall call) {
        return call.path().substring(vendor.length() + 1);
    }

    @Override
    public List<Deviation> ofRequest(HttpCall call) {
        Optional<Operation> operation = operation(call);
        if (operation.isEmpty()) {
            return List.of(new Deviation(name(call), "request", "", "no such operation", call.path()));
        }
        List<Deviation> deviations = new ArrayList<>();
        operation.get().parameters().brokenBy(call).forEach((parameter, broken) ->
                deviations.add(new Deviation(name(call), "request", parameter, broken, String.valueOf(call.query().get(parameter)))));
        operation.get().body().ifPresent(schema -> deviations.addAll(body(call, "request", schema, call.body())));
        return deviations;
    }

    @Override
    public List<Deviation> ofAnswer(HttpCall call, Answer answer) {
        Optional<Operation> operation = operation(call);
        if (operation.isEmpty()) {
            return answer.status() >= FIRST_REFUSAL ? List.of()
                    : List.of(new Deviation(name(call), "answer " + answer.status(), "", "no such operation", call.path()));
        }
        Optional<String> schema = operation.get().answer(answer.status());
        if (schema.isEmpty()) {
            // Of refusals the documents say little; of what succeeds they say all.
            return answer.status() >= FIRST_REFUSAL ? List.of()
                    : List.of(new Deviation(name(call), "answer " + answer.status(), "", "no such status", ""));
        }
        return body(call, "answer " + answer.status(), schema.get(), answer.body());
    }

    private List<Deviation> body(HttpCall call, String part, String schema, byte[] body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return List.of(new Deviation(name(call), part, "", "is JSON", e.getOriginalMessage()));
        }
        return held(name(call), part, schemas, schema, json);
    }

    static List<Deviation> held(String operation, String part, Schemas schemas, String schema, JsonNode json) {
        return schemas.errors(schema, json).stream().map(error -> {
            String pointer = error.getInstanceLocation().toString().replaceAll("/\\d+(?=/|$)", "/*");
            String member = error.getProperty() == null ? "" : " " + error.getProperty();
            return new Deviation(operation, part, pointer, error.getKeyword() + member, error.getMessage());
        }).toList();
    }
}
