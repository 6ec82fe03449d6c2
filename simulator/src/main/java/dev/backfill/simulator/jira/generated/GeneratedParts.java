package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.json.JsonBuffer;

/** Comments, worklogs and changes: most issues have few, some more than are inlined, rare ones very many. */
final class GeneratedParts {

    private static final int MOST_PER_ISSUE = 1_000;

    private final String self;
    private final Draw draw;
    private final People people;
    private final AdfBlocks blocks;
    private final JiraDate date;

    GeneratedParts(String self, Draw draw, People people, AdfBlocks blocks, JiraDate date) {
        this.self = self;
        this.draw = draw;
        this.people = people;
        this.blocks = blocks;
        this.date = date;
    }

    int count(PartKind kind, Issue issue) {
        long index = issue.seed();
        return switch (kind) {
            case COMMENT -> count(index, Purpose.COMMENTS, 600);
            case WORKLOG -> count(index, Purpose.WORKLOGS, 880);
            case CHANGE -> {
                int chance = draw.below(index, Purpose.CHANGES, 1_000);
                yield chance < 995 ? 1 + chance % 6 : 101 + draw.below(index, Purpose.MANY, 80);
            }
        };
    }

    private int count(long index, int purpose, int none) {
        int chance = draw.below(index, purpose, 1_000);
        if (chance < none) {
            return 0;
        }
        if (chance < 990) {
            return 1 + chance % 3;
        }
        return chance < 999 ? 21 + draw.below(index, Purpose.MANY, 40) : 150;
    }

    long id(Issue issue, int position) {
        return (issue.seed() + 1) * MOST_PER_ISSUE + position;
    }

    void write(PartKind kind, Issue issue, int position, JsonBuffer out) {
        switch (kind) {
            case COMMENT -> comment(issue, position, out);
            case WORKLOG -> worklog(issue, position, out);
            case CHANGE -> change(issue, position, out);
        }
    }

    private byte[] author(Issue issue, int position) {
        return people.at(draw.below(id(issue, position), Purpose.ASSIGNEE, People.count()));
    }

    /** Spread from the creation to the last update, which the latest of a kind made. */
    private long time(PartKind kind, Issue issue, int position) {
        return issue.created() + (issue.firstUpdated() - issue.created()) * (position + 1) / count(kind, issue);
    }

    private void document(Issue issue, int position, JsonBuffer out) {
        long id = id(issue, position);
        out.raw("{\"type\":\"doc\",\"version\":1,\"content\":[")
                .raw(blocks.paragraph(draw.below(id, Purpose.SUMMARY, Words.SENTENCES.size())));
        if (draw.below(id, Purpose.CUSTOM, 4) == 0) {
            out.raw(',').raw(blocks.block(draw.below(id, Purpose.BLOCK, blocks.count())));
        }
        out.raw(",{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"Note ").number(id).raw("\"}]}]}");
    }

    private void comment(Issue issue, int position, JsonBuffer out) {
        long time = time(PartKind.COMMENT, issue, position);
        long id = id(issue, position);
        out.raw("{\"self\":\"").raw(self).raw("/issue/").number(issue.id()).raw("/comment/").number(id)
                .raw("\",\"id\":\"").number(id).raw("\",\"author\":").raw(author(issue, position)).raw(",\"body\":");
        document(issue, position, out);
        out.raw(",\"updateAuthor\":").raw(author(issue, position)).raw(",\"created\":");
        date.write(time, out).raw(",\"updated\":");
        date.write(time, out).raw(",\"jsdPublic\":true}");
    }

    private void worklog(Issue issue, int position, JsonBuffer out) {
        long time = time(PartKind.WORKLOG, issue, position);
        long id = id(issue, position);
        int hours = 1 + draw.below(id, Purpose.POINTS, 7);
        out.raw("{\"self\":\"").raw(self).raw("/issue/").number(issue.id()).raw("/worklog/").number(id)
                .raw("\",\"author\":").raw(author(issue, position)).raw(",\"updateAuthor\":").raw(author(issue, position));
        if (hours % 2 == 0) {
            out.raw(",\"comment\":");
            document(issue, position, out);
        }
        out.raw(",\"created\":");
        date.write(time, out).raw(",\"updated\":");
        date.write(time, out).raw(",\"started\":");
        date.write(time - hours * 3_600_000L, out).raw(",\"timeSpent\":\"").number(hours)
                .raw("h\",\"timeSpentSeconds\":").number(hours * 3_600L).raw(",\"id\":\"").number(id)
                .raw("\",\"issueId\":\"").number(issue.id()).raw("\"}");
    }

    private void change(Issue issue, int position, JsonBuffer out) {
        long id = id(issue, position);
        out.raw("{\"id\":\"").number(id).raw("\",\"author\":").raw(author(issue, position)).raw(",\"created\":");
        date.write(time(PartKind.CHANGE, issue, position), out).raw(",\"items\":[");
        if (position % 2 == 0) {
            int from = draw.below(id, Purpose.STATUS, Words.STATUSES.size());
            int to = (from + 1) % Words.STATUSES.size();
            out.raw("{\"field\":\"status\",\"fieldtype\":\"jira\",\"fieldId\":\"status\",\"from\":\"")
                    .raw(Words.STATUSES.get(from).id()).raw("\",\"fromString\":").string(Words.STATUSES.get(from).name())
                    .raw(",\"to\":\"").raw(Words.STATUSES.get(to).id()).raw("\",\"toString\":")
                    .string(Words.STATUSES.get(to).name()).raw('}');
        } else {
            int person = draw.below(id, Purpose.REPORTER, People.count());
            out.raw("{\"field\":\"assignee\",\"fieldtype\":\"jira\",\"fieldId\":\"assignee\",\"from\":null,")
                    .raw("\"fromString\":null,\"to\":\"").raw(People.accountId(person)).raw("\",\"toString\":")
                    .string(People.name(person)).raw('}');
        }
        out.raw("]}");
    }
}
