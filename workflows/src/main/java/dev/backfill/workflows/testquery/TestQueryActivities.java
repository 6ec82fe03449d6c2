package dev.backfill.workflows.testquery;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Tries a query, on the source's own queue. Nothing is stored. */
@ActivityInterface
public interface TestQueryActivities {
    @ActivityMethod
    FoundRecords testQuery(TestQuery query);
}
