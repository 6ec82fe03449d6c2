package dev.backfill.workflows.run;

/** What a run pulls of the partitions that were proved to be complete before. */
public enum RunMode {
    /** Everything. */
    FULL,
    /** What was changed since; all of it is proved all the same. */
    INCREMENTAL
}
