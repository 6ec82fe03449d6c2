package dev.backfill.workflows.backfill;

/**
 * The argument of the signal {@code setParallelism}, as in {@code {"partitions": 4}}.
 *
 * @param partitions partitions pulled side by side, 1 to 64; anything else is ignored. Fewer than now lets those under way end.
 */
public record ParallelismChange(int partitions) {}
