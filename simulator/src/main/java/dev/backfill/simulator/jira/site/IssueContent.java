package dev.backfill.simulator.jira.site;

import dev.backfill.simulator.json.JsonBuffer;

/** Renders issues of one origin. Its lists are as they were before any edit; {@link IssueParts} adds those. */
public interface IssueContent {

    /** Writes the members that precede the key, from {@code expand} to {@code self}, without braces. */
    void head(Issue issue, JsonBuffer out);

    /** Writes the inlined changelog and answers true if it is not to be made from the list of changes. */
    boolean fixedChangelog(Issue issue, JsonBuffer out);

    /** Writes the {@code fields} object, as far as it is asked for, edits included. */
    void fields(Issue issue, IssueView view, JsonBuffer out);

    /** The summary before any edit. */
    String summary(Issue issue);

    /** How many there are of a kind. */
    int count(PartKind kind, Issue issue);

    /** Writes one as a JSON object; position 0 is the oldest. */
    void part(PartKind kind, Issue issue, int position, JsonBuffer out);

    /** Whether the key is answered as null, as damaged data has it. */
    default boolean isKeyless(Issue issue) {
        return false;
    }

    /** The id of one. */
    String partId(PartKind kind, Issue issue, int position);
}
