package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.store.run.RunProgress;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.verify.PartitionResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources whose censuses bring whole records, from the census to the verdict. */
class CensusWithRecordsTest extends MemorySourceRun {
    @Test
    void recordsOfTheCensus_areStoredWithIt_andNotFetched() {
        source.whole = true;
        List<String> ids = fill("a", 25);
        PartitionReference partition = only();

        PartitionResult result = worker.pullAndProve(partition);

        assertVerified(result, 25);
        assertThat(result.reason()).isNull();
        assertThat(stored()).containsExactlyElementsOf(ids);
        assertThat(source.fetched).isEmpty();
        assertThat(source.located).isEmpty();
        assertThat(source.listed).isEqualTo(6);
        assertThat(TestDatabase.count("backfill_window where kind = 'RECORDS'")).isZero();
        RunProgress progress = progress(partition);
        assertThat(List.of(progress.expected(), progress.fetched(), progress.stored(), progress.unchanged())).containsExactly(25L, 25L, 25L, 0L);
        assertThat(progress.firstPageAt()).isNotNull();
        assertThat(view(partition).fetched()).isEqualTo(25);
    }

    @Test
    void editThatTellsNothing_isBroughtByTheFinalCensus() {
        source.whole = true;
        source.tellsOfChanges = false;
        List<String> ids = fill("a", 12);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.edit(ids.getFirst(), "second");
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 12);
        assertThat(TestDatabase.texts("select id from memory.item where title = 'second'")).containsExactly(ids.getFirst());
        assertThat(progress(partition).stored()).isEqualTo(13);
    }

    @Test
    void rejectedRecordOfACensus_isDead_andFetchedOnceMore() {
        source.whole = true;
        List<String> ids = fill("a", 25);
        source.unreadable.add(ids.get(7));
        PartitionReference partition = only();
        worker.pullRecords(partition);

        assertThat(source.fetched).isEmpty();
        assertThat(TestDatabase.texts("select record_id from dead_letter")).containsExactly(ids.get(7));
        source.unreadable.clear();
        worker.catchUp(partition);
        assertVerified(worker.prove(partition), 25);
        assertThat(TestDatabase.count("dead_letter where resolved_at is null")).isZero();
    }

    @Test
    void tooManyRejectedRecordsOfACensus_stopTheRun() {
        source.whole = true;
        source.pageSize = 100;
        source.unreadable.addAll(fill("a", 40).subList(0, 20));
        PartitionReference partition = only();

        assertThat(catchThrowable(() -> worker.pull(partition, WindowKind.CENSUS)))
                .hasStackTraceContaining("20 of 40 records could not be stored");
    }
}
