package dev.backfill.store;

import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.List;

/** A run under way with one partition, whose windows the tests add as they need them. */
public final class TestRun {
    public static final DateRange RANGE = new DateRange(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
    public static final String BOX = "box-1";

    public final String id;
    private final WindowStore windows = new WindowStore(TestStore.database());
    private int ordinal;

    private TestRun(String id) {
        this.id = id;
    }

    public static NewRun asked(String id) {
        return new NewRun(id, "sample", RANGE, "{}", null, null);
    }

    public static TestRun underWay(String id) {
        RunStore runs = new RunStore(TestStore.database());
        runs.insert(asked(id));
        runs.recordState(id, RunState.RUNNING);
        new PartitionStore(TestStore.database())
                .plan(id, List.of(new PlannedPartition(BOX, "BOX", "A box", null, null)));
        return new TestRun(id);
    }

    public PartitionReference reference() {
        return new PartitionReference(id, "sample", 1, "BOX");
    }

    public StoredPartition partition() {
        return new PartitionStore(TestStore.database()).get(reference());
    }

    /** The id of the window of the first census, which every plan has. */
    public long census() {
        return TestStore.sql().sql("select id from backfill_window where partition = ? and kind = 'CENSUS'")
                .param(partition().id()).query(Long.class).single();
    }

    /** Adds a window. */
    public long window(WindowKind kind) {
        return TestStore.sql().sql("insert into backfill_window (partition, kind, ordinal) values (?, ?, ?) returning id")
                .params(partition().id(), kind.name(), ++ordinal).query(Long.class).single();
    }

    public LeasedWindow leased(WindowKind kind) {
        return windows.acquire(kind == WindowKind.CENSUS ? census() : window(kind));
    }

    /** Lists these ids in a census, in their order. */
    public void census(boolean isFinal, String... ids) {
        for (int place = 0; place < ids.length; place++) {
            TestStore.sql().sql("insert into census_record (partition, final, record_id, ordinal) values (?, ?, ?, ?)")
                    .params(partition().id(), isFinal, ids[place], place).update();
        }
    }
}
