package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;

/** What a start that names a plan needs to know of it. Blocks. */
public interface PlannedStarts {
    /**
     * What the plan fixes, without asking whether it still holds: of a start that was accepted before.
     *
     * @return the same request if the plan is gone
     */
    StartRequest fixed(StartRequest asked);

    /**
     * What the plan fixes, if the source is still as it says.
     *
     * @throws ProblemException of status 404 if there is no such plan, 400 if it is of another source, 409 if it cannot be started
     *     or the source has drifted from it, 503 if the source does not answer in time
     */
    StartRequest checked(StartRequest asked);
}
