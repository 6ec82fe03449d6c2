package dev.backfill.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final RetentionPeriods PERIODS = new RetentionPeriods(Duration.ofHours(24), Duration.ofDays(30), Duration.ofDays(7));

    private final Retention retention = new Retention(TestStore.database());
    private final RunStore runs = new RunStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    /** A run with three ids in each census, and as many fetched. */
    private void run(String id, boolean ended, int daysAgo) {
        TestRun run = TestRun.underWay(id);
        run.census(false, "1", "2", "3");
        run.census(true, "1", "2", "3");
        TestStore.sql().sql("""
                        insert into fetched_record (partition, record_id, content_hash, fetch_order)
                        select ?, number::text, 'x', 1 from generate_series(1, 3) number""")
                .param(run.partition().id()).update();
        if (ended) {
            runs.finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
            TestStore.sql().sql("update backfill_run set finished_at = now() - make_interval(days => ?) where id = ?")
                    .params(daysAgo, id).update();
        }
    }

    @Test
    void whatBelongsToRunsThatEndedLongAgo_isDeleted_nothingElse() {
        run("under-way", false, 0);
        run("just-ended", true, 1);
        run("ended", true, 8);
        run("long-ago", true, 31);

        Pruned pruned = retention.prune(PERIODS);

        assertThat(pruned).isEqualTo(new Pruned(0, 3, 12, 6, true));
        assertThat(TestStore.value("select string_agg(distinct run_id, ' ' order by run_id) from run_event"))
                .isEqualTo("ended just-ended under-way");
        assertThat(TestStore.value("""
                        select string_agg(distinct p.run_id, ' ' order by p.run_id) from backfill_partition p
                        join census_record c on c.partition = p.id join fetched_record f on f.partition = p.id"""))
                .isEqualTo("just-ended under-way");
        assertThat(TestStore.count("backfill_run")).isEqualTo(4);
        assertThat(retention.prune(PERIODS)).isEqualTo(new Pruned(0, 0, 0, 0, true));
    }

    @Test
    void idempotencyKey_isDeletedOnceItExpired() {
        Idempotency idempotency = new Idempotency(TestStore.database(), runs);
        idempotency.claim("admin", "old", new byte[] {1}, TestRun.asked("run-1"));
        idempotency.claim("admin", "new", new byte[] {1}, TestRun.asked("run-2"));
        TestStore.sql().sql("update idempotency_key set created_at = now() - interval '24 hours 1 second' where key = 'old'").update();

        assertThat(retention.prune(PERIODS).idempotencyKeys()).isEqualTo(1);
        assertThat(TestStore.value("select key from idempotency_key")).isEqualTo("new");
        assertThat(runs.find("run-1")).isPresent();
    }

    @Test
    void moreThanOneBatch_isDeletedToTheLast() {
        runs.insert(TestRun.asked("run-1"));
        TestStore.sql().sql("""
                        insert into idempotency_key (principal, key, request_hash, run_id, created_at)
                        select 'admin', number::text, 'x', 'run-1', now() - interval '2 days' from generate_series(1, 12345) number""")
                .update();

        assertThat(retention.prune(PERIODS)).isEqualTo(new Pruned(12_345, 0, 0, 0, true));
    }

    @Test
    void whileAnotherProcessIsAtIt_nothingIsDone() throws SQLException {
        run("long-ago", true, 31);
        try (Connection other = TestStore.database().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(" + 0x6261636b66696c6cL + ")");
            assertThat(retention.prune(PERIODS)).isEqualTo(new Pruned(0, 0, 0, 0, false));
            other.rollback();
            other.setAutoCommit(true);
        }
        assertThat(retention.prune(PERIODS).finished()).isTrue();
        assertThat(TestStore.count("run_event")).isZero();
    }
}
