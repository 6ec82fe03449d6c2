package dev.backfill.workers.source;

import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.testquery.FoundRecords;

/** A source whose query can be tried by hand. */
public interface Queryable {
    /**
     * What the query of a backfill finds over everything that the credentials see, the most recently changed first. Throws
     * {@link SourceException}.
     *
     * @param limit the most records to list
     */
    FoundRecords find(DateRange range, int limit);
}
