package dev.backfill.workflows.run;

import dev.backfill.workflows.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param state a final state
 * @param verified whether every partition is proved and no record failed
 * @param partitions partitions in the plan
 * @param expected records in the final censuses
 * @param stored records that are stored and in the source
 * @param failed records that went to the dead-letter table
 * @param reason what stopped the run or keeps it from being verified, if anything
 */
public record BackfillResult(
        RunState state, boolean verified, int partitions, long expected, long stored, long failed, @Nullable String reason) {}
