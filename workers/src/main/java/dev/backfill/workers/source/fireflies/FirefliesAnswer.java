package dev.backfill.workers.source.fireflies;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An answer of which at least a part can be used.
 *
 * @param data by root field
 * @param errors those that are about single fields; what they are about is null in the data, or absent
 */
record FirefliesAnswer(JsonNode data, List<FirefliesError> errors) {
    JsonNode field(String name) {
        return data.path(name);
    }

    /** @throws dev.backfill.workers.source.SourceException if this root field as a whole could not be answered */
    JsonNode require(String name) {
        errors.stream().filter(error -> error.isAboutAll(name)).findFirst().ifPresent(error -> {
            throw error.toException();
        });
        return field(name);
    }

    /** Whether this root field as a whole broke, be it for what is in it. */
    boolean broke(String name) {
        return errors.stream().anyMatch(error -> error.isAboutAll(name) && error.type().retryable());
    }

    List<FirefliesError> below(String... steps) {
        return errors.stream().filter(error -> error.isBelow(steps)).toList();
    }
}
