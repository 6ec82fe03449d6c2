package dev.backfill.standalone.architecture.violating.simulator;

import dev.backfill.standalone.architecture.violating.workers.source.jira.JiraQuery;

public final class SeesOurs {
    JiraQuery query() {
        return JiraQuery.all();
    }
}
