package dev.backfill.gateway.source;

import dev.backfill.store.source.SourceStatus;
import dev.backfill.store.source.StoredCount;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as callers see it.
 *
 * @param configured whether its workers have all the settings that they need
 * @param available whether a start would be accepted: a worker serves it now
 * @param workers how many serve it
 * @param missingSettings names of environment variables that its workers lack
 * @param startsPerHour how many backfills a client may start in an hour
 * @param lastSuccess when a run was last proved to have stored everything
 * @param watermark until when it is complete: everything that was changed before is stored, in every partition
 * @param completeFrom from when on that holds, in every partition; null if that is not known
 * @param lagSeconds how far the watermark is behind
 * @param stored rows of each table
 */
public record SourceView(
        String id,
        String name,
        boolean configured,
        boolean available,
        int workers,
        List<String> missingSettings,
        int startsPerHour,
        int defaultDays,
        int maximumDays,
        List<ParameterView> parameters,
        @Nullable LastRun lastRun,
        @Nullable Instant lastSuccess,
        @Nullable Instant watermark,
        @Nullable Instant completeFrom,
        @Nullable Long lagSeconds,
        Budget budget,
        List<StoredCount> stored,
        Links links) {
    /** @param self where the run can be watched */
    public record LastRun(String id, RunState state, Instant requestedAt, @Nullable Instant finishedAt, @Nullable Boolean verified, String self) {}

    /**
     * @param requestsPerSecond as a run has set it; null while the workers' own setting holds
     * @param blockedUntil until when no request is sent, as the vendor asked for it or a quota is used up; else null
     */
    public record Budget(@Nullable Double requestsPerSecond, @Nullable Instant blockedUntil, @Nullable String blockedReason) {
        static Budget of(SourceStatus status) {
            return new Budget(status.requestsPerSecond(), status.blockedUntil(), BlockedReason.shown(status.blockedReason()));
        }
    }

    /** What can be asked for, as paths. */
    public record Links(String self, String start, String runs) {}

    static SourceView of(
            SourceDefinition source,
            SourceAvailability.Service service,
            List<ParameterView> parameters,
            SourceStatus status,
            List<StoredCount> stored) {
        return new SourceView(
                source.id(),
                source.displayName(),
                service.configured(),
                service.available(),
                service.workers(),
                service.missingSettings(),
                source.startsPerHour(),
                source.defaultDays(),
                source.maximumDays(),
                parameters,
                lastRun(status),
                status.lastSuccess(),
                status.watermark(),
                status.completeFrom(),
                status.lagSeconds(),
                Budget.of(status),
                stored,
                new Links("/api/v1/sources/" + source.id(), "/api/v1/backfills/" + source.id(), "/api/v1/backfills?source=" + source.id()));
    }

    private static @Nullable LastRun lastRun(SourceStatus status) {
        var run = status.lastRun();
        return run == null
                ? null
                : new LastRun(run.id(), run.state(), run.requestedAt(), run.finishedAt(), run.verified(), "/api/v1/backfills/" + run.id());
    }
}
