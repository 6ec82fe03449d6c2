package dev.backfill.store.run;

/** What is done for a partition that is under way, in this order. */
public enum PartitionPhase {
    CENSUS,
    WINDOWS,
    RECORDS,
    CHANGES,
    FINAL_CENSUS,
    COMPARING,
    REFETCHING,
    CONCLUDING
}
