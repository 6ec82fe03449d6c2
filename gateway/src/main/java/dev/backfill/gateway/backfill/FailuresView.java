package dev.backfill.gateway.backfill;

import dev.backfill.gateway.paging.Page;
import dev.backfill.store.failure.RunFailure;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what failed in a run: partitions that ended without proof first, then records in the dead-letter table.
 *
 * @param next the path of the next page, as in the header {@code Link}; null on the last one
 */
record FailuresView(List<Failure> failures, @Nullable String next) {
    static FailuresView of(Page<RunFailure> page) {
        return new FailuresView(page.entries().stream().map(Failure::of).toList(), page.next());
    }

    enum Kind {
        PARTITION,
        RECORD
    }

    /**
     * @param partition the partition's key
     * @param ordinal the partition's place in the run
     * @param state how the partition ended; null for a record
     * @param payloadBytes how much of the record is kept; the payload itself may hold personal data, and is not shown
     * @param resolved whether it was mended since
     */
    record Failure(
            Kind kind,
            String partition,
            int ordinal,
            @Nullable String recordId,
            String reason,
            @Nullable PartitionState state,
            @Nullable String failureType,
            @Nullable Long payloadBytes,
            Instant at,
            boolean resolved,
            @Nullable Instant resolvedAt) {
        /** PostgreSQL's own words repeat what it was given. */
        private static final String REFUSED = "PostgreSQL cannot hold it";

        static Failure of(RunFailure failure) {
            return new Failure(
                    failure.state() == null ? Kind.RECORD : Kind.PARTITION,
                    failure.partition(),
                    failure.ordinal(),
                    failure.recordId(),
                    failure.reason().startsWith(REFUSED) ? "the database cannot hold it" : failure.reason(),
                    failure.state(),
                    failure.failureType(),
                    failure.payloadBytes(),
                    failure.at(),
                    failure.resolvedAt() != null,
                    failure.resolvedAt());
        }
    }
}
