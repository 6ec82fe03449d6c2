package dev.backfill.simulator.jira.recorded;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueContent;
import dev.backfill.simulator.jira.site.IssueEdits;
import dev.backfill.simulator.jira.site.IssueParts;
import dev.backfill.simulator.jira.site.IssueView;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One issue as it was recorded. Until it is edited its fields are answered as they are in the file.
 *
 * @param whole the issue as recorded; of one that was created later, what all such issues share
 * @param lists by kind, oldest first, as far as they were recorded
 * @param projects JSON of each project, by position
 * @param recorded false for an issue that was created later
 */
record RecordedContent(ObjectNode whole, Map<PartKind, List<JsonNode>> lists, IssueParts parts, JiraDate date,
        List<byte[]> projects, boolean recorded) implements IssueContent {

    @Override
    public void head(Issue issue, JsonBuffer out) {
        out.raw("\"expand\":").raw(Json.bytes(whole.path("expand").asString("")))
                .raw(",\"id\":\"").number(issue.id()).raw("\",\"self\":");
        String self = whole.path("self").asString("");
        out.string(recorded ? self : self.replaceFirst("\\d+$", Long.toString(issue.id())));
    }

    @Override
    public boolean fixedChangelog(Issue issue, JsonBuffer out) {
        boolean fixed = recorded && issue.edits() == IssueEdits.NONE && whole.has("changelog");
        if (fixed) {
            out.raw(Json.bytes(whole.get("changelog")));
        }
        return fixed;
    }

    private ObjectNode fields() {
        return (ObjectNode) whole.path("fields");
    }

    @Override
    public void fields(Issue issue, IssueView view, JsonBuffer out) {
        out.raw('{');
        fields().forEachEntry((name, value) -> {
            if (view.fields().includes(name)) {
                out.string(name).raw(':');
                value(name, value, issue, view, out);
                out.raw(',');
            }
        });
        if (out.last() == ',') {
            out.dropLast();
        }
        out.raw('}');
    }

    private void value(String name, JsonNode value, Issue issue, IssueView view, JsonBuffer out) {
        boolean edited = issue.edits() != IssueEdits.NONE;
        boolean touched = !recorded || issue.updated() != issue.firstUpdated();
        String summary = issue.edits().summary();
        if (name.equals("summary") && summary != null) {
            out.string(summary);
        } else if (name.equals("updated") && touched) {
            date.write(issue.updated(), out);
        } else if (name.equals("created") && !recorded) {
            date.write(issue.created(), out);
        } else if (name.equals("project") && touched) {
            out.raw(projects.get(issue.project()));
        } else if (name.equals("comment") && (edited || view.wrongTotals().contains(issue.id()))) {
            parts.inline(PartKind.COMMENT, issue, view, out);
        } else {
            out.raw(Json.bytes(value));
        }
    }

    @Override
    public String summary(Issue issue) {
        return whole.path("fields").path("summary").asString("");
    }

    @Override
    public int count(PartKind kind, Issue issue) {
        return lists.getOrDefault(kind, List.of()).size();
    }

    @Override
    public void part(PartKind kind, Issue issue, int position, JsonBuffer out) {
        out.raw(Json.bytes(lists.getOrDefault(kind, List.of()).get(position)));
    }

    @Override
    public String partId(PartKind kind, Issue issue, int position) {
        return lists.getOrDefault(kind, List.of()).get(position).path("id").asString("");
    }
}
