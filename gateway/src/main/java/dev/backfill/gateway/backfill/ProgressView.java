package dev.backfill.gateway.backfill;

import dev.backfill.gateway.source.BlockedReason;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunProgress;
import dev.backfill.workflows.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param fraction from 0 to 1; never less than before, and 1 only once the run has completed
 * @param recordsPerSecond fetched records since the first page was asked for, to a tenth; null before that
 * @param etaSeconds until all expected records are fetched at this rate; null unless the run is under way and has fetched some
 * @param waiting null unless the run is under way, and no request is sent to its source for now
 * @param trouble null unless something of the run fails, and is tried again and again
 */
public record ProgressView(
        double fraction,
        Parts partitions,
        Parts windows,
        Records records,
        @Nullable Double recordsPerSecond,
        @Nullable Long etaSeconds,
        @Nullable Waiting waiting,
        @Nullable TroubleView trouble) {
    /** @param done how many of the total have ended */
    public record Parts(int total, int done) {}

    /**
     * @param expected what the source has
     * @param expectedIsEstimate whether that is not yet counted everywhere
     * @param fetched what the source gave
     * @param stored new or newer records
     * @param unchanged records that were already stored as they are
     * @param failed records in the dead-letter table
     */
    public record Records(long expected, boolean expectedIsEstimate, long fetched, long stored, long unchanged, long failed) {}

    /**
     * A wait that ends by itself.
     *
     * @param until when requests are sent again
     * @param reason whether a quota is used up, or the vendor asked for it
     */
    public record Waiting(Instant until, @Nullable String reason) {
        static @Nullable Waiting of(RunProgress.@Nullable Waiting waiting) {
            return waiting == null ? null : new Waiting(waiting.until(), BlockedReason.shown(waiting.reason()));
        }
    }

    static ProgressView of(Run run, RunProgress progress, Instant now) {
        return of(run.state(), run.finishedAt(), progress, now);
    }

    static ProgressView of(RunState state, @Nullable Instant finishedAt, RunProgress progress, Instant now) {
        Double rate = rate(finishedAt, progress, now);
        return new ProgressView(
                progress.fraction(),
                new Parts(progress.partitionsTotal(), progress.partitionsDone()),
                new Parts(progress.windowsTotal(), progress.windowsDone()),
                new Records(
                        progress.expected(),
                        progress.expectedIsEstimate(),
                        progress.fetched(),
                        progress.stored(),
                        progress.unchanged(),
                        progress.failed()),
                rate == null ? null : (Double) (Math.round(rate * 10) / 10.0),
                eta(state, progress, rate),
                Waiting.of(progress.waiting()),
                TroubleView.of(progress.trouble()));
    }

    private static @Nullable Double rate(@Nullable Instant finishedAt, RunProgress progress, Instant now) {
        if (progress.firstPageAt() == null) {
            return null;
        }
        Instant until = finishedAt == null ? now : finishedAt;
        long millis = Duration.between(progress.firstPageAt(), until).toMillis();
        // The clocks of gateway and database differ by a little.
        return millis <= 0 ? null : (Double) (progress.fetched() * 1_000.0 / millis);
    }

    private static @Nullable Long eta(RunState state, RunProgress progress, @Nullable Double rate) {
        if (state != RunState.RUNNING || rate == null || rate <= 0) {
            return null;
        }
        return (long) Math.ceil(Math.max(0, progress.expected() - progress.fetched()) / rate);
    }

    /** Without what the mere passing of time changes. */
    ProgressView timeless() {
        return new ProgressView(fraction, partitions, windows, records, null, null, waiting, trouble);
    }
}
