package dev.backfill.store.selection;

import java.util.List;

/**
 * What was selected for a run.
 *
 * @param partitions partitions that are pulled whole
 * @param records records that are asked for one by one, including those below
 * @param unknown names of records that neither the source nor the store knows
 * @param deleted names of records that are gone from the source and were marked so before
 */
public record SelectionSummary(int partitions, int records, List<String> unknown, List<String> deleted) {}
