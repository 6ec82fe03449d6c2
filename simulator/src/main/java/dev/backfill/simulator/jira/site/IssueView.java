package dev.backfill.simulator.jira.site;

import java.util.Set;

/**
 * What of an issue a caller gets to see.
 *
 * @param changes how many changes are inlined at most, the newest; 0 leaves the changelog out
 * @param wrongTotals ids whose comments are announced as one more than there are
 */
public record IssueView(FieldSelection fields, int changes, Set<Long> wrongTotals) {

    /** The most changes that come with an issue that is asked for alone; those of many carry {@link PartKind#inlined()}. */
    public static final int CHANGES_ALONE = 100;

    /** Everything, as a bulk fetch gives it. */
    public static final IssueView WHOLE = new IssueView(FieldSelection.ALL, PartKind.CHANGE.inlined(), Set.of());

    /** Whether the changelog is inlined. */
    public boolean changelog() {
        return changes > 0;
    }
}
