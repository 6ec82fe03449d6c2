package dev.backfill.simulator.jira.site;

import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;

/** The lists of an issue with its edits: what its content has, less what was removed, plus what was added. */
public final class IssueParts {

    private final String self;
    private final byte[] editor;
    private final JiraDate date;

    /**
     * @param self address of {@code /rest/api/3} in links
     * @param editor JSON of the user who makes all edits
     */
    public IssueParts(String self, byte[] editor, JiraDate date) {
        this.self = self;
        this.editor = editor.clone();
        this.date = date;
    }

    /** How many there are. */
    public int total(PartKind kind, Issue issue) {
        return Math.max(0, issue.content().count(kind, issue) + added(kind, issue).size() - removed(kind, issue));
    }

    /** The id of one; position 0 is the oldest. */
    public String id(PartKind kind, Issue issue, int position) {
        int index = position + removed(kind, issue);
        int original = issue.content().count(kind, issue);
        return index < original ? issue.content().partId(kind, issue, index)
                : Long.toString(added(kind, issue).get(index - original).id());
    }

    /** Writes one as a JSON object; position 0 is the oldest. */
    public void write(PartKind kind, Issue issue, int position, JsonBuffer out) {
        int index = position + removed(kind, issue);
        int original = issue.content().count(kind, issue);
        if (index < original) {
            issue.content().part(kind, issue, index, out);
        } else if (kind == PartKind.COMMENT) {
            comment(issue, added(kind, issue).get(index - original), out);
        } else {
            change(added(kind, issue).get(index - original), out);
        }
    }

    /** Writes the list as an issue carries it: cut, with its total; comments oldest first, changes newest first. */
    public void inline(PartKind kind, Issue issue, IssueView view, JsonBuffer out) {
        int total = total(kind, issue);
        int shown = Math.min(total, kind == PartKind.CHANGE ? view.changes() : kind.inlined());
        int announced = total + (kind == PartKind.COMMENT && view.wrongTotals().contains(issue.id()) ? 1 : 0);
        out.raw("{\"startAt\":0,\"maxResults\":").number(kind == PartKind.CHANGE ? shown : kind.inlined())
                .raw(",\"total\":").number(announced).raw(',').name(kind.inlineName()).raw('[');
        for (int i = 0; i < shown; i++) {
            write(kind, issue, kind == PartKind.CHANGE ? total - 1 - i : i, out);
            out.raw(i + 1 < shown ? "," : "");
        }
        out.raw("]}");
    }

    private static List<IssueEdits.Added> added(PartKind kind, Issue issue) {
        return switch (kind) {
            case COMMENT -> issue.edits().comments();
            case CHANGE -> issue.edits().changes();
            case WORKLOG -> List.of();
        };
    }

    private static int removed(PartKind kind, Issue issue) {
        return kind == PartKind.COMMENT ? issue.edits().removedComments() : 0;
    }

    private void comment(Issue issue, IssueEdits.Added added, JsonBuffer out) {
        out.raw("{\"self\":\"").raw(self).raw("/issue/").number(issue.id()).raw("/comment/").number(added.id())
                .raw("\",\"id\":\"").number(added.id()).raw("\",\"author\":").raw(editor)
                .raw(",\"body\":{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"paragraph\",\"content\":[")
                .raw("{\"type\":\"text\",\"text\":").string(added.text()).raw("}]}]},\"updateAuthor\":").raw(editor)
                .raw(",\"created\":");
        date.write(added.time(), out).raw(",\"updated\":");
        date.write(added.time(), out).raw(",\"jsdPublic\":true}");
    }

    private void change(IssueEdits.Added added, JsonBuffer out) {
        out.raw("{\"id\":\"").number(added.id()).raw("\",\"author\":").raw(editor).raw(",\"created\":");
        date.write(added.time(), out)
                .raw(",\"items\":[{\"field\":\"summary\",\"fieldtype\":\"jira\",\"fieldId\":\"summary\",\"from\":null,")
                .raw("\"fromString\":").string(added.before())
                .raw(",\"to\":null,\"toString\":").string(added.text()).raw("}]}");
    }
}
