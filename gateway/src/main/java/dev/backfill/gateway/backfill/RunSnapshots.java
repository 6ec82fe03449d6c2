package dev.backfill.gateway.backfill;

import dev.backfill.gateway.event.WatchedRuns;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunProgress;
import dev.backfill.workflows.run.RunState;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells those who watch a run the same of its progress as those who ask for it. */
@Component
class RunSnapshots implements WatchedRuns {
    private final ProgressStore progress;
    private final JsonMapper json;
    private final Clock clock;

    RunSnapshots(ProgressStore progress, JsonMapper json, Clock clock) {
        this.progress = progress;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean canExist(String runId) {
        return RunIds.isWellFormed(runId);
    }

    @Override
    public Snapshot progress(String runId, RunState state, @Nullable Instant finishedAt) {
        RunProgress numbers = progress.ofRun(runId);
        return new Snapshot(numbers, json.writeValueAsString(ProgressView.of(state, finishedAt, numbers, clock.instant())));
    }
}
