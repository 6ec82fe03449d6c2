package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.http.Answer;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An executed operation, on its way into an answer. */
public record GraphqlResult(ExecutionResult result, List<Map<String, Object>> errors) {

    /** What came of an execution. */
    public static GraphqlResult of(ExecutionResult result) {
        return new GraphqlResult(result, result.getErrors().stream().map(GraphqlResult::error).toList());
    }

    /** The same with one more error. */
    public GraphqlResult with(FirefliesError error) {
        List<Map<String, Object>> more = new ArrayList<>(errors);
        more.add(error.toMap());
        return new GraphqlResult(result, more);
    }

    /** 400 for an operation that the schema does not have, as Apollo's server does; 200 for all that was executed. */
    public Answer answer() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        return Answer.json(result.isDataPresent() ? 200 : 400, JsonWriter.write(body));
    }

    private static Map<String, Object> error(GraphQLError error) {
        if (error instanceof ErrorInResult known) {
            return known.toSpecification();
        }
        Map<String, Object> answer = new LinkedHashMap<>(error.toSpecification());
        answer.put("extensions", Map.of("code", error.getErrorType() == ErrorType.InvalidSyntax ? "GRAPHQL_PARSE_FAILED"
                : error.getErrorType() == ErrorType.ValidationError ? "GRAPHQL_VALIDATION_FAILED" : "BAD_USER_INPUT"));
        return answer;
    }
}
