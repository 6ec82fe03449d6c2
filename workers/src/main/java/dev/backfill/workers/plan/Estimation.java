package dev.backfill.workers.plan;

import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import java.util.List;

/**
 * What a source said of its partitions.
 *
 * @param partitions the most recently changed first
 * @param estimate of these, in their order
 * @param fetchSize how many records are fetched at once
 * @param enumerationRequests what listing the partitions took
 * @param countingRequests what counting their records took
 */
record Estimation(
        List<FoundPartition> partitions, Estimate estimate, int fetchSize, long enumerationRequests, long countingRequests) {}
