package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;

/** What ties an issue to others: a parent, an epic, sub-tasks, links; and who follows it. */
final class Relations {

    private final String self;
    private final Draw draw;
    private final List<Project> projects;

    Relations(String self, Draw draw, List<Project> projects) {
        this.self = self;
        this.draw = draw;
        this.projects = projects;
    }

    void parent(Issue issue, JsonBuffer out) {
        if (!NamedValues.isSubtask(issue.type()) || issue.number() < 2) {
            out.raw("null");
        } else {
            reference(issue, 1 + below(issue, Purpose.PARENT, issue.number() - 1), out);
        }
    }

    void epic(Issue issue, JsonBuffer out) {
        int epic = below(issue, Purpose.PARENT, 40);
        if (epic >= 10 || epic + 1 >= issue.number()) {
            out.raw("null");
        } else {
            out.raw('"').raw(key(issue)).raw('-').number(epic + 1L).raw('"');
        }
    }

    void subtasks(Issue issue, JsonBuffer out) {
        out.raw('[');
        if (below(issue, Purpose.LINKS, 15) == 1 && !NamedValues.isSubtask(issue.type())) {
            reference(issue, issue.number() + 1, out);
        }
        out.raw(']');
    }

    void links(Issue issue, JsonBuffer out) {
        out.raw('[');
        if (below(issue, Purpose.LINKS, 9) == 2 && issue.number() > 1) {
            out.raw("{\"id\":\"").number(issue.id()).raw("\",\"self\":\"").raw(self).raw("/issueLink/").number(issue.id())
                    .raw("\",\"type\":{\"id\":\"10000\",\"name\":\"Blocks\",")
                    .raw("\"inward\":\"is blocked by\",\"outward\":\"blocks\"},")
                    .raw("\"outwardIssue\":");
            reference(issue, issue.number() - 1, out);
            out.raw('}');
        }
        out.raw(']');
    }

    void votes(Issue issue, JsonBuffer out) {
        out.raw("{\"self\":\"").raw(self).raw("/issue/").raw(key(issue)).raw('-').number(issue.number())
                .raw("/votes\",\"votes\":").number(below(issue, Purpose.VOTES, 4)).raw(",\"hasVoted\":false}");
    }

    void watches(Issue issue, JsonBuffer out) {
        out.raw("{\"self\":\"").raw(self).raw("/issue/").raw(key(issue)).raw('-').number(issue.number())
                .raw("/watchers\",\"watchCount\":").number(1L + below(issue, Purpose.VOTES, 6))
                .raw(",\"isWatching\":false}");
    }

    private void reference(Issue issue, long number, JsonBuffer out) {
        out.raw("{\"key\":\"").raw(key(issue)).raw('-').number(number).raw("\",\"self\":\"").raw(self).raw("/issue/")
                .raw(key(issue)).raw('-').number(number)
                .raw("\",\"fields\":{\"summary\":\"Related\",\"status\":{\"name\":\"To Do\",\"id\":\"10000\"}}}");
    }

    private String key(Issue issue) {
        return projects.get(issue.project()).key();
    }

    private int below(Issue issue, int purpose, int bound) {
        return draw.below(issue.seed(), purpose, bound);
    }
}
