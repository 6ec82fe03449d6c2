package dev.backfill.standalone.architecture.violating.workers.source.jira;

public final class WritesJql {
    JiraQuery query(String project) {
        return new JiraQuery("project = " + project + " ORDER BY created DESC");
    }
}
