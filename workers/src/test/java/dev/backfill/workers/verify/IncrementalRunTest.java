package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.plan.NewPlan;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that pull only what was changed, while people edit, add and delete during and between them. */
@Timeout(180)
class IncrementalRunTest {
    private static final String CORE = "{\"projects\":[\"CORE\"]}";
    private static final String MOVED_TO = "select extract(epoch from complete_until)::text from watermark where key = 'CORE'";

    private JiraFixture jira;
    private BackfillHarness worker;
    private DateRange range;
    private int number;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        // No record of it was changed today: what is listed as changed was changed by the test.
        jira = new JiraFixture(400, 2);
        worker = new BackfillHarness(TestDatabase.pool(), jira.source(), 100);
        range = jira.range();
    }

    @AfterEach
    void end() {
        worker.close();
        jira.close();
    }

    private PartitionReference begin(RunMode mode) {
        return worker.begin("jira-run-" + ++number, range, CORE, mode).getFirst();
    }

    /** From its beginning to its end, with nothing going on meanwhile. */
    private PartitionResult whole(PartitionReference partition) {
        worker.pullRecords(partition);
        worker.catchUp(partition);
        return ended(partition, worker.prove(partition));
    }

    private PartitionResult ended(PartitionReference partition, PartitionResult result) {
        worker.runs.finishPartition(partition, result);
        worker.runs.finish(partition.runId(), null, null);
        return result;
    }

    private List<String> ids() {
        return new ArrayList<>(jira.ids(jira.partition()));
    }

    private List<String> listedFirst(PartitionReference partition) {
        return TestDatabase.texts("select record_id from census_record where not final and partition = " + worker.stored(partition).id());
    }

    private long refetched(PartitionReference partition) {
        return TestDatabase.count("backfill_window where kind = 'REFETCH' and partition = " + worker.stored(partition).id());
    }

    private void assertProved(PartitionResult result) {
        assertThat(result).isEqualTo(new PartitionResult(PartitionState.VERIFIED, ids().size(), ids().size(), 0, null, null));
        assertEqualsTheSource();
    }

    private void assertEqualsTheSource() {
        Map<String, String> expected = new TreeMap<>();
        jira.manifest(jira.partition()).forEach((id, line) -> expected.put(id, line.get("sha256").asString()));
        Map<String, String> stored = new TreeMap<>();
        TestDatabase.sql().sql("select id, encode(content_hash, 'hex') as hash from jira.issue where deleted_at is null and project_id = '10000'")
                .query((row, line) -> stored.put(row.getString("id"), row.getString("hash"))).list();
        assertThat(stored).isEqualTo(expected);
        for (String kind : List.of("comment", "worklog", "change")) {
            List<String> parts = new ArrayList<>();
            jira.manifest(jira.partition()).values().forEach(line -> line.get(kind + "s").forEach(part -> parts.add(part.asString())));
            assertThat(TestDatabase.texts("select p.id from jira." + kind + " p join jira.issue i on i.id = p.issue_id and i.project_id = '10000' where p.deleted_at is null"))
                    .as(kind).containsExactlyInAnyOrderElementsOf(parts);
        }
    }

    private static List<String> marked() {
        return TestDatabase.texts("select id from jira.issue where deleted_at is not null order by id");
    }

    private static String watermark() {
        return TestDatabase.texts(MOVED_TO).getFirst();
    }

    private static String startOf(PartitionReference partition) {
        return TestDatabase.texts("select extract(epoch from started_at)::text from backfill_run where id = '" + partition.runId() + "'").getFirst();
    }

    @Test
    void watermark_isTheBeginningOfTheRun_beforeAnythingWasListed() {
        PartitionReference full = begin(RunMode.FULL);
        assertProved(whole(full));

        assertThat(watermark()).isEqualTo(startOf(full));
        assertThat(TestDatabase.texts("select count(*)::text from backfill_window w join backfill_run r on true where w.started_at < r.started_at"))
                .containsExactly("0");
        PartitionReference next = begin(RunMode.INCREMENTAL);
        assertThat(TestDatabase.texts("""
                select extract(epoch from (w.complete_until - p.changed_since))::int::text from backfill_partition p, watermark w
                where p.run_id = '%s'""".formatted(next.runId()))).containsExactly(Long.toString(jira.source().overlap().toSeconds()));
    }

    @Test
    void onlyWhatWasChanged_isFetched_andAllOfItIsProved() {
        assertProved(whole(begin(RunMode.FULL)));
        List<String> ids = ids();
        jira.edit(ids.get(0), "{\"summary\":\"edited\",\"addComment\":true}");
        jira.edit(ids.get(1), "{\"removeComment\":true}");
        String added = jira.create(jira.partition());
        jira.delete(ids.get(2));

        PartitionReference incremental = begin(RunMode.INCREMENTAL);
        worker.pull(incremental, WindowKind.CENSUS);
        worker.plans.planWindows(incremental);
        long fetched = worker.pull(incremental, WindowKind.RECORDS).stream().mapToLong(WindowResult::fetched).sum();

        assertThat(listedFirst(incremental)).containsExactlyInAnyOrder(ids.get(0), ids.get(1), added);
        assertThat(fetched).isEqualTo(3);
        worker.catchUp(incremental);
        assertProved(ended(incremental, worker.prove(incremental)));
        assertThat(refetched(incremental)).isZero();
        assertThat(marked()).containsExactly(ids.get(2));
        assertThat(watermark()).isEqualTo(startOf(incremental));
        assertThat(TestDatabase.texts("select (complete_from = '" + range.from() + "')::text from watermark")).containsExactly("true");
        assertThat(TestDatabase.texts("select final_expected::text from backfill_partition where run_id = '" + incremental.runId() + "'"))
                .containsExactly(Integer.toString(ids().size()));
    }

    /** A page each of what was changed before, of what was changed since, and of everything, and the vendor's own count as a witness. */
    @Test
    void nothingChanged_takesFourRequests() {
        assertProved(whole(begin(RunMode.FULL)));
        List<String> rows = TestDatabase.texts("select id || xmin || ctid from jira.issue order by 1");
        for (int again = 1; again <= 2; again++) {
            PartitionReference incremental = begin(RunMode.INCREMENTAL);
            jira.requests();
            PartitionResult result = whole(incremental);
            assertThat(jira.requests()).isEqualTo(4);
            assertProved(result);
            assertThat(watermark()).isEqualTo(startOf(incremental));
        }
        assertThat(TestDatabase.texts("select id || xmin || ctid from jira.issue order by 1")).isEqualTo(rows);
    }

    @Test
    void whateverPeopleDo_duringAndBetweenRuns_isFollowed() {
        List<String> ids = ids();
        PartitionReference full = begin(RunMode.FULL);
        worker.pullRecords(full);
        worker.catchUp(full);
        // Seen by nothing of the full run any more.
        jira.edit(ids.get(0), "{\"summary\":\"late in the full run\",\"addComment\":true}");
        String late = jira.create(jira.partition());
        jira.delete(ids.get(1));
        assertThat(ended(full, worker.prove(full)).state()).isEqualTo(PartitionState.VERIFIED);
        jira.edit(ids.get(2));

        PartitionReference second = begin(RunMode.INCREMENTAL);
        jira.edit(ids.get(3));
        worker.pull(second, WindowKind.CENSUS);
        assertThat(listedFirst(second)).containsExactlyInAnyOrder(ids.get(0), ids.get(2), ids.get(3), late);
        jira.edit(ids.get(4));
        jira.delete(ids.get(3));
        worker.plans.planWindows(second);
        worker.pull(second, WindowKind.RECORDS);
        jira.edit(ids.get(0), "{\"summary\":\"again\"}");
        String under = jira.create(jira.partition());
        worker.pull(second, WindowKind.CHANGES);
        jira.delete(under);
        worker.pull(second, WindowKind.FINAL_CENSUS);
        PartitionResult result = worker.prove(second);
        assertProved(ended(second, result));
        assertThat(marked()).contains(ids.get(1)).doesNotContain(ids.get(0), late);

        // Where they leave off, the next run goes on.
        jira.edit(ids.get(5));
        jira.move(ids.get(6), jira.otherPartition());
        PartitionReference third = begin(RunMode.INCREMENTAL);
        assertThat(whole(third).state()).isEqualTo(PartitionState.VERIFIED);
        assertEqualsTheSource();
        assertThat(TestDatabase.texts("select project_id from jira.issue where id = '" + ids.get(6) + "'")).containsExactly("10001");
    }

    /** As if it had been hidden from these credentials: nothing says that it was changed. */
    @Test
    void whatIsMissingWithoutAChange_isFoundByTheFinalCensus() {
        assertProved(whole(begin(RunMode.FULL)));
        String hidden = ids().getFirst();
        TestDatabase.sql().sql("delete from jira.issue where id = ?").param(hidden).update();

        PartitionReference incremental = begin(RunMode.INCREMENTAL);
        assertProved(whole(incremental));
        assertThat(listedFirst(incremental)).isEmpty();
        assertThat(refetched(incremental)).isEqualTo(1);
    }

    @Test
    void runThatIsNotVerified_leavesTheWatermark_andTheNextCoversIt() {
        assertProved(whole(begin(RunMode.FULL)));
        String before = watermark();
        String edited = ids().get(7);
        PartitionReference failed = begin(RunMode.INCREMENTAL);
        worker.pullRecords(failed);
        jira.edit(edited, "{\"summary\":\"edited while the run failed\"}");
        worker.catchUp(failed);
        TestDatabase.sql().sql("delete from jira.issue where id = ?").param(ids().getFirst()).update();
        worker.proofs.compare(failed);
        // Compared, but not fetched again.
        assertThat(ended(failed, worker.proofs.conclude(failed)).state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(watermark()).isEqualTo(before);

        PartitionReference next = begin(RunMode.INCREMENTAL);
        assertThat(worker.stored(next).changedSince()).isEqualTo(worker.stored(failed).changedSince());
        assertProved(whole(next));
        assertThat(listedFirst(next)).containsExactly(edited);
        assertThat(watermark()).isEqualTo(startOf(next));
    }

    @Test
    void moreAbsentThanTheFuseAllows_marksNothing_andLeavesTheWatermark() {
        assertProved(whole(begin(RunMode.FULL)));
        String before = watermark();
        List<String> ids = ids();
        ids.subList(0, ids.size() / 10).forEach(jira::delete);

        assertThat(whole(begin(RunMode.INCREMENTAL)).state()).isEqualTo(PartitionState.TOO_MANY_DELETIONS);
        assertThat(marked()).isEmpty();
        assertThat(watermark()).isEqualTo(before);
    }

    @Test
    void newPartition_isPulledInFull_besideOneThatIsNot() {
        assertProved(whole(begin(RunMode.FULL)));

        List<PartitionReference> both =
                worker.begin("jira-both", range, "{\"projects\":[\"CORE\",\"SPIKE\"]}", RunMode.INCREMENTAL);
        for (PartitionReference partition : both) {
            boolean known = partition.key().equals("CORE");
            assertThat(worker.stored(partition).changedSince() != null).as(partition.key()).isEqualTo(known);
            worker.pullRecords(partition);
            assertThat(listedFirst(partition)).hasSize(known ? 0 : jira.ids(jira.otherPartition()).size());
            worker.catchUp(partition);
            PartitionResult result = worker.prove(partition);
            assertThat(result.state()).isEqualTo(PartitionState.VERIFIED);
            worker.runs.finishPartition(partition, result);
        }
        BackfillResult run = worker.runs.finish("jira-both", null, null);
        assertThat(run.verified()).isTrue();
        assertThat(run.expected()).isEqualTo(ids().size() + jira.ids(jira.otherPartition()).size());
        assertThat(TestDatabase.count("watermark")).isEqualTo(2);
    }

    @Test
    void dryRun_marksWhatIsPulledFromAWatermark_andCountsWhatIsCertain() {
        assertProved(whole(begin(RunMode.FULL)));
        PlanStore plans = new PlanStore(TestDatabase.pool());
        plans.insert(new NewPlan("plan-1", "jira", range, "{\"projects\":[\"CORE\",\"SPIKE\"]}", 2, null, null, null, RunMode.INCREMENTAL));
        worker.estimates.estimate("plan-1");

        Map<String, PlanPartition> planned = new TreeMap<>();
        plans.partitions("plan-1").forEach(partition -> planned.put(partition.key(), partition));
        assertThat(planned.get("CORE").changedSince()).isNotNull();
        assertThat(planned.get("CORE").requests()).isEqualTo(3);
        assertThat(planned.get("CORE").records()).isEqualTo(ids().size());
        assertThat(planned.get("SPIKE").changedSince()).isNull();
        assertThat(plans.find("plan-1").orElseThrow().totals().records()).isEqualTo(jira.ids(jira.otherPartition()).size());
        assertThat(worker.estimates.drift("plan-1").total()).isZero();
    }
}
