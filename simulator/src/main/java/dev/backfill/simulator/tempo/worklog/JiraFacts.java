package dev.backfill.simulator.tempo.worklog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Tempo knows of the Jira site that it belongs to. */
public interface JiraFacts {

    /** How many issues the site came up with. */
    int issues();

    /** The id of an issue by its place in the order of creation. */
    long issue(int place);

    /** How many of the issues had been created at an instant. */
    int createdBefore(Instant instant);

    /** The id of the project that an issue is in at this moment; nothing for an issue that Jira does not have. */
    Optional<Long> project(long issue);

    /** The account ids of the site's users. */
    List<String> accounts();
}
