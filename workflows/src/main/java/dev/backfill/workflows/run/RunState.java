package dev.backfill.workflows.run;

/** The states of a run, as stored, searched for and shown. */
public enum RunState {
    /** Accepted by the gateway; no worker has begun. */
    REQUESTED,
    PLANNING,
    RUNNING,
    PAUSED,
    /** Everything is stored, and every partition proved. */
    COMPLETED,
    /** It went to its end, but some partition is not proved, or some record could not be stored. */
    COMPLETED_WITH_FAILURES,
    CANCELLED,
    FAILED;

    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, COMPLETED_WITH_FAILURES, CANCELLED, FAILED -> true;
            case REQUESTED, PLANNING, RUNNING, PAUSED -> false;
        };
    }
}
