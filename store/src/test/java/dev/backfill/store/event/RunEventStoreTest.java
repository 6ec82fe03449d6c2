package dev.backfill.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunEventStoreTest {
    private final RunEventStore events = new RunEventStore(TestStore.database());
    private final RunStore runs = new RunStore(TestStore.database());
    private final PartitionStore partitions = new PartitionStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    private List<String> told(String run) {
        return events.after(run, 0, 1_000).orElseThrow().events().stream()
                .map(event -> event.kind() + " " + TestStore.value("select coalesce(data ->> 'key', '') || (data ->> 'state') from run_event"
                        + " where run_id = '" + run + "' and number = " + event.number()))
                .toList();
    }

    @Test
    void everyTransition_isAnEvent_inItsOrder() {
        TestRun run = TestRun.underWay("run-1");
        run.leased(WindowKind.CENSUS);
        run.leased(WindowKind.RECORDS);
        partitions.finish(run.reference(), new PartitionResult(PartitionState.VERIFIED, 3, 3, 0, null, null));
        runs.recordState("run-1", RunState.PAUSED);
        runs.recordState("run-1", RunState.PAUSED);
        runs.finish("run-1", RunState.COMPLETED, Verdict.VERIFIED, null);
        runs.recordState("run-1", RunState.RUNNING);

        assertThat(told("run-1")).containsExactly(
                "run REQUESTED", "run RUNNING", "partition BOXRUNNING", "partition BOXVERIFIED", "run PAUSED", "run COMPLETED");
        RunEvents read = events.after("run-1", 0, 100).orElseThrow();
        assertThat(read.state()).isEqualTo(RunState.COMPLETED);
        assertThat(read.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(read.finishedAt()).isNotNull();
        assertThat(read.events()).extracting(RunEvent::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(read.events()).extracting(RunEvent::at).isSorted();
    }

    @Test
    void partitionThatIsLeftOut_isToldWhenItIsPlanned_othersAreNot() {
        runs.insert(TestRun.asked("run-1"));
        partitions.plan("run-1", List.of(
                new PlannedPartition("1", "ONE", "One", null, null), new PlannedPartition("2", "TWO", "Two", null, "it is archived")));

        assertThat(told("run-1")).containsExactly("run REQUESTED", "partition TWOSKIPPED");
    }

    @Test
    void stretches_areReadFromEitherEnd() {
        runs.insert(TestRun.asked("run-1"));
        IntStream.range(0, 9).forEach(time -> TestStore.sql().sql("select record_run_event('run-1', 'test', '{}')").query().listOfRows());

        assertThat(numbers(events.after("run-1", 4, 3).orElseThrow())).containsExactly(5L, 6L, 7L);
        assertThat(events.after("run-1", 4, 3).orElseThrow().last()).isEqualTo(10);
        assertThat(numbers(events.latest("run-1", 3).orElseThrow())).containsExactly(8L, 9L, 10L);
        assertThat(numbers(events.after("run-1", 10, 3).orElseThrow())).isEmpty();
        assertThat(events.after("nothing", 0, 3)).isEmpty();
        assertThat(events.latest("nothing", 3)).isEmpty();
    }

    private static List<Long> numbers(RunEvents read) {
        return read.events().stream().map(RunEvent::number).toList();
    }

    @Test
    void waitOfTheSource_isToldOnceToEachRunUnderWay() {
        TestRun.underWay("run-1");
        TestRun.underWay("run-2");
        runs.insert(TestRun.asked("waiting"));
        RequestBudget budget = new RequestBudget(TestStore.database(), "sample", 10);

        budget.throttled(Duration.ofSeconds(1), "near the limit");
        budget.throttled(Duration.ofSeconds(60), "429");
        budget.throttled(Duration.ofSeconds(90), "429 again");

        assertThat(TestStore.value("select string_agg(run_id || ' ' || (data ->> 'reason'), ', ' order by run_id) from run_event"
                        + " where kind = 'budget'"))
                .isEqualTo("run-1 429, run-2 429");
        assertThat(TestStore.value("select data ->> 'blockedUntil' from run_event where kind = 'budget' limit 1"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void readersDuringConcurrentTransitions_neverMeetAGap() throws Exception {
        int many = 40;
        runs.insert(TestRun.asked("run-1"));
        partitions.plan("run-1", IntStream.rangeClosed(1, many)
                .mapToObj(number -> new PlannedPartition("p" + number, "P" + number, "P", null, null))
                .toList());
        List<Long> met = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = IntStream.rangeClosed(1, many)
                    .<Future<?>>mapToObj(ordinal -> threads.submit(() -> partitions.finish(
                            new PartitionReference("run-1", "sample", ordinal, "P" + ordinal),
                            PartitionResult.endedEarly(PartitionState.FAILED, "UNEXPECTED", "test"))))
                    .toList();
            while (met.size() < many + 1) {
                long position = met.isEmpty() ? 0 : met.getLast();
                met.addAll(numbers(events.after("run-1", position, 1_000).orElseThrow()));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(met).containsExactlyElementsOf(LongStream.rangeClosed(1, many + 1).boxed().toList());
    }
}
