package dev.backfill.workflows.verify;

/** The states of a partition, as stored and shown. */
public enum PartitionState {
    PLANNED,
    RUNNING,
    /** The stored ids are the source's ids, and none is stale. */
    VERIFIED,
    /** It went to its end, but the sets differ; the verification names the records. */
    DIFFERENT,
    /** The partition is no longer visible. Nothing was marked. */
    ACCESS_LOST,
    /** More would have been marked as deleted than the fuse allows. Nothing was marked. */
    TOO_MANY_DELETIONS,
    /** Left out on record, with the reason; it does not count against the run. */
    SKIPPED,
    CANCELLED,
    FAILED;

    public boolean isFinal() {
        return this != PLANNED && this != RUNNING;
    }
}
