package dev.backfill.store.run;

import dev.backfill.store.trouble.Trouble;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition's row with its windows added up.
 *
 * @param phase what is done for it now; null unless it is under way
 * @param expectedHint what the source said before the census, if it did
 * @param changedSince only what was changed since this instant is pulled; null for everything
 * @param expected what the census counted, once it is taken: of what is pulled
 * @param finalExpected what the final census counted, once it is taken: all of it
 * @param stored records proved to be stored, once the partition is concluded
 * @param withheld how many records and parts of records the vendor withholds, once the partition is concluded
 * @param pending records that the source does not yet have whole
 * @param trouble null unless something of it fails now
 */
public record PartitionView(
        int ordinal,
        String partitionId,
        String key,
        String name,
        PartitionState state,
        @Nullable PartitionPhase phase,
        @Nullable Instant changedSince,
        @Nullable Long expectedHint,
        @Nullable Long expected,
        @Nullable Long finalExpected,
        @Nullable Long stored,
        int windowsTotal,
        int windowsDone,
        long fetched,
        long failed,
        Named pending,
        long withheld,
        @Nullable String failureType,
        @Nullable String reason,
        @Nullable Trouble trouble,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
