package dev.backfill.standalone.architecture.violating.workers.source.slack;

import dev.backfill.standalone.architecture.violating.workers.source.jira.JiraQuery;

public final class SeesJira {
    JiraQuery query() {
        return JiraQuery.all();
    }
}
