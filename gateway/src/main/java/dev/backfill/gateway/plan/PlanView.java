package dev.backfill.gateway.plan;

import dev.backfill.store.plan.Plan;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanTotals;
import dev.backfill.store.plan.Seconds;
import dev.backfill.workflows.source.DateRange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plan as callers see it.
 *
 * @param mode {@code full}, or {@code incremental} if only what was changed since is pulled of partitions that were proved complete before
 * @param parameters the source's own parameters
 * @param requestsPerSecond the request budget that a run of it sets, or null to leave it as it is
 * @param reason why nothing became of it
 * @param totals null unless it was estimated
 * @param partitions in the order in which they would be pulled
 */
record PlanView(
        String id,
        String source,
        State state,
        @Schema(allowableValues = {"full", "incremental"}) String mode,
        Instant requestedAt,
        @Nullable Instant readyAt,
        Instant expiresAt,
        DateRange range,
        JsonNode parameters,
        int parallelism,
        @Nullable Double requestsPerSecond,
        @Nullable String reason,
        @Nullable Totals totals,
        List<Partition> partitions,
        Links links) {
    enum State {
        PLANNING,
        READY,
        FAILED,
        EXPIRED
    }

    /**
     * @param incrementalPartitions partitions of which only what was changed is fetched; how much that is nobody can count ahead, so that it
     *     is in none of the numbers
     * @param unknownPartitions partitions of which nobody can say how many records they have
     * @param planningRequests those of the requests that enumerate the partitions
     * @param days of how many days' quota some is used, if the source permits only so many requests a day; else null
     * @param basis what the seconds were computed from
     */
    record Totals(
            int partitions,
            int incrementalPartitions,
            int unknownPartitions,
            long records,
            long windows,
            long requests,
            long planningRequests,
            Seconds seconds,
            @Nullable Integer days,
            Basis basis) {}

    /**
     * @param observedRuns 0 if there were too few to learn from
     * @param requestsPerDay how many requests the source permits in a day; null if it has no such bound
     */
    record Basis(double requestsPerSecond, int observedRuns, @Nullable Integer requestsPerDay) {}

    /**
     * @param records null if nobody can say
     * @param changedSince only what was changed since this instant is fetched; null for everything
     */
    record Partition(
            String key, String name, @Nullable Long records, long windows, long requests, @Nullable Instant changedSince, @Nullable String leftOutBecause) {}

    record Links(String self, String start) {}

    static PlanView of(Plan plan, List<PlanPartition> partitions, JsonNode parameters, Instant now) {
        return new PlanView(
                plan.id(),
                plan.source(),
                state(plan, now),
                plan.mode().name().toLowerCase(Locale.ROOT),
                plan.requestedAt(),
                plan.readyAt(),
                plan.expiresAt(),
                plan.range(),
                parameters,
                plan.parallelism(),
                plan.requestsPerSecond(),
                plan.reason(),
                plan.totals() == null ? null : totals(plan.totals(), partitions),
                partitions.stream().map(PlanView::partition).toList(),
                new Links(path(plan.id()), "/api/v1/backfills/" + plan.source()));
    }

    static String path(String id) {
        return "/api/v1/plans/" + id;
    }

    static State state(Plan plan, Instant now) {
        boolean expired = !now.isBefore(plan.expiresAt());
        return switch (plan.state()) {
            case PLANNING -> expired ? State.EXPIRED : State.PLANNING;
            case READY -> expired ? State.EXPIRED : State.READY;
            case FAILED -> State.FAILED;
        };
    }

    private static Totals totals(PlanTotals totals, List<PlanPartition> partitions) {
        List<PlanPartition> pulled = partitions.stream().filter(partition -> partition.leftOutBecause() == null).toList();
        return new Totals(
                pulled.size(),
                (int) pulled.stream().filter(partition -> partition.changedSince() != null).count(),
                (int) pulled.stream().filter(partition -> partition.records() == null).count(),
                totals.records(),
                totals.windows(),
                totals.requests(),
                totals.planningRequests(),
                totals.seconds(),
                totals.days(),
                new Basis(totals.rate(), totals.observedRuns(), totals.requestsPerDay()));
    }

    private static Partition partition(PlanPartition partition) {
        return new Partition(
                partition.key(),
                partition.name(),
                partition.records(),
                partition.windows(),
                partition.requests(),
                partition.changedSince(),
                partition.leftOutBecause());
    }
}
