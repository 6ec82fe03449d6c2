package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.json.JsonBuffer;
import java.nio.charset.StandardCharsets;

/** Custom fields, one of every shape. */
final class CustomFields {

    /** Sprints number from here. */
    private static final int FIRST_SPRINT = 300;

    private final Draw draw;
    private final People people;
    private final AdfBlocks blocks;
    private final JiraDate date;
    private final byte[][] sprints = new byte[120][];

    CustomFields(Draw draw, People people, AdfBlocks blocks, JiraDate date) {
        this.draw = draw;
        this.people = people;
        this.blocks = blocks;
        this.date = date;
        for (int i = 0; i < sprints.length; i++) {
            sprints[i] = "{\"id\":%d,\"name\":\"Sprint %d 迭代\",\"state\":\"%s\",\"boardId\":12,\"goal\":\"\"}"
                    .formatted(FIRST_SPRINT + i, i, i < 110 ? "closed" : "active").getBytes(StandardCharsets.UTF_8);
        }
    }

    void sprint(Issue issue, JsonBuffer out) {
        int sprint = below(issue, Purpose.SPRINT, 160);
        if (sprint >= sprints.length) {
            out.raw("null");
        } else {
            out.raw('[').raw(sprints[sprint]).raw(']');
        }
    }

    void points(Issue issue, JsonBuffer out) {
        int points = below(issue, Purpose.POINTS, 14);
        out.raw(points < 8 ? points + ".0" : points == 8 ? "0.5" : "null");
    }

    void rank(Issue issue, JsonBuffer out) {
        out.raw("\"0|i").digits(issue.id(), 8).raw(":\"");
    }

    void option(Issue issue, JsonBuffer out) {
        int option = below(issue, Purpose.CUSTOM, 9);
        if (option > 3) {
            out.raw("null");
        } else {
            option(option, out);
        }
    }

    void options(Issue issue, JsonBuffer out) {
        int option = below(issue, Purpose.VERSION, 5);
        out.raw('[');
        option(option, out);
        out.raw(',');
        option(option + 1, out);
        out.raw(']');
    }

    void cascade(Issue issue, JsonBuffer out) {
        int option = below(issue, Purpose.COMPONENT, 6);
        out.raw("{\"value\":\"Region ").number(option).raw("\",\"id\":\"").number(10_400 + option)
                .raw("\",\"child\":{\"value\":\"City\",\"id\":\"").number(10_450 + option).raw("\"}}");
    }

    private static void option(int option, JsonBuffer out) {
        out.raw("{\"value\":\"Option ").number(option).raw("\",\"id\":\"").number(10_300 + option).raw("\"}");
    }

    void people(Issue issue, JsonBuffer out) {
        out.raw('[');
        if (below(issue, Purpose.LINKS, 8) == 0) {
            out.raw(people.at(below(issue, Purpose.VOTES, People.count())));
        }
        out.raw(']');
    }

    void document(Issue issue, JsonBuffer out) {
        int choice = below(issue, Purpose.DUE, 12);
        if (choice > 1) {
            out.raw("null");
        } else {
            out.raw("{\"type\":\"doc\",\"version\":1,\"content\":[").raw(blocks.paragraph(choice)).raw("]}");
        }
    }

    void moment(Issue issue, JsonBuffer out) {
        date.write(issue.created() + below(issue, Purpose.LAG, 3_600_000), out);
    }

    private int below(Issue issue, int purpose, int bound) {
        return draw.below(issue.seed(), purpose, bound);
    }
}
