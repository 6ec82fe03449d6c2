package dev.backfill.gateway.backfill;

import dev.backfill.store.plan.Prediction;
import dev.backfill.store.plan.Seconds;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was expected of a run when it was planned, beside what it took.
 *
 * @param planId the plan that it was started from, or null if its worker made the prediction
 * @param records actual: fetched in windows of records
 * @param requests actual: sent to the source
 */
record PredictionView(@Nullable String planId, Figure records, Figure requests, Time seconds) {
    /** @param actual null until the run has finished */
    record Figure(long predicted, @Nullable Long actual) {}

    /** @param actual null until the run has finished */
    record Time(Seconds predicted, @Nullable Long actual) {}

    static PredictionView of(Run run, Prediction prediction, RunProgress progress) {
        boolean finished = run.finishedAt() != null;
        return new PredictionView(
                prediction.planId(),
                new Figure(prediction.records(), finished ? (Long) progress.fetched() : null),
                new Figure(prediction.requests(), finished ? (Long) prediction.actualRequests() : null),
                new Time(prediction.seconds(), seconds(run)));
    }

    private static @Nullable Long seconds(Run run) {
        return run.startedAt() == null || run.finishedAt() == null
                ? null
                : (Long) Math.ceilDiv(Duration.between(run.startedAt(), run.finishedAt()).toMillis(), 1_000L);
    }
}
