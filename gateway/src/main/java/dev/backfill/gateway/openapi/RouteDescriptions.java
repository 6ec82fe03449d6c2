package dev.backfill.gateway.openapi;

import dev.backfill.gateway.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** A component of each feature tells here what its routes read, and shows what they answer. */
public interface RouteDescriptions {
    /** Called once, when the document is made. Routes without fields and examples need none. */
    List<RouteDescription> describe();

    /**
     * What problems of a type have beyond the common members (RFC 9457, 3.2), for the types that have any: a record with these
     * members, as an example.
     */
    default Map<ProblemType, Record> problemMembers() {
        return Map.of();
    }
}
