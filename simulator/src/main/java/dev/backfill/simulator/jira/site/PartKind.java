package dev.backfill.simulator.jira.site;

/** What hangs on an issue in a list of its own. */
public enum PartKind {
    COMMENT("comments", 20),
    WORKLOG("worklogs", 20),
    CHANGE("histories", 100);

    private final String inlineName;
    private final int inlined;

    PartKind(String inlineName, int inlined) {
        this.inlineName = inlineName;
        this.inlined = inlined;
    }

    /** The member that holds the list where it is inlined. */
    public String inlineName() {
        return inlineName;
    }

    /** How many are inlined at most. */
    public int inlined() {
        return inlined;
    }
}
