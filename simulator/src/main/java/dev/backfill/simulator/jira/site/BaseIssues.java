package dev.backfill.simulator.jira.site;

import dev.backfill.simulator.jira.jql.Facts;
import java.util.OptionalInt;

/**
 * Issues that were there before the site came up and that never change: what is edited moves to {@link IssueChanges}.
 * They are numbered from 0 in the order of their creation, which is the order of their ids.
 */
public interface BaseIssues {

    /** How many there are. */
    int size();

    /** The id of an issue. */
    long id(int index);

    /** The position of an id, if it is one of these. */
    OptionalInt index(long id);

    /** Epoch milliseconds; never falls as the index grows. */
    long created(int index);

    /** Epoch milliseconds. */
    long updated(int index);

    /** The positions of a project's issues, ascending; the issue with number n is at n - 1. Not to be written to. */
    int[] members(int project);

    /** The same ordered by update, then by position. Not to be written to. */
    int[] membersByUpdate(int project);

    /** A view that is moved from issue to issue without making objects. */
    Cursor cursor();

    /** The issue at a position. */
    Issue issue(int index);

    /** No issues. */
    static BaseIssues none() {
        return new NoBaseIssues();
    }

    /** The facts of the issue it was last moved to. */
    interface Cursor extends Facts {

        /** Moves to an issue. */
        Cursor at(int index);
    }
}
