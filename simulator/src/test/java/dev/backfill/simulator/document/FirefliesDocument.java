package dev.backfill.simulator.document;

import dev.backfill.simulator.fireflies.graphql.GraphqlRequest;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.shared.Shared;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.validation.ValidationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A GraphQL schema: queries are valid by it, and answers have the types that it gives to the fields that were asked for. */
final class FirefliesDocument implements VendorDocument {
    private static final int OK = 200;

    private final GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
            new SchemaParser().parse(Shared.folder().resolve("vendor-specs/fireflies.graphql").toFile()),
            RuntimeWiring.newRuntimeWiring()
                    .scalar(GraphQLScalarType.newScalar().name("DateTime").coercing(new InstantScalar()).build())
                    .build());
    private final GraphQL engine = GraphQL.newGraphQL(schema).build();

    @Override
    public List<Deviation> ofRequest(HttpCall call) {
        Optional<GraphqlRequest> request = GraphqlRequest.read(call.body());
        if (!call.method().equals("POST") || request.isEmpty()) {
            return List.of(new Deviation(name(call), "request", "", "POST with a query", call.method()));
        }
        // There is nothing behind the schema: what is valid finds nothing.
        ExecutionInput.Builder input = ExecutionInput.newExecutionInput(request.get().query()).variables(request.get().variables());
        request.get().operationName().ifPresent(input::operationName);
        List<GraphQLError> errors = engine.execute(input.build()).getErrors();
        return errors.stream().filter(FirefliesDocument::isOfTheRequest)
                .map(error -> new Deviation(name(call), "request", String.valueOf(path(error)), String.valueOf(error.getErrorType()), error.getMessage()))
                .toList();
    }

    private static boolean isOfTheRequest(GraphQLError error) {
        return error instanceof ValidationError || error instanceof InvalidSyntaxError || error.getPath() == null;
    }

    private static Object path(GraphQLError error) {
        return error instanceof ValidationError invalid ? invalid.getQueryPath() : error.getPath();
    }

    @Override
    public List<Deviation> ofAnswer(HttpCall call, Answer answer) {
        JsonNode json = answer.status() == OK ? Json.MAPPER.readTree(answer.body()) : Json.MAPPER.createObjectNode();
        Optional<GraphqlRequest> request = GraphqlRequest.read(call.body());
        if (request.isEmpty() || !json.path("data").isObject() || !ofRequest(call).isEmpty()) {
            return List.of();
        }
        List<Deviation> deviations = new ArrayList<>();
        new TypedAnswer(schema, new Parser().parseDocument(request.get().query()), json.path("errors").isEmpty(),
                (pointer, rule, value) -> deviations.add(new Deviation(name(call), "answer " + OK, pointer, rule, value)))
                .check(json.get("data"));
        return deviations;
    }

    private static String name(HttpCall call) {
        return "fireflies " + GraphqlRequest.read(call.body()).map(GraphqlRequest::route).orElse("invalid");
    }
}
