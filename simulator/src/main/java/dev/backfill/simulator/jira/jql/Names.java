package dev.backfill.simulator.jira.jql;

import java.util.Optional;
import java.util.OptionalInt;

/** What the values of a query stand for at one site; absent means unknown or not to be seen. */
public interface Names {

    /** A visible project by key, id or name. */
    OptionalInt project(String keyOrIdOrName);

    /** A status by name or id. */
    OptionalInt status(String nameOrId);

    /** An issue type by name or id. */
    OptionalInt type(String nameOrId);

    /** The id of a visible issue by id or key, old keys included. */
    Optional<Long> issue(String idOrKey);
}
