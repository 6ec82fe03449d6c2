package dev.backfill.workers.derive;

import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunStore;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunState;
import java.util.List;

/** Issues that were pulled, and what became of their columns. */
public final class StoredJira {
    private static final List<String> TABLES = List.of("issue", "comment", "worklog", "change");

    private StoredJira() {}

    /** Pulls everything. */
    public static void pull(SourceFixture vendor, Source source) {
        try (BackfillHarness harness = new BackfillHarness(TestDatabase.pool(), source, 5_000)) {
            new RunStore(TestDatabase.pool()).insert(new NewRun(BackfillHarness.RUN, "jira", vendor.range(), "{}", null, null));
            harness.runs.recordState(BackfillHarness.RUN, RunState.PLANNING);
            harness.plans.planPartitions(BackfillHarness.RUN);
            for (PartitionReference partition : harness.runs.listPartitions(BackfillHarness.RUN, 0, 100)) {
                harness.pullRecords(partition);
            }
        }
    }

    /** Every row with all its columns. */
    public static List<String> rows() {
        return TABLES.stream()
                .flatMap(table -> TestDatabase.texts("select '" + table + " ' || to_jsonb(stored)::text from jira." + table + " stored order by id").stream())
                .toList();
    }

    /** Spoils typed columns of every row, also of those that are deleted. */
    public static void spoil() {
        TestDatabase.sql().sql("update jira.issue set summary = 'spoilt', description = null, labels = null, resolved_at = now(), due_on = null, time_spent_seconds = 1").update();
        TestDatabase.sql().sql("update jira.comment set body = 'spoilt', author_name = null, is_public = null").update();
        TestDatabase.sql().sql("update jira.worklog set comment = 'spoilt', started_at = null, time_spent_seconds = -1").update();
        TestDatabase.sql().sql("update jira.change set fields = null, summary = null").update();
    }
}
