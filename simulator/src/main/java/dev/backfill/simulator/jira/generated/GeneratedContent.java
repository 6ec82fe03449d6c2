package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueContent;
import dev.backfill.simulator.jira.site.IssueParts;
import dev.backfill.simulator.jira.site.IssueView;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders generated issues straight to bytes: no tree, and no look-up for a field that everybody gets. */
final class GeneratedContent implements IssueContent {

    private final GeneratedFields values;
    private final CustomFields custom;
    private final Relations relations;
    private final GeneratedParts lists;
    private final IssueParts parts;
    private final Poison poison;
    private final PoisonedFields poisoned;
    private final List<Field> fields = new ArrayList<>();

    GeneratedContent(GeneratedFields values, CustomFields custom, Relations relations, GeneratedParts lists,
            IssueParts parts, Poison poison) {
        this.values = values;
        this.custom = custom;
        this.relations = relations;
        this.lists = lists;
        this.parts = parts;
        this.poison = poison;
        this.poisoned = new PoisonedFields(this);
        core();
        relations();
        planning();
        custom();
        always("comment", (issue, view, out) -> parts.inline(PartKind.COMMENT, issue, view, out));
        always("worklog", (issue, view, out) -> parts.inline(PartKind.WORKLOG, issue, view, out));
    }

    /** Writes the value of one field. */
    private interface Writer {
        void write(Issue issue, IssueView view, JsonBuffer out);
    }

    private record Field(String name, byte[] label, Writer writer) {}

    private void always(String name, Writer writer) {
        fields.add(new Field(name, ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII), writer));
    }

    private void constant(String name, String json) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        always(name, (_, _, out) -> out.raw(value));
    }

    private void core() {
        always("statuscategorychangedate", (issue, _, out) -> values.date(issue.created(), out));
        always("issuetype", (issue, _, out) -> values.type(issue, out));
        always("project", (issue, _, out) -> values.project(issue, out));
        always("summary", (issue, _, out) -> out.string(currentSummary(issue)));
        always("description", (issue, _, out) -> values.description(issue, out));
        always("created", (issue, _, out) -> values.date(issue.created(), out));
        always("updated", (issue, _, out) -> values.date(issue.updated(), out));
        always("status", (issue, _, out) -> values.status(issue, out));
        always("priority", (issue, _, out) -> values.priority(issue, out));
        always("resolution", (issue, _, out) -> values.resolution(issue, out));
        always("resolutiondate", (issue, _, out) -> values.resolutionDate(issue, out));
        always("assignee", (issue, _, out) -> values.person(issue, Purpose.ASSIGNEE, out));
        always("reporter", (issue, _, out) -> values.person(issue, Purpose.REPORTER, out));
        always("creator", (issue, _, out) -> values.person(issue, Purpose.REPORTER, out));
        always("labels", (issue, _, out) -> values.labels(issue, out));
        always("components", (issue, _, out) -> values.components(issue, out));
        always("fixVersions", (issue, _, out) -> values.versions(issue, 0, out));
        always("versions", (issue, _, out) -> values.versions(issue, 17, out));
        always("duedate", (issue, _, out) -> values.due(issue, out));
        always("attachment", (issue, _, out) -> values.attachments(issue, out));
    }

    private void relations() {
        always("parent", (issue, _, out) -> relations.parent(issue, out));
        always("subtasks", (issue, _, out) -> relations.subtasks(issue, out));
        always("issuelinks", (issue, _, out) -> relations.links(issue, out));
        always("votes", (issue, _, out) -> relations.votes(issue, out));
        always("watches", (issue, _, out) -> relations.watches(issue, out));
    }

    private void planning() {
        constant("timespent", "null");
        constant("timeestimate", "null");
        constant("timeoriginalestimate", "null");
        constant("aggregatetimespent", "null");
        constant("aggregatetimeestimate", "null");
        constant("aggregatetimeoriginalestimate", "null");
        constant("workratio", "-1");
        constant("lastViewed", "null");
        constant("security", "null");
        constant("environment", "null");
        constant("progress", "{\"progress\":0,\"total\":0}");
        constant("aggregateprogress", "{\"progress\":0,\"total\":0}");
        constant("timetracking", "{}");
    }

    private void custom() {
        constant("customfield_10000", "\"{}\"");
        constant("customfield_10001", "null");
        always("customfield_10014", (issue, _, out) -> relations.epic(issue, out));
        always("customfield_10016", (issue, _, out) -> custom.points(issue, out));
        always("customfield_10019", (issue, _, out) -> custom.rank(issue, out));
        always("customfield_10020", (issue, _, out) -> custom.sprint(issue, out));
        constant("customfield_10021", "null");
        always("customfield_10030", (issue, _, out) -> custom.option(issue, out));
        always("customfield_10031", (issue, _, out) -> custom.options(issue, out));
        always("customfield_10032", (issue, _, out) -> custom.people(issue, out));
        always("customfield_10033", (issue, _, out) -> custom.document(issue, out));
        always("customfield_10034", (issue, _, out) -> custom.moment(issue, out));
        always("customfield_10035", (issue, _, out) -> custom.cascade(issue, out));
        constant("customfield_10036", "\"https://example.com/board?a=1&b=2\"");
        constant("customfield_10037", "12345678901234567890.5");
    }

    /** The names of all fields, in the order that they are written in. */
    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    @Override
    public void head(Issue issue, JsonBuffer out) {
        values.head(issue, out);
    }

    @Override
    public boolean fixedChangelog(Issue issue, JsonBuffer out) {
        return false;
    }

    @Override
    public void fields(Issue issue, IssueView view, JsonBuffer out) {
        out.raw('{');
        Optional<Poison.Kind> damage = poison.of(issue);
        for (Field field : fields) {
            if (view.fields().includes(field.name())) {
                out.raw(field.label());
                if (damage.isEmpty() || !poisoned.write(damage.get(), field.name(), issue, out)) {
                    field.writer().write(issue, view, out);
                }
                out.raw(',');
            }
        }
        if (out.last() == ',') {
            out.dropLast();
        }
        out.raw('}');
    }

    @Override
    public String summary(Issue issue) {
        return Words.SUMMARIES.get(values.below(issue, Purpose.SUMMARY, Words.SUMMARIES.size())) + " #" + issue.id();
    }

    String currentSummary(Issue issue) {
        String edited = issue.edits().summary();
        return edited == null ? summary(issue) : edited;
    }

    @Override
    public int count(PartKind kind, Issue issue) {
        return lists.count(kind, issue);
    }

    @Override
    public void part(PartKind kind, Issue issue, int position, JsonBuffer out) {
        lists.write(kind, issue, position, out);
    }

    @Override
    public String partId(PartKind kind, Issue issue, int position) {
        return Long.toString(lists.id(issue, position));
    }

    @Override
    public boolean isKeyless(Issue issue) {
        return poison.of(issue).filter(kind -> kind == Poison.Kind.NO_KEY).isPresent();
    }
}
