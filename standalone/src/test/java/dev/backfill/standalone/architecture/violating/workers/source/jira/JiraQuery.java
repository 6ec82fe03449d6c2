package dev.backfill.standalone.architecture.violating.workers.source.jira;

/** Breaks nothing itself: queries are made here. */
public record JiraQuery(String jql) {
    public static JiraQuery all() {
        return new JiraQuery("order by created");
    }
}
