package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.error.ErrorCode;
import java.util.Set;

/**
 * A field of transcripts that is answered with null and an error in this request, the rest being there.
 *
 * @param ids of which transcripts; of all when empty
 */
public record WithheldField(String field, Set<String> ids, ErrorCode code) {

    boolean concerns(String id, String name) {
        return field.equals(name) && (ids.isEmpty() || ids.contains(id));
    }
}
