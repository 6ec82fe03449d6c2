package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.error.FirefliesError;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error of one field, beside the data of the others. */
final class ErrorInResult implements GraphQLError {

    private static final long serialVersionUID = 1L;

    private final transient FirefliesError error;
    private final transient ResultPath path;
    private final transient @Nullable SourceLocation location;

    ErrorInResult(FirefliesError error, ResultPath path, @Nullable SourceLocation location) {
        this.error = error;
        this.path = path;
        this.location = location;
    }

    @Override
    public String getMessage() {
        return error.message();
    }

    @Override
    public List<SourceLocation> getLocations() {
        return location == null ? List.of() : List.of(location);
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public List<Object> getPath() {
        return path.toList();
    }

    @Override
    public Map<String, Object> getExtensions() {
        return error.extensions();
    }

    /** With the members that Fireflies adds beside those of the specification. */
    @Override
    public Map<String, Object> toSpecification() {
        Map<String, Object> answer = new LinkedHashMap<>(error.toMap());
        answer.put("path", path.toList());
        if (location != null) {
            answer.put("locations", List.of(Map.of("line", location.getLine(), "column", location.getColumn())));
        }
        return answer;
    }
}
