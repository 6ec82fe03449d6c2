package dev.backfill.workers.pull;

import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunProgress;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.pull.WindowResult;
import org.springframework.stereotype.Component;

/** Stops a run in which too many records fail: then the fault is not in the records. What is stored stays. */
@Component
public class FailureShare {
    private static final double MOST_FAILED = 0.15;
    /** A share of fewer records says nothing. */
    private static final long FEWEST_RECORDS = 20;

    private final ProgressStore progress;

    public FailureShare(ProgressStore progress) {
        this.progress = progress;
    }

    /** @throws SourceException {@code TOO_MANY_FAILURES} */
    void check(LeasedWindow window, WindowResult page) {
        // Of records that were selected because they failed, many may fail again.
        if (page.failed() == 0 || window.selected()) {
            return;
        }
        RunProgress run = progress.ofRun(window.runId());
        if (run.fetched() >= FEWEST_RECORDS && run.failed() > run.fetched() * MOST_FAILED) {
            throw SourceException.of(
                    FailureType.TOO_MANY_FAILURES,
                    "%d of %d records could not be stored, more than %.0f %%: see the dead-letter table for the reasons"
                            .formatted(run.failed(), run.fetched(), MOST_FAILED * 100));
        }
    }
}
