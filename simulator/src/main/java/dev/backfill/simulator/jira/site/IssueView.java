package dev.backfill.simulator.jira.site;

import java.util.Set;

/**
 * What of an issue a caller gets to see.
 *
 * @param changelog whether the changelog is inlined
 * @param wrongTotals ids whose comments are announced as one more than there are
 */
public record IssueView(FieldSelection fields, boolean changelog, Set<Long> wrongTotals) {

    /** Everything, as it is. */
    public static final IssueView WHOLE = new IssueView(FieldSelection.ALL, true, Set.of());
}
