package dev.backfill.workers.source.fireflies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of which at least a part can be used.
 *
 * @param data by root field
 * @param errors those that are about single fields; what they are about is null in the data, or absent
 * @param notKnown fields of the request that Fireflies' schema does not have, with its words: then there is no data
 * @param notInPlan Fireflies' words if something in the request is not in the account's plan, and it is not told what: then no data is used
 */
record FirefliesAnswer(JsonNode data, List<FirefliesError> errors, Map<String, String> notKnown, @Nullable String notInPlan) {
    FirefliesAnswer(JsonNode data, List<FirefliesError> errors) {
        this(data, errors, Map.of(), null);
    }

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

    /** An error about something that was asked for by id, which does not say about what, as in the examples of Fireflies' own page. */
    Optional<FirefliesError> unplaced() {
        return errors.stream().filter(error -> error.path().isEmpty()).findFirst();
    }

    List<FirefliesError> below(String... steps) {
        return errors.stream().filter(error -> error.isBelow(steps)).toList();
    }
}
