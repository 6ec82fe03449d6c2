package dev.backfill.workflows.backfill;

import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.quota.QuotaWait;
import dev.backfill.workflows.run.RunState;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Temporal's UI and its search show of a run. */
final class RunDisplay {
    private final String source;
    private final PartitionRuns partitions;
    private final Supplier<@Nullable Instant> waitingUntil;
    private RunState state = RunState.PLANNING;
    private String ignored = "";

    RunDisplay(String source, PartitionRuns partitions, Supplier<@Nullable Instant> waitingUntil) {
        this.source = source;
        this.partitions = partitions;
        this.waitingUntil = waitingUntil;
    }

    RunState state() {
        return state;
    }

    /** The state in which the run was continued as new, which is shown already. */
    void continues(RunState now) {
        state = now;
    }

    void show(RunState next) {
        state = next;
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(next.name()));
        describe();
    }

    /** Shows from now on that the last signal of this kind was not acted upon, and why. */
    void ignored(String what) {
        ignored = ", ignored " + what;
        Workflow.getLogger(RunDisplay.class).warn("ignored {}", what);
        describe();
    }

    void describe() {
        Instant until = waitingUntil.get();
        Workflow.setCurrentDetails(state.name().toLowerCase(Locale.ROOT) + ", " + partitions.describe()
                + (until == null ? "" : ", " + QuotaWait.describe(source, until)) + ignored);
    }
}
