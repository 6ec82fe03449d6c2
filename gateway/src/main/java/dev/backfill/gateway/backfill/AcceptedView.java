package dev.backfill.gateway.backfill;

import dev.backfill.workflows.run.RunState;

/** The answer to a start, and to steering: it is accepted, and here it can be watched. */
record AcceptedView(String id, String source, RunState state, BackfillLinks links) {
    static AcceptedView of(String id, String source, RunState state) {
        return new AcceptedView(id, source, state, BackfillLinks.of(id));
    }
}
