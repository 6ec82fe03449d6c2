package dev.backfill.workers.source.tempo;

import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Worklogs one by one. One that Tempo or we stumble over is blamed only while others are told of: in an outage none is. */
final class TempoSingles {
    private final TempoClient tempo;

    TempoSingles(TempoClient tempo) {
        this.tempo = tempo;
    }

    /** Those that exist. One that cannot be read is rejected. */
    void fetch(List<String> ids, TempoWorklogs into) {
        for (String id : ids) {
            try {
                find(id).ifPresent(worklog -> into.add(id, worklog));
            } catch (SourceException failure) {
                requireAboutContent(failure);
                into.reject(new RejectedRecord(id, "cannot be fetched: " + failure.getMessage(), null));
            }
        }
    }

    /**
     * Where worklogs are. Tempo says of one that the token may not see what it says of one that is gone; a refusal means that it is
     * there all the same.
     */
    Map<String, Location> locate(List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        for (String id : ids) {
            try {
                find(id).ifPresent(worklog -> located.put(id, location(id, worklog)));
            } catch (SourceException failure) {
                if (failure.type() != FailureType.PERMISSION) {
                    requireAboutContent(failure);
                }
                located.put(id, new Location(id, null, null));
            }
        }
        return located;
    }

    private static Location location(String id, JsonNode worklog) {
        CalendarMonth month = TempoWorklogTable.month(worklog);
        return new Location(id, month == null ? null : month.id(), JsonMembers.time(worklog, "createdAt"));
    }

    private Optional<JsonNode> find(String id) {
        try {
            return Optional.of(tempo.worklog(id, Retries.USUAL));
        } catch (SourceException failure) {
            if (failure.type() == FailureType.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private void requireAboutContent(SourceException failure) {
        if (!failure.isAboutContent() || !tempo.isTelling()) {
            throw failure;
        }
    }
}
