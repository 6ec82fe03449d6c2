package dev.backfill.gateway.legacy;

import dev.backfill.gateway.backfill.BackfillExamples;
import dev.backfill.gateway.backfill.DocumentedStarts;
import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What the old routes read, and examples of what they answer. */
@Component
class LegacyDescriptions implements RouteDescriptions {
    private final DocumentedStarts starts;

    LegacyDescriptions(DocumentedStarts starts) {
        this.starts = starts;
    }

    @Override
    public List<RouteDescription> describe() {
        List<RouteDescription> routes = new ArrayList<>();
        Sources.all().forEach(source -> routes.add(start(source)));
        routes.add(RouteDescription.of("findBackfillAsBefore")
                .inPath(DocumentedStarts.RUN_ID)
                .answers(200, TaskView.of(BackfillExamples.FINISHED)));
        routes.add(RouteDescription.of("listSourcesAsBefore").answers(200, status()));
        return routes;
    }

    private RouteDescription start(SourceDefinition source) {
        return RouteDescription.of("startBackfillAsBefore")
                .only(DocumentedStarts.variant(source, "start%sBackfillAsBefore", "Start as before a backfill of "))
                .inBodyOrQuery(starts.startFieldsAsBefore(source))
                .asks(DocumentedStarts.EXAMPLE)
                .answers(202, new QueuedView(
                        true,
                        DocumentedStarts.idOf(source),
                        source.id(),
                        new TreeMap<>(Map.of("from_date", "2024-01-01", "to_date", "2024-12-31")),
                        source.displayName() + " backfill queued for 2024-01-01 to 2024-12-31"));
    }

    private static SyncStatusView status() {
        return new SyncStatusView(
                true,
                Map.of(Sources.JIRA.id(), new SyncStatusView.Status(
                        true,
                        Map.of("issue", 1_500L),
                        Instant.parse("2026-11-24T09:31:40Z"),
                        DocumentedStarts.idOf(Sources.JIRA),
                        100L)));
    }
}
