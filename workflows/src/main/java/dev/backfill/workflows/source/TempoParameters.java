package dev.backfill.workflows.source;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Tempo backfill imports.
 *
 * @param batchId the caller's own name of the batch, which is imported once; null for a backfill that belongs to none
 * @param force import the batch although it was imported before
 */
public record TempoParameters(
        @Nullable @Pattern(
                        regexp = TempoParameters.BATCH_ID,
                        message = "must be 1 to 100 printable ASCII characters, without a blank at either end")
                String batchId,
        boolean force) {
    /** ASCII, so that no two batches only look alike; no blank at the ends, which gets lost where people copy it. */
    public static final String BATCH_ID = "[\\x21-\\x7e](?:[\\x20-\\x7e]{0,98}[\\x21-\\x7e])?";
}
