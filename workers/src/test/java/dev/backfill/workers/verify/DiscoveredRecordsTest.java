package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.plan.PartitionReference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that others lead to while they are pulled, from the census to the verdict. */
class DiscoveredRecordsTest extends MemorySourceRun {
    @Test
    void discoveredRecords_arePulled_onceEach_andCounted() {
        List<String> ids = fill("a", 12);
        source.putUnlisted("x1", "a", at(100));
        source.putUnlisted("x2", "a", at(101));
        source.leadsTo.put(ids.get(0), List.of("x1", ids.get(3), "nothing"));
        source.leadsTo.put(ids.get(11), List.of("x1"));
        source.leadsTo.put("x1", List.of("x2"));
        PartitionReference partition = only();

        assertVerified(worker.pullAndProve(partition), 14);
        assertThat(stored()).contains("x1", "x2").hasSize(14);
        assertThat(source.fetched.stream().filter("nothing"::equals)).hasSize(1);
        assertThat(source.fetched.stream().filter(ids.get(3)::equals)).hasSize(1);
        assertThat(view(partition).finalExpected()).isEqualTo(14);
    }

    @Test
    void discoveredRecordOfAnotherPartition_belongsToThatOne_whichDoesNotFetchItAgain() {
        source.boxes.add("b");
        List<String> ids = fill("a", 3);
        fill("b", 2);
        source.leadsTo.put(ids.get(0), List.of("b001"));
        List<PartitionReference> partitions = worker.begin(source, RANGE);

        assertVerified(worker.pullAndProve(partitions.get(0)), 3);
        assertVerified(worker.pullAndProve(partitions.get(1)), 2);
        assertThat(source.fetched.stream().filter("b001"::equals)).hasSize(1);
        assertThat(TestDatabase.texts("select id from memory.item where box_id = 'b' order by id")).containsExactly("b000", "b001");
    }

    @Test
    void recordThatWasFetchedElsewhereBeforeItMoved_isFetchedAgain() {
        source.boxes.add("b");
        List<String> ids = fill("a", 3);
        List<PartitionReference> partitions = worker.begin(source, RANGE);
        worker.pullRecords(partitions.get(0));
        source.put(ids.get(0), "b", at(0));

        assertVerified(worker.pullAndProve(partitions.get(1)), 1);
        assertThat(TestDatabase.texts("select id from memory.item where box_id = 'b'")).containsExactly(ids.get(0));
    }

    @Test
    void recordsDiscoveredByChangesOrByTheRefetch_arePulledToo() {
        List<String> ids = fill("a", 4);
        source.putUnlisted("x1", "a", at(100));
        source.putUnlisted("x2", "a", at(101));
        PartitionReference partition = only();
        worker.pullRecords(partition);
        Instant now = RANGE.to().minusSeconds(1);
        TestDatabase.sql().sql("update backfill_run set started_at = ?").param(java.sql.Timestamp.from(now)).update();
        source.put("new", "a", now);
        source.leadsTo.put("new", List.of("x1"));
        worker.catchUp(partition);
        assertThat(stored()).contains("x1");

        TestDatabase.sql().sql("delete from memory.item where id = ?").param(ids.get(2)).update();
        source.leadsTo.put(ids.get(2), List.of("x2", "nothing"));
        assertVerified(worker.prove(partition), 7);
        assertThat(stored()).contains("x2").hasSize(7);
    }

    @Test
    void extraRecordThatIsHere_joinsTheFinalCensus_alsoWhenTheVerdictIsGivenTwice() {
        List<String> ids = fill("a", 10);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.putUnlisted(ids.get(4), "a", at(4));
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 10);
        assertVerified(worker.proofs.conclude(partition), 10);
        assertThat(worker.verifications.summaryOfRun(partition.runId()).expected()).isEqualTo(10);
    }
}
