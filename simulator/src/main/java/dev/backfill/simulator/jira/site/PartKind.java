package dev.backfill.simulator.jira.site;

/** What hangs on an issue in a list of its own. */
public enum PartKind {
    COMMENT("comment", "comments", 20),
    WORKLOG("worklog", "worklogs", 20),
    CHANGE("changelog", "histories", 40);

    private final String route;
    private final String inlineName;
    private final int inlined;

    PartKind(String route, String inlineName, int inlined) {
        this.route = route;
        this.inlineName = inlineName;
        this.inlined = inlined;
    }

    /** The last part of its own route. */
    public String route() {
        return route;
    }

    /** The member that holds the list where it is inlined. */
    public String inlineName() {
        return inlineName;
    }

    /** How many are inlined at most where several issues are given; an issue that is asked for alone has more changes. */
    public int inlined() {
        return inlined;
    }
}
