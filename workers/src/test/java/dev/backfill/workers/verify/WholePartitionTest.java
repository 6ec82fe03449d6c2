package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunState;
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
import tools.jackson.databind.JsonNode;

/** A partition from its census to its verdict, and what is done to it on the way. */
@Timeout(180)
class WholePartitionTest {
    private JiraFixture jira;
    private BackfillHarness worker;
    private PartitionReference partition;

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        jira = new JiraFixture(400, 2);
        worker = new BackfillHarness(TestDatabase.pool(), jira.source(), 100);
        partition = worker.begin(jira.range(), jira.partition().key());
    }

    @AfterEach
    void end() {
        worker.close();
        jira.close();
    }

    private List<String> ids() {
        return new ArrayList<>(jira.ids(jira.partition()));
    }

    private static List<String> marked() {
        return TestDatabase.texts("select id from jira.issue where deleted_at is not null order by id");
    }

    private static Map<String, String> storedHashes() {
        Map<String, String> hashes = new TreeMap<>();
        TestDatabase.sql().sql("select id, encode(content_hash, 'hex') as hash from jira.issue where deleted_at is null and project_id = '10000'")
                .query((row, number) -> hashes.put(row.getString("id"), row.getString("hash"))).list();
        return hashes;
    }

    private void assertEqualsTheSource() {
        Map<String, JsonNode> manifest = jira.manifest(jira.partition());
        Map<String, String> expected = new TreeMap<>();
        manifest.forEach((id, line) -> expected.put(id, line.get("sha256").asString()));
        assertThat(storedHashes()).isEqualTo(expected);
        for (String kind : List.of("comment", "worklog", "change")) {
            List<String> parts = new ArrayList<>();
            manifest.values().forEach(line -> line.get(kind + "s").forEach(part -> parts.add(part.asString())));
            assertThat(TestDatabase.texts("select p.id from jira." + kind + " p join jira.issue i on i.id = p.issue_id and i.deleted_at is null where p.deleted_at is null")).as(kind).containsExactlyInAnyOrderElementsOf(parts);
        }
    }

    @Test
    void wholePartition_isVerified_andEqualsTheSource() {
        worker.pullRecords(partition);
        assertThat(worker.open(partition, WindowKind.RECORDS)).isEmpty();
        assertThat(TestDatabase.count("backfill_window where kind = 'RECORDS'")).isGreaterThan(1);
        worker.catchUp(partition);
        PartitionResult result = worker.prove(partition);

        long expected = ids().size();
        assertThat(result).isEqualTo(new PartitionResult(PartitionState.VERIFIED, expected, expected, 0, null, null));
        assertEqualsTheSource();
        assertThat(TestDatabase.count("record_difference")).isZero();

        worker.runs.finishPartition(partition, result);
        BackfillResult run = worker.runs.finish(BackfillHarness.RUN, null, null);
        assertThat(run).isEqualTo(new BackfillResult(RunState.COMPLETED, true, 1, expected, expected, 0, null));
        assertThat(TestDatabase.count("watermark")).isEqualTo(1);
    }

    @Test
    void secondRun_rewritesNothing() {
        worker.pullRecords(partition);
        List<String> before = TestDatabase.texts("select id || xmin || ctid from jira.issue union all select id || xmin || ctid from jira.comment order by 1");
        TestDatabase.sql().sql("delete from backfill_run").update();

        partition = worker.begin(jira.range(), jira.partition().key());
        worker.pullRecords(partition);
        worker.catchUp(partition);

        assertThat(worker.prove(partition).state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(TestDatabase.texts("select id || xmin || ctid from jira.issue union all select id || xmin || ctid from jira.comment order by 1")).isEqualTo(before);
    }

    @Test
    void whatPeopleDoMeanwhile_isCaughtUpWith() {
        worker.pullRecords(partition);
        List<String> ids = ids();
        jira.edit(ids.get(0), "{\"summary\":\"edited\",\"addComment\":true}");
        jira.edit(ids.get(1), "{\"removeComment\":true}");
        jira.create(jira.partition());
        jira.delete(ids.get(2));
        worker.catchUp(partition);
        PartitionResult result = worker.prove(partition);

        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED);
        assertThat(result.expected()).isEqualTo(ids.size());
        assertThat(marked()).containsExactly(ids.get(2));
        assertEqualsTheSource();
    }

    @Test
    void editAfterTheCatchUp_isSuspectedFromTheOrder_andMended() {
        worker.pullRecords(partition);
        worker.pull(partition, WindowKind.CHANGES);
        // The least recently changed one moves to the top of the final census.
        String edited = TestDatabase.texts("select id from jira.issue order by source_updated_at limit 1").getFirst();
        jira.edit(edited);
        worker.pull(partition, WindowKind.FINAL_CENSUS);

        assertThat(worker.proofs.compare(partition)).isEqualTo(1);
        assertThat(worker.verifications.undecided(worker.stored(partition).id(), Kind.SUSPECT)).containsExactly(edited);
        worker.pull(partition, WindowKind.REFETCH);
        assertThat(worker.proofs.conclude(partition).state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(worker.verifications.summaryOfRun(BackfillHarness.RUN).stale().ids()).containsExactly(edited);
        assertEqualsTheSource();
    }

    /** A copy of some row under an id that the source does not have. */
    private static void insertExtra(String id) {
        TestDatabase.sql().sql("""
                insert into jira.issue (id, project_id, key, source_created_at, source_updated_at, raw, content_hash, fetch_order, first_seen_run, last_changed_run)
                select ?, project_id, 'CORE-0', source_created_at, source_updated_at, raw, content_hash, fetch_order, first_seen_run, last_changed_run
                from jira.issue where project_id = '10000' limit 1""").param(id).update();
    }

    @Test
    void differencesMadeByHand_areNamedExactly_andMended() {
        worker.pullRecords(partition);
        List<String> ids = ids().stream().sorted().toList();
        List<String> missing = List.of(ids.get(3), ids.get(50), ids.get(120));
        List<String> stale = List.of(ids.get(7), ids.get(60), ids.get(130));
        List<String> extra = List.of("77000001", "77000002", "77000003");
        missing.forEach(id -> TestDatabase.sql().sql("delete from jira.issue where id = ?").param(id).update());
        stale.forEach(id -> TestDatabase.sql().sql("update jira.issue set source_updated_at = source_updated_at - interval '1 day', content_hash = '\\x00' where id = ?").param(id).update());
        extra.forEach(WholePartitionTest::insertExtra);
        worker.catchUp(partition);

        assertThat(worker.proofs.compare(partition)).isGreaterThanOrEqualTo(6);
        long id = worker.stored(partition).id();
        assertThat(worker.verifications.undecided(id, Kind.MISSING)).containsExactlyElementsOf(missing);
        assertThat(worker.verifications.undecided(id, Kind.STALE)).containsExactlyElementsOf(stale);
        assertThat(worker.verifications.undecided(id, Kind.EXTRA)).containsExactlyElementsOf(extra);

        worker.pull(partition, WindowKind.REFETCH);
        PartitionResult result = worker.proofs.conclude(partition);

        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED);
        var summary = worker.verifications.summaryOfRun(BackfillHarness.RUN);
        assertThat(summary.missing().ids()).containsExactlyElementsOf(missing);
        assertThat(summary.stale().ids()).containsExactlyElementsOf(stale);
        assertThat(summary.extra().ids()).containsExactlyElementsOf(extra);
        assertThat(summary.deleted().ids()).containsExactlyElementsOf(extra);
        assertThat(summary.mended().count()).isEqualTo(6);
        assertThat(marked()).containsExactlyElementsOf(extra);
        assertEqualsTheSource();
    }

    @Test
    void whatCannotBeMended_isNamed_andNotVerified() {
        worker.pullRecords(partition);
        worker.catchUp(partition);
        String lost = ids().getFirst();
        TestDatabase.sql().sql("delete from jira.issue where id = ?").param(lost).update();
        // Compared, but not fetched again.
        worker.proofs.compare(partition);
        PartitionResult result = worker.proofs.conclude(partition);

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).contains("missing " + lost);
        assertThat(result.stored()).isEqualTo(result.expected() - 1);

        worker.runs.finishPartition(partition, result);
        BackfillResult run = worker.runs.finish(BackfillHarness.RUN, null, null);
        assertThat(run.state()).isEqualTo(RunState.COMPLETED_WITH_FAILURES);
        assertThat(run.verified()).isFalse();
        assertThat(run.reason()).contains("CORE").contains("missing " + lost);
    }

    @Test
    void movedRecord_isTold_andItsRowGoesWithIt() {
        worker.pullRecords(partition);
        String moved = ids().getFirst();
        jira.move(moved, jira.otherPartition());
        worker.catchUp(partition);
        PartitionResult result = worker.prove(partition);

        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED);
        assertThat(worker.verifications.summaryOfRun(BackfillHarness.RUN).moved().ids()).containsExactly(moved);
        assertThat(TestDatabase.texts("select project_id from jira.issue where id = '" + moved + "'")).containsExactly("10001");
        assertThat(marked()).isEmpty();
    }

    @Test
    void moreAbsentThanTheFuseAllows_marksNothing() {
        worker.pullRecords(partition);
        List<String> ids = ids();
        ids.subList(0, ids.size() / 10).forEach(jira::delete);
        worker.catchUp(partition);
        PartitionResult result = worker.prove(partition);

        assertThat(result.state()).isEqualTo(PartitionState.TOO_MANY_DELETIONS);
        assertThat(result.reason()).contains("5 %").contains("nothing was marked");
        assertThat(marked()).isEmpty();
    }

    @Test
    void hiddenWhilePulling_isAccessLost_andMarksNothing() {
        worker.pullRecords(partition);
        jira.hide(jira.partition());

        Throwable failure = catchThrowable(() -> worker.catchUp(partition));

        assertThat(Failures.typeOf(failure)).isEqualTo(FailureType.ACCESS_LOST);
        assertThat(marked()).isEmpty();
        assertThat(TestDatabase.count("jira.issue")).isPositive();
    }

    @Test
    void hiddenBeforeTheVerdict_isAccessLost_andMarksNothing() {
        worker.pullRecords(partition);
        insertExtra("77000001");
        worker.catchUp(partition);
        jira.hide(jira.partition());
        PartitionResult result = worker.prove(partition);

        assertThat(result.state()).isEqualTo(PartitionState.ACCESS_LOST);
        assertThat(marked()).isEmpty();
    }

    @Test
    void hiddenBeforeTheVerdict_whatIsMissing_isNotTakenForDeleted() {
        worker.pullRecords(partition);
        worker.catchUp(partition);
        TestDatabase.sql().sql("delete from jira.issue where id = ?").param(ids().getFirst()).update();
        jira.hide(jira.partition());
        PartitionResult result = worker.prove(partition);

        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.ACCESS_LOST);
        assertThat(worker.verifications.summaryOfRun(BackfillHarness.RUN).deleted().count()).isZero();
    }

    @Test
    void deletedAfterItWasListed_isNotMissing_alsoWhenTheVerdictIsGivenTwice() {
        worker.pullRecords(partition);
        String added = jira.create(jira.partition());
        worker.pull(partition, WindowKind.FINAL_CENSUS);
        jira.delete(added);

        PartitionResult first = worker.prove(partition);
        // As after a crash between the last statement and the answer.
        PartitionResult second = worker.proofs.conclude(partition);

        assertThat(first.state()).as("%s", first).isEqualTo(PartitionState.VERIFIED);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void verdictGivenTwice_afterDeletions_isTheSame() {
        worker.pullRecords(partition);
        jira.delete(ids().getFirst());
        worker.catchUp(partition);

        PartitionResult first = worker.prove(partition);

        assertThat(first.state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(worker.proofs.conclude(partition)).isEqualTo(first);
        assertThat(marked()).hasSize(1);
    }
}
