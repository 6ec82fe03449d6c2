package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The single values of an issue: what Jira keeps of itself, and custom fields of every shape. */
final class GeneratedFields {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private static final byte[] HEAD =
            "\"expand\":\"operations,versionedRepresentations,editmeta,changelog,renderedFields\",\"id\":\""
                    .getBytes(StandardCharsets.US_ASCII);

    private final String self;
    private final Draw draw;
    private final People people;
    private final AdfBlocks blocks;
    private final JiraDate date;
    private final List<Project> projects;
    private final NamedValues named;

    GeneratedFields(String self, Draw draw, People people, AdfBlocks blocks, JiraDate date, List<Project> projects) {
        this.self = self;
        this.draw = draw;
        this.people = people;
        this.blocks = blocks;
        this.date = date;
        this.projects = projects;
        this.named = new NamedValues(self);
    }

    void head(Issue issue, JsonBuffer out) {
        out.raw(HEAD).number(issue.id()).raw("\",\"self\":\"").raw(self).raw("/issue/").number(issue.id()).raw('"');
    }

    void status(Issue issue, JsonBuffer out) {
        out.raw(named.status(issue.status()));
    }

    void type(Issue issue, JsonBuffer out) {
        out.raw(named.type(issue.type()));
    }

    void project(Issue issue, JsonBuffer out) {
        out.raw(projects.get(issue.project()).inline());
    }

    void priority(Issue issue, JsonBuffer out) {
        out.raw(named.priority(below(issue, Purpose.PRIORITY, Words.PRIORITIES.size())));
    }

    void resolution(Issue issue, JsonBuffer out) {
        out.raw(isDone(issue) ? "{\"id\":\"10000\",\"name\":\"Done\",\"description\":\"Work is complete.\"}" : "null");
    }

    void resolutionDate(Issue issue, JsonBuffer out) {
        if (isDone(issue)) {
            date.write(issue.updated(), out);
        } else {
            out.raw("null");
        }
    }

    private static boolean isDone(Issue issue) {
        return issue.status() >= 3;
    }

    void person(Issue issue, int purpose, JsonBuffer out) {
        int person = below(issue, purpose, People.count() + 60);
        // Some issues have no assignee; everything has somebody who reported it.
        if (person >= People.count() && purpose == Purpose.ASSIGNEE) {
            out.raw("null");
        } else {
            out.raw(people.at(person % People.count()));
        }
    }

    void labels(Issue issue, JsonBuffer out) {
        int count = below(issue, Purpose.LABELS, 3);
        out.raw('[');
        for (int i = 0; i < count; i++) {
            int label = (below(issue, Purpose.SUMMARY, 5) + i) % Words.LABELS.size();
            out.raw(i == 0 ? "" : ",").string(Words.LABELS.get(label));
        }
        out.raw(']');
    }

    void versions(Issue issue, int shift, JsonBuffer out) {
        int version = (below(issue, Purpose.VERSION, 40) + shift) % 40;
        out.raw('[');
        if (version < 12) {
            out.raw("{\"self\":\"").raw(self).raw("/version/").number(10_100 + version).raw("\",\"id\":\"")
                    .number(10_100 + version).raw("\",\"name\":\"2.").number(version)
                    .raw("\",\"archived\":false,\"released\":").raw(version < 9 ? "true}" : "false}");
        }
        out.raw(']');
    }

    void components(Issue issue, JsonBuffer out) {
        int component = below(issue, Purpose.COMPONENT, 20);
        out.raw('[');
        if (component < 8) {
            out.raw("{\"self\":\"").raw(self).raw("/component/").number(10_200 + component).raw("\",\"id\":\"")
                    .number(10_200 + component).raw("\",\"name\":\"Component ").number(component).raw("\"}");
        }
        out.raw(']');
    }

    void due(Issue issue, JsonBuffer out) {
        int days = below(issue, Purpose.DUE, 200);
        if (days < 60) {
            date.writeDayOf(issue.created() + days * DAY, out);
        } else {
            out.raw("null");
        }
    }

    void description(Issue issue, JsonBuffer out) {
        int choice = below(issue, Purpose.BLOCK, 20);
        if (choice == 0) {
            out.raw("null");
            return;
        }
        out.raw("{\"type\":\"doc\",\"version\":1,\"content\":[").raw(blocks.paragraph(choice));
        out.raw(",{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"Reported as ").number(issue.id())
                .raw("\"}]}");
        if (choice < 12) {
            out.raw(',').raw(blocks.block(below(issue, Purpose.CUSTOM, blocks.count())));
        }
        out.raw("]}");
    }

    void attachments(Issue issue, JsonBuffer out) {
        out.raw('[');
        if (below(issue, Purpose.ATTACHMENT, 12) == 0) {
            out.raw("{\"self\":\"").raw(self).raw("/attachment/").number(issue.id()).raw("\",\"id\":\"").number(issue.id())
                    .raw("\",\"filename\":\"screen.png\",\"size\":48213,\"mimeType\":\"image/png\",\"created\":");
            date.write(issue.created(), out).raw(",\"content\":\"").raw(self).raw("/attachment/content/")
                    .number(issue.id()).raw("\"}");
        }
        out.raw(']');
    }

    void date(long instant, JsonBuffer out) {
        date.write(instant, out);
    }

    int below(Issue issue, int purpose, int bound) {
        return draw.below(issue.seed(), purpose, bound);
    }
}
