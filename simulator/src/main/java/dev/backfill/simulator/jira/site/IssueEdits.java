package dev.backfill.simulator.jira.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to an issue since the site came up.
 *
 * @param summary the new one, null when it stayed
 * @param removedComments how many of its first comments, counted from the oldest, are gone
 * @param comments added ones, oldest first
 * @param changes added entries of the changelog, oldest first
 */
public record IssueEdits(@Nullable String summary, int removedComments, List<Added> comments, List<Added> changes) {

    /** An issue that nobody touched. */
    public static final IssueEdits NONE = new IssueEdits(null, 0, List.of(), List.of());

    /**
     * A comment or a change of the summary.
     *
     * @param time epoch milliseconds
     * @param text the comment, or the summary after the change
     * @param before the summary before the change, empty for a comment
     */
    public record Added(long id, long time, String text, String before) {}

    IssueEdits withSummary(String text, Added change) {
        return new IssueEdits(text, removedComments, comments, and(changes, change));
    }

    IssueEdits withComment(Added comment) {
        return new IssueEdits(summary, removedComments, and(comments, comment), changes);
    }

    IssueEdits withOneCommentLess() {
        return new IssueEdits(summary, removedComments + 1, comments, changes);
    }

    private static List<Added> and(List<Added> before, Added one) {
        List<Added> all = new ArrayList<>(before);
        all.add(one);
        return List.copyOf(all);
    }
}
