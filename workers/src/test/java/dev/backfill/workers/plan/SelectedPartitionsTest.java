package dev.backfill.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.selection.FailedScope;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs over a part of an earlier one: they pull, prove and mark just that. */
@Timeout(120)
class SelectedPartitionsTest {
    private static final String AGAIN = "jira-2026-11-24-more";

    private JiraFixture jira;
    private BackfillHarness worker;
    private List<String> ids;

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        jira = new JiraFixture(400, 2);
        worker = new BackfillHarness(TestDatabase.pool(), jira.source(), 100);
        PartitionReference partition = worker.begin(jira.range(), jira.partition().key());
        worker.pullRecords(partition);
        worker.catchUp(partition);
        worker.runs.finishPartition(partition, worker.prove(partition));
        worker.runs.finish(BackfillHarness.RUN, null, null);
        TestDatabase.sql().sql("update watermark set complete_until = '2020-01-01T00:00:00Z'").update();
        ids = new ArrayList<>(jira.ids(jira.partition()));
    }

    @AfterEach
    void end() {
        worker.close();
        jira.close();
    }

    private static String key(String id) {
        return TestDatabase.texts("select key from jira.issue where id = '" + id + "'").getFirst();
    }

    private static List<String> rowsBut(String... ids) {
        return TestDatabase.texts("select id || xmin || ctid from jira.issue where id <> all(array['" + String.join("','", ids) + "']) order by 1");
    }

    private PartitionResult pullAndProve(PartitionReference partition) {
        worker.pullRecords(partition);
        worker.catchUp(partition);
        PartitionResult result = worker.prove(partition);
        worker.runs.finishPartition(partition, result);
        return result;
    }

    private static RunScope records(String... names) {
        return RunScope.refetch(BackfillHarness.RUN, Stream.of(names).map(name -> new Selected(null, name)).toList());
    }

    @Test
    void namedRecords_areFetchedWhole_andNothingElseIsTouched() {
        String edited = ids.get(0);
        String deleted = ids.get(1);
        String untouched = ids.get(2);
        String deletedOutside = ids.get(3);
        jira.edit(edited, "{\"summary\":\"edited\",\"addComment\":true}");
        jira.delete(deleted);
        jira.delete(deletedOutside);
        jira.edit(ids.get(4), "{\"summary\":\"edited, but not asked for\"}");
        List<String> others = rowsBut(edited, deleted);

        List<PartitionReference> planned = worker.begin(AGAIN, jira.range(), records(key(edited), deleted, key(untouched), "CORE-999999", "77777777"));
        assertThat(planned).singleElement().extracting(PartitionReference::key).isEqualTo("CORE");
        assertThat(worker.open(planned.getFirst(), WindowKind.CENSUS)).isEmpty();
        PartitionResult result = pullAndProve(planned.getFirst());

        assertThat(result).isEqualTo(new PartitionResult(PartitionState.VERIFIED, 2, 2, 0, null, null));
        assertThat(rowsBut(edited, deleted)).isEqualTo(others);
        assertThat(TestDatabase.texts("select id from jira.issue where deleted_at is not null")).containsExactly(deleted);
        assertThat(TestDatabase.texts("select summary from jira.issue where id = '" + edited + "'")).containsExactly("edited");
        assertThat(TestDatabase.count("watermark where complete_until = '2020-01-01T00:00:00Z'")).isEqualTo(1);
        assertThat(new SelectionStore(TestDatabase.pool()).summary(AGAIN).unknown()).containsExactlyInAnyOrder("CORE-999999", "77777777");
        assertThat(worker.runs.finish(AGAIN, null, null).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void recordThatIsMarkedAsDeletedAlready_isToldApartFromAnUnknownOne() {
        String key = key(ids.get(0));
        jira.delete(ids.get(0));
        TestDatabase.sql().sql("update jira.issue set deleted_at = now() where id = '" + ids.get(0) + "'").update();

        assertThat(worker.begin(AGAIN, jira.range(), records(key, "CORE-999999"))).isEmpty();
        assertThat(new SelectionStore(TestDatabase.pool()).summary(AGAIN).deleted()).containsExactly(key);
        assertThat(worker.runs.finish(AGAIN, null, null).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void movedRecord_isFoundByItsOldKey_andStoredWhereItIsNow() {
        String old = key(ids.get(0));
        jira.move(ids.get(0), jira.otherPartition());

        List<PartitionReference> planned = worker.begin(AGAIN, jira.range(), records(old, ids.get(0)));
        assertThat(planned).singleElement().extracting(PartitionReference::key).isEqualTo("SPIKE");
        assertThat(pullAndProve(planned.getFirst()).state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(TestDatabase.texts("select project_id from jira.issue where id = '" + ids.get(0) + "'")).containsExactly("10001");
    }

    @Test
    void recordsOfAHiddenPartition_areNotMarked() {
        jira.hide(jira.partition());

        PartitionReference planned = worker.begin(AGAIN, jira.range(), records(ids.get(0))).getFirst();
        assertThat(planned.key()).isEqualTo("CORE");
        assertThat(pullAndProve(planned).state()).isEqualTo(PartitionState.ACCESS_LOST);
        assertThat(TestDatabase.count("jira.issue where deleted_at is not null")).isZero();
    }

    @Test
    void wholePartition_takesItsCensus_andMovesItsWatermark() {
        PartitionReference planned = worker.begin(
                AGAIN, jira.range(), RunScope.refetch(BackfillHarness.RUN, List.of(new Selected("10000", null)))).getFirst();
        assertThat(worker.open(planned, WindowKind.CENSUS)).hasSize(1);
        assertThat(pullAndProve(planned).expected()).isEqualTo(ids.size());
        assertThat(TestDatabase.count("watermark where complete_until > '2020-01-01T00:00:00Z'")).isEqualTo(1);
    }

    @Test
    void deadLetters_areRetriedAlone_andResolvedInEachRunThatTheyStandIn() {
        TestDatabase.sql().sql("update backfill_partition set state = 'DIFFERENT'").update();
        TestDatabase.sql().sql("insert into dead_letter (run_id, partition, record_id, reason) select run_id, id, '" + ids.get(0) + "', 'poison' from backfill_partition").update();
        FailedScope failed = new FailedScope(TestDatabase.pool());
        assertThat(failed.of(BackfillHarness.RUN)).containsExactly(new Selected("10000", ids.get(0)));

        PartitionReference planned = worker.begin(AGAIN, jira.range(), RunScope.retry(BackfillHarness.RUN, failed.of(BackfillHarness.RUN))).getFirst();
        assertThat(pullAndProve(planned)).isEqualTo(new PartitionResult(PartitionState.VERIFIED, 1, 1, 0, null, null));

        assertThat(TestDatabase.count("dead_letter where resolved_at is not null")).isEqualTo(1);
        assertThat(failed.of(BackfillHarness.RUN)).isEmpty();
        assertThat(TestDatabase.count("fetched_record f join backfill_partition p on p.id = f.partition where p.run_id = '" + AGAIN + "'")).isEqualTo(1);
    }
}
