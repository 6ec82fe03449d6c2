package dev.backfill.gateway.openapi;

import dev.backfill.gateway.request.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the documentation of one operation needs to know beyond its handler method. Immutable; each method returns a changed copy.
 *
 * @param operationId as in the handler's {@code @Operation}
 * @param variant the one value of a variable of the path that it is about; null if about all
 * @param path variables of the path, with their bounds
 * @param query fields that are read from the query
 * @param body fields that are read from the body; null if it has none
 * @param required the fields of the body without which the request is refused
 * @param requestExample a body that is accepted, as JSON
 * @param answerExamples bodies by status, as anything that Jackson writes
 */
public record RouteDescription(
        String operationId,
        @Nullable Variant variant,
        List<Field> path,
        List<Field> query,
        @Nullable List<Field> body,
        List<String> required,
        @Nullable String requestExample,
        Map<Integer, Object> answerExamples) {
    /**
     * An operation that reads other fields for this value of a variable of its path; it is documented as a path of its own.
     *
     * @param operationId of the path of its own
     */
    public record Variant(String variable, String value, String operationId, String summary) {}

    public static RouteDescription of(String operationId) {
        return new RouteDescription(operationId, null, List.of(), List.of(), null, List.of(), null, Map.of());
    }

    public RouteDescription only(Variant variant) {
        return new RouteDescription(operationId, variant, path, query, body, required, requestExample, answerExamples);
    }

    public RouteDescription inPath(Field... variables) {
        return new RouteDescription(operationId, variant, List.of(variables), query, body, required, requestExample, answerExamples);
    }

    /** Read by {@code RequestReader.readQuery}. */
    public RouteDescription inQuery(List<Field> fields) {
        return new RouteDescription(operationId, variant, path, List.copyOf(fields), body, required, requestExample, answerExamples);
    }

    /** Read by {@code RequestReader.read}, from either. */
    public RouteDescription inBodyOrQuery(List<Field> fields) {
        return inQuery(fields).inBody(fields);
    }

    public RouteDescription inBody(List<Field> fields) {
        return new RouteDescription(operationId, variant, path, query, List.copyOf(fields), required, requestExample, answerExamples);
    }

    /** The fields of the body without which the request is refused. */
    public RouteDescription requiring(String... names) {
        return new RouteDescription(operationId, variant, path, query, body, List.of(names), requestExample, answerExamples);
    }

    /** @param example a body that is accepted, as JSON */
    public RouteDescription asks(String example) {
        return new RouteDescription(operationId, variant, path, query, body, required, example, answerExamples);
    }

    public RouteDescription answers(int status, Object example) {
        Map<Integer, Object> examples = new LinkedHashMap<>(answerExamples);
        examples.put(status, example);
        return new RouteDescription(operationId, variant, path, query, body, required, requestExample, examples);
    }

    boolean readsFields() {
        return body != null || !query.isEmpty();
    }
}
