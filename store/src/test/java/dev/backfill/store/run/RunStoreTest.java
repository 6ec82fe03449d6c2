package dev.backfill.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStoreTest {
    private final RunStore runs = new RunStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    private Run run(String id) {
        return runs.find(id).orElseThrow();
    }

    @Test
    void run_isFoundAsItWasAsked() {
        runs.insert(new NewRun("run-1", "sample", TestRun.RANGE, "{\"projects\": [\"ABC\"]}", "request-1", "admin"));

        Run run = run("run-1");
        assertThat(run.source()).isEqualTo("sample");
        assertThat(run.state()).isEqualTo(RunState.REQUESTED);
        assertThat(run.range()).isEqualTo(TestRun.RANGE);
        assertThat(run.parameters()).isEqualTo("{\"projects\": [\"ABC\"]}");
        assertThat(run.requestId()).isEqualTo("request-1");
        assertThat(run.requestedBy()).isEqualTo("admin");
        assertThat(run.startedAt()).isNull();
        assertThat(run.finishedAt()).isNull();
        assertThat(run.verified()).isNull();
        assertThat(runs.find("nothing")).isEmpty();
    }

    @Test
    void insert_ofTheSameId_changesNothing() {
        runs.insert(TestRun.asked("run-1"));
        runs.recordState("run-1", RunState.RUNNING);
        runs.insert(new NewRun("run-1", "other", TestRun.RANGE, "{}", null, null));

        assertThat(run("run-1").source()).isEqualTo("sample");
        assertThat(run("run-1").state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void start_isTheFirstStateThatIsRecorded_andStays() {
        runs.insert(TestRun.asked("run-1"));
        runs.recordState("run-1", RunState.PLANNING);
        Instant started = run("run-1").startedAt();
        runs.recordState("run-1", RunState.RUNNING);

        assertThat(started).isNotNull();
        assertThat(run("run-1").startedAt()).isEqualTo(started);
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void finalState_isNeverLeft(RunState first) {
        runs.insert(TestRun.asked("run-1"));
        if (first.isFinal()) {
            runs.finish("run-1", first, Verdict.NOT_VERIFIED, "the first reason");
        } else {
            runs.recordState("run-1", first);
        }

        runs.recordState("run-1", RunState.PAUSED);
        assertThat(run("run-1").state()).isEqualTo(first.isFinal() ? first : RunState.PAUSED);

        runs.finish("run-1", RunState.COMPLETED, Verdict.VERIFIED, null);
        Run ended = run("run-1");
        assertThat(ended.state()).isEqualTo(first.isFinal() ? first : RunState.COMPLETED);
        assertThat(ended.verified()).isEqualTo(!first.isFinal());
        assertThat(ended.reason()).isEqualTo(first.isFinal() ? "the first reason" : null);
        assertThat(ended.finishedAt()).isNotNull();
    }

    @Test
    void deleteRequested_forgetsOnlyWhatNoWorkerHasBegun() {
        runs.insert(TestRun.asked("waiting"));
        runs.insert(TestRun.asked("begun"));
        runs.recordState("begun", RunState.PLANNING);

        runs.deleteRequested("waiting");
        runs.deleteRequested("begun");

        assertThat(runs.find("waiting")).isEmpty();
        assertThat(runs.find("begun")).isPresent();
    }

    @Test
    void list_isNewestFirst_andPagesMeetEachRunOnce() {
        for (int number = 0; number < 7; number++) {
            runs.insert(TestRun.asked("run-" + number));
            // Three of one instant each: only the id tells them apart.
            TestStore.sql().sql("update backfill_run set requested_at = timestamptz '2026-01-01T00:00:00Z' + make_interval(hours => ?) where id = ?")
                    .params(number / 3, "run-" + number).update();
        }
        List<String> met = new ArrayList<>();
        RunFilter.Position before = null;
        List<Run> page;
        do {
            page = runs.list(new RunFilter(null, null, before, 2));
            page.forEach(run -> met.add(run.id()));
            before = page.isEmpty() ? null : new RunFilter.Position(page.getLast().requestedAt(), page.getLast().id());
        } while (page.size() == 2);

        assertThat(met).containsExactly("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0");
    }

    @Test
    void list_isNarrowedBySourceAndState() {
        runs.insert(TestRun.asked("run-1"));
        runs.insert(TestRun.asked("run-2"));
        runs.insert(new NewRun("run-3", "other", TestRun.RANGE, "{}", null, null));
        runs.recordState("run-2", RunState.RUNNING);

        assertThat(runs.list(new RunFilter("sample", null, null, 10))).extracting(Run::id).containsExactlyInAnyOrder("run-1", "run-2");
        assertThat(runs.list(new RunFilter("sample", RunState.RUNNING, null, 10))).extracting(Run::id).containsExactly("run-2");
        assertThat(runs.list(new RunFilter("nothing", null, null, 10))).isEmpty();
    }

    @Test
    void list_isNarrowedBySeveralStates_andByWhenTheyWereAskedFor() {
        for (int day = 1; day <= 4; day++) {
            runs.insert(TestRun.asked("run-" + day));
            TestStore.sql().sql("update backfill_run set requested_at = timestamptz '2026-01-01T00:00:00Z' + make_interval(days => ?) where id = ?")
                    .params(day - 1, "run-" + day).update();
        }
        runs.recordState("run-1", RunState.RUNNING);
        runs.recordState("run-2", RunState.PAUSED);
        Instant second = Instant.parse("2026-01-02T00:00:00Z");
        Instant fourth = Instant.parse("2026-01-04T00:00:00Z");

        assertThat(runs.list(new RunFilter(null, Set.of(RunState.RUNNING, RunState.PAUSED), null, null, null, 10)))
                .extracting(Run::id).containsExactly("run-2", "run-1");
        assertThat(runs.list(new RunFilter(null, Set.of(), second, fourth, null, 10)))
                .extracting(Run::id).containsExactly("run-3", "run-2");
        assertThat(runs.list(new RunFilter(null, Set.of(RunState.PAUSED), second, null, null, 10)))
                .extracting(Run::id).containsExactly("run-2");
    }
}
