package dev.backfill.workers.run;

import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.partition.PartitionEnds;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.PartitionView;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.verification.VerificationSummary;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.EndedPartitions;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;

/** The workflows' bookkeeping in PostgreSQL. */
@Component
public class RunRecorder implements RunActivities {
    private final DataSource database;
    private final RunStore runs;
    private final PartitionStore partitions;
    private final PartitionEnds ends;
    private final WindowStore windows;
    private final ProgressStore progress;
    private final VerificationStore verifications;
    private final FailureTranslator translator;

    public RunRecorder(
            DataSource database,
            RunStore runs,
            PartitionStore partitions,
            WindowStore windows,
            ProgressStore progress,
            VerificationStore verifications,
            FailureTranslator translator) {
        this.database = database;
        this.runs = runs;
        this.partitions = partitions;
        this.ends = new PartitionEnds(database);
        this.windows = windows;
        this.progress = progress;
        this.verifications = verifications;
        this.translator = translator;
    }

    @Override
    public List<PartitionReference> listPartitions(String runId, int afterOrdinal, int limit) {
        return translator.translating("partitions of " + runId, () -> {
            require(runId);
            return partitions.list(runId, afterOrdinal, limit);
        });
    }

    @Override
    public List<WindowReference> listOpenWindows(PartitionReference partition, WindowKind kind, int limit) {
        return translator.translating("windows of " + partition.key(), () -> windows.listOpen(partition, kind, limit));
    }

    @Override
    public void recordState(String runId, RunState state) {
        translator.translating("state of " + runId, () -> {
            require(runId);
            runs.recordState(runId, state);
            return state;
        });
    }

    @Override
    public void setRate(String source, double requestsPerSecond) {
        translator.translating("rate of " + source, () -> {
            new RequestBudget(database, source, requestsPerSecond).setRate(requestsPerSecond);
            return requestsPerSecond;
        });
    }

    @Override
    public void finishPartition(PartitionReference partition, PartitionResult result) {
        translator.translating("end of " + partition.key(), () -> {
            partitions.finish(partition, result);
            return result;
        });
    }

    @Override
    public int skipPartition(String runId, @Nullable Integer ordinal, @Nullable String key, String reason) {
        return translator.translating("partition to leave out of " + runId, () -> ends.skip(runId, ordinal, key, reason));
    }

    @Override
    public EndedPartitions reopenFailed(String runId, List<Integer> except) {
        return translator.translating("retry in " + runId, () -> ends.reopenFailed(runId, except));
    }

    @Override
    public BackfillResult finish(String runId, @Nullable RunState outcome, @Nullable String reason) {
        return translator.translating("end of " + runId, () -> {
            boolean selective = outcome == null && require(runId).selective();
            // Also of a run that went well: the end of a partition may be lost in a database that was restored to an earlier state.
            ends.closeWithRun(runId);
            List<PartitionView> ended = progress.partitions(runId);
            RunEnd end = outcome != null
                    ? new RunEnd(outcome, Verdict.NOT_VERIFIED, reason)
                    : RunEnd.of(ended, selective);
            runs.finish(runId, end.state(), end.verdict(), end.reason());
            VerificationSummary summary = verifications.summaryOfRun(runId);
            return new BackfillResult(
                    end.state(), end.verdict().isProof(), ended.size(), summary.expected(), summary.stored(), summary.failed(), end.reason());
        });
    }

    /** No attempt would find a run that is gone, which is said and not retried. */
    private Run require(String runId) {
        return runs.find(runId).orElseThrow(() -> new EmptyResultDataAccessException(1));
    }
}
