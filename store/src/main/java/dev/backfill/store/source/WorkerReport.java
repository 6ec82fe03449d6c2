package dev.backfill.store.source;

import java.util.List;

/**
 * What a worker process last said of a source.
 *
 * @param missingSettings names of the settings that it lacks; none means that it serves the source
 * @param recent whether it said so within {@link SourceWorkers#LONGEST_SILENCE}, by the database's clock
 */
public record WorkerReport(List<String> missingSettings, boolean recent) {
    public WorkerReport {
        missingSettings = List.copyOf(missingSettings);
    }

    /** Whether its worker is there, and has all that it needs. */
    public boolean serves() {
        return recent && missingSettings.isEmpty();
    }
}
