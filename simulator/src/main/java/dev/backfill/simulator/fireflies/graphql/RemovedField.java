package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.http.Answer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field that the schema has lost: an operation that asks for it is not executed, as Apollo's server refuses it. */
public final class RemovedField {

    private RemovedField() {}

    /** The refusal of an operation that asks for the field; nothing for any other. */
    public static Optional<Answer> refusal(GraphqlRequest request, String name) {
        try {
            Document document = Parser.parse(request.query());
            return find(document, name).map(RemovedField::refusal);
        } catch (InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Field> find(Node<?> node, String name) {
        if (node instanceof Field field && field.getName().equals(name)) {
            return Optional.of(field);
        }
        return node.getChildren().stream().map(child -> find(child, name)).flatMap(Optional::stream).findFirst();
    }

    private static Answer refusal(Field field) {
        return Answer.json(400, JsonWriter.write(Map.of("errors", List.of(Map.of(
                "message", "Cannot query field \"" + field.getName() + "\" on type \"Transcript\". Did you mean \"title\"?",
                "locations", List.of(Map.of("line", field.getSourceLocation().getLine(), "column", field.getSourceLocation().getColumn())),
                "extensions", Map.of("code", "GRAPHQL_VALIDATION_FAILED"))))));
    }
}
