package dev.backfill.workers.source;

import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.window.LeasedWindow;

/**
 * A partition, as a source knows it, in a run.
 *
 * @param id the source's own, stable id
 * @param key the name that its queries use
 * @param parameters the run's own parameters for the source, as a JSON object
 */
public record SourcePartition(String id, String key, String parameters) {
    /** In a run without parameters. */
    public SourcePartition(String id, String key) {
        this(id, key, "{}");
    }

    public static SourcePartition of(StoredPartition stored) {
        return new SourcePartition(stored.partitionId(), stored.key(), stored.parameters());
    }

    /** The one that a window belongs to. */
    public static SourcePartition of(LeasedWindow window) {
        return new SourcePartition(window.partitionId(), window.partitionKey(), window.parameters());
    }
}
