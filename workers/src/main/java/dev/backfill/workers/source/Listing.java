package dev.backfill.workers.source;

import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a census is asked to list.
 *
 * @param range as {@link Source#covered} made it
 * @param changedSince only what was changed or added since this instant; null for everything in the range
 * @param order how the pages together are sorted
 */
public record Listing(DateRange range, @Nullable Instant changedSince, CensusOrder order) {
    public Listing(DateRange range, CensusOrder order) {
        this(range, null, order);
    }
}
