package dev.backfill.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.backfill.gateway.source.SourceView;
import dev.backfill.gateway.source.SourcesView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How current all sources are, by their ids. */
record SyncStatusView(boolean success, Map<String, Status> sources) {
    /**
     * @param counts rows of each table
     * @param lastSync when a run was last proved to have stored everything
     * @param lastTaskId the run that was asked for last
     * @param lagSeconds how far what is complete is behind
     */
    record Status(
            boolean configured,
            Map<String, Long> counts,
            @JsonProperty("last_sync") @Nullable Instant lastSync,
            @JsonProperty("last_task_id") @Nullable String lastTaskId,
            @JsonProperty("lag_seconds") @Nullable Long lagSeconds) {
        static Status of(SourceView source) {
            Map<String, Long> counts = new LinkedHashMap<>();
            source.stored().forEach(table -> counts.put(table.table(), table.rows()));
            SourceView.LastRun lastRun = source.lastRun();
            return new Status(
                    source.configured(), counts, source.lastSuccess(), lastRun == null ? null : lastRun.id(), source.lagSeconds());
        }
    }

    static SyncStatusView of(SourcesView all) {
        Map<String, Status> sources = new LinkedHashMap<>();
        all.sources().forEach(source -> sources.put(source.id(), Status.of(source)));
        return new SyncStatusView(true, sources);
    }
}
