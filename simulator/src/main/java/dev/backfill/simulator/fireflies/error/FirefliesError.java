package dev.backfill.simulator.fireflies.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One member of {@code errors}.
 *
 * @param metadata more about it; left out when empty
 */
public record FirefliesError(ErrorCode code, String message, Map<String, Object> metadata) {

    private static final String HELP = "https://docs.fireflies.ai/miscellaneous/error-codes#";

    /** An error in the usual words. */
    public static FirefliesError of(ErrorCode code) {
        return new FirefliesError(code, code.message(), code.metadata());
    }

    /** An argument that is not valid, or missing. */
    public static FirefliesError argument(ErrorCode code, String name, String constraint, String message) {
        return new FirefliesError(code, code.message(), Map.of("fields", List.of(Map.of("name", name, "message", message,
                "constraints", List.of(Map.of("type", constraint, "message", message))))));
    }

    /** Nothing of that type has the id. */
    public static FirefliesError notFound(String type) {
        return new FirefliesError(ErrorCode.OBJECT_NOT_FOUND, type + " not found", Map.of("objectType", type));
    }

    /** The same with another message. */
    public FirefliesError with(String other) {
        return new FirefliesError(code, other, metadata);
    }

    /** The same with metadata. */
    public FirefliesError with(Map<String, Object> other) {
        return new FirefliesError(code, message, other);
    }

    /** As the answer carries it, but for the path. */
    public Map<String, Object> toMap() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("code", code.text());
        error.put("friendly", code.friendly());
        error.put("extensions", extensions());
        return error;
    }

    /** What it says in {@code extensions}. */
    public Map<String, Object> extensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.text());
        extensions.put("status", code.status());
        if (!metadata.isEmpty()) {
            extensions.put("metadata", metadata);
        }
        extensions.put("helpUrls", List.of(HELP + code.text()));
        extensions.put("correlationId", UUID.randomUUID().toString());
        return extensions;
    }
}
