package dev.backfill.simulator.jira.site;

import dev.backfill.simulator.jira.jql.Facts;

/**
 * An issue at one moment.
 *
 * @param firstUpdated what {@code updated} was before any edit
 * @param seed what its content is made from; recorded content ignores it
 * @param content how it is rendered
 */
public record Issue(long id, int project, int number, long created, long updated, long firstUpdated, int status,
        int type, long seed, IssueContent content, IssueEdits edits) implements Facts {

    /** The same, edited at an instant in epoch milliseconds. */
    Issue edited(IssueEdits more, long now) {
        return new Issue(id, project, number, created, now, firstUpdated, status, type, seed, content, more);
    }

    /** The same under another key. */
    Issue moved(int otherProject, int otherNumber, long now) {
        return new Issue(id, otherProject, otherNumber, created, now, firstUpdated, status, type, seed, content, edits);
    }
}
