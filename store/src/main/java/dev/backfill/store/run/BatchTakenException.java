package dev.backfill.store.run;

/** The batch has been imported already, or is being imported. */
public class BatchTakenException extends RuntimeException {
    private final String runId;

    BatchTakenException(String runId) {
        super("the batch is taken by " + runId);
        this.runId = runId;
    }

    /** The run that has imported it, or does. */
    public String runId() {
        return runId;
    }
}
