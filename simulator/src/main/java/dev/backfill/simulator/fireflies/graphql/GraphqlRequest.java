package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.json.Json;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** What was posted. */
public record GraphqlRequest(String query, Map<String, Object> variables, Optional<String> operationName) {

    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    /** Reads a body; nothing when it is no JSON object with a query. */
    public static Optional<GraphqlRequest> read(byte[] body) {
        return Json.object(body).filter(json -> json.path("query").isString() && !json.path("query").asString().isBlank())
                .flatMap(GraphqlRequest::read);
    }

    private static Optional<GraphqlRequest> read(ObjectNode json) {
        try {
            Map<String, Object> variables = json.path("variables").isObject()
                    ? Json.MAPPER.convertValue(json.get("variables"), VARIABLES) : Map.of();
            return Optional.of(new GraphqlRequest(json.get("query").asString(), variables,
                    Optional.ofNullable(json.get("operationName")).filter(name -> name.isString()).map(name -> name.asString())));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * The name it is counted and disturbed under: its first field. Whoever lists without sentences and summaries is
     * told apart: {@code transcripts:ids} from {@code transcripts:full}.
     */
    public String route() {
        try {
            Document document = Parser.parse(query);
            String field = document.getFirstDefinitionOfType(OperationDefinition.class)
                    .map(operation -> operation.getSelectionSet().getSelections())
                    .filter(selections -> !selections.isEmpty() && selections.getFirst() instanceof Field)
                    .map(selections -> ((Field) selections.getFirst()).getName()).orElse("other");
            return field.equals("transcripts") ? field + (isHeavy(document) ? ":full" : ":ids") : field;
        } catch (InvalidSyntaxException e) {
            return "invalid";
        }
    }

    private boolean isHeavy(Document document) {
        boolean fragments = document.getFirstDefinitionOfType(FragmentDefinition.class).isPresent();
        return fragments ? query.contains("sentences") || query.contains("summary")
                : document.getFirstDefinitionOfType(OperationDefinition.class).stream()
                        .flatMap(operation -> operation.getSelectionSet().getSelections().stream())
                        .filter(Field.class::isInstance).map(Field.class::cast)
                        .filter(field -> field.getSelectionSet() != null)
                        .flatMap(field -> field.getSelectionSet().getSelectionsOfType(Field.class).stream())
                        .anyMatch(field -> field.getName().equals("sentences") || field.getName().equals("summary"));
    }
}
