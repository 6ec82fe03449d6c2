package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;

/** Which projects a generated site has and how issues fall to them. */
final class ProjectPlan {

    /** CORE is old and huge, SPIKE lives in the haste, ORDER and AND need quotes in queries, TINY is tiny. */
    private static final String[] NAMED = {"CORE", "SPIKE", "ORDER", "TINY", "WEB", "AND", "OPS", "MOB", "DATA_1", "QA",
        "X9", "HELP"};
    private static final int SPIKE = 1;
    private static final int TINY = 3;
    private static final int TINY_SIZE = 7;

    private final Draw draw;
    private final Calendar calendar;
    private final int size;
    private final int live;
    private final double[] shares;

    /** @param live how many projects share the issues */
    ProjectPlan(Draw draw, Calendar calendar, int size, int live) {
        this.draw = draw;
        this.calendar = calendar;
        this.size = size;
        this.live = live;
        this.shares = shares(live);
    }

    /** Each a good third of what is left, so that sizes differ by orders of magnitude. */
    private static double[] shares(int live) {
        double[] shares = new double[live];
        double total = 0;
        for (int i = 0; i < live; i++) {
            total += i == SPIKE || i == TINY ? 0 : 1 / Math.pow(i + 1, 1.3);
            shares[i] = total;
        }
        for (int i = 0; i < live; i++) {
            shares[i] /= total;
        }
        return shares;
    }

    /** The project of an issue. */
    int project(int index) {
        if (live > TINY && size >= 100 && index % (size / TINY_SIZE) == 3) {
            return TINY;
        }
        double fraction = draw.fraction(index, Purpose.PROJECT);
        if (live > SPIKE && calendar.inHaste(index)) {
            if (fraction < 0.8) {
                return SPIKE;
            }
            fraction = (fraction - 0.8) / 0.2;
        }
        int project = 0;
        while (shares[project] < fraction) {
            project++;
        }
        return project;
    }

    /** The live projects, then an empty one, an archived one and a deleted one. */
    List<Project> projects(String site) {
        List<Project> projects = new ArrayList<>();
        for (int i = 0; i < live; i++) {
            String key = i < NAMED.length ? NAMED[i] : "P" + i;
            projects.add(project(site, i, key, key + " und Söhne 项目", Project.Status.LIVE));
        }
        projects.add(project(site, live, "EMPTY", "Nothing here yet", Project.Status.LIVE));
        projects.add(project(site, live + 1, "OLD", "Archived in 2019", Project.Status.ARCHIVED));
        projects.add(project(site, live + 2, "GONE", "In the bin", Project.Status.DELETED));
        return projects;
    }

    private static Project project(String site, int position, String key, String name, Project.Status status) {
        String id = Integer.toString(10_000 + position);
        JsonBuffer inline = head(site, id, key, name);
        inline.raw('}');
        JsonBuffer listing = head(site, id, key, name);
        listing.raw(",\"expand\":\"description,lead,issueTypes,url,projectKeys,permissions,insight\",\"style\":\"classic\"")
                .raw(",\"isPrivate\":false,\"properties\":{}");
        if (status == Project.Status.ARCHIVED) {
            listing.raw(",\"archived\":true");
        }
        if (status == Project.Status.DELETED) {
            listing.raw(",\"deleted\":true");
        }
        listing.raw('}');
        return new Project(position, id, key, name, status, listing.toBytes(), inline.toBytes());
    }

    private static JsonBuffer head(String site, String id, String key, String name) {
        return new JsonBuffer(512).raw("{\"self\":\"").raw(site).raw("/project/").raw(id).raw("\",\"id\":\"").raw(id)
                .raw("\",\"key\":").string(key).raw(",\"name\":").string(name)
                .raw(",\"projectTypeKey\":\"software\",\"simplified\":false,\"avatarUrls\":{\"48x48\":\"")
                .raw("https://avatars.example.com/project/").raw(id).raw("\"}");
    }
}
