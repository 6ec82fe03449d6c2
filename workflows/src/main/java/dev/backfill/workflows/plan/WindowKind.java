package dev.backfill.workflows.plan;

/** What a window pulls. Within a partition they follow each other in this order. */
public enum WindowKind {
    /** The ids of all records there are: the plan's denominator. */
    CENSUS,
    /** A part of the census, as whole records. */
    RECORDS,
    /** What was changed or added since the run began. */
    CHANGES,
    /** The ids once more: what the stored set is compared with. */
    FINAL_CENSUS,
    /** What the comparison found missing or stale, fetched again. */
    REFETCH
}
