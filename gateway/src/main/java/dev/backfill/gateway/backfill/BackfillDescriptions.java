package dev.backfill.gateway.backfill;

import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the routes of backfills read, and examples of what they answer. */
@Component
class BackfillDescriptions implements RouteDescriptions {
    private static final Field PARTITION =
            Field.of("partition", FieldKind.TEXT).described("The partition, by its key or ordinal.");

    private final DocumentedStarts starts;
    private final Refetch refetches;

    BackfillDescriptions(DocumentedStarts starts, Refetch refetches) {
        this.starts = starts;
        this.refetches = refetches;
    }

    @Override
    public List<RouteDescription> describe() {
        List<RouteDescription> routes = new ArrayList<>();
        Sources.all().forEach(source -> routes.add(start(source)));
        routes.add(RouteDescription.of("listBackfills").inQuery(BackfillFilter.FIELDS).answers(200, BackfillExamples.PAGE));
        routes.add(RouteDescription.of("findBackfill").inPath(DocumentedStarts.RUN_ID).answers(200, BackfillExamples.FINISHED));
        routes.add(RouteDescription.of("listPartitions").inPath(DocumentedStarts.RUN_ID).answers(200, BackfillExamples.PARTITIONS));
        routes.add(steering("pauseBackfill", RunState.RUNNING));
        routes.add(steering("resumeBackfill", RunState.PAUSED));
        routes.add(steering("cancelBackfill", RunState.RUNNING));
        routes.add(steering("changeBackfill", RunState.RUNNING)
                .inBodyOrQuery(PullFields.ALL)
                .asks("{\"requestsPerSecond\": 5, \"parallelism\": 8}"));
        routes.add(steering("skipPartition", RunState.RUNNING).inPath(DocumentedStarts.RUN_ID, PARTITION));
        routes.add(RouteDescription.of("listFailures")
                .inPath(DocumentedStarts.RUN_ID)
                .inQuery(ReadFailures.FIELDS)
                .answers(200, BackfillExamples.FAILURES));
        routes.add(steering("retryFailed", RunState.REQUESTED));
        routes.add(steering("refetch", RunState.REQUESTED)
                .inBodyOrQuery(refetches.fields())
                .asks("{\"keys\": [\"ABC-1\", \"ABC-2\"]}"));
        return routes;
    }

    private RouteDescription start(SourceDefinition source) {
        return RouteDescription.of("startBackfill")
                .only(DocumentedStarts.variant(source, "start%sBackfill", "Start a backfill of "))
                .inBodyOrQuery(starts.startFields(source))
                .asks(DocumentedStarts.EXAMPLE)
                .answers(202, AcceptedView.of(DocumentedStarts.idOf(source), source.id(), RunState.REQUESTED));
    }

    private static RouteDescription steering(String operation, RunState state) {
        return RouteDescription.of(operation)
                .inPath(DocumentedStarts.RUN_ID)
                .answers(202, AcceptedView.of(DocumentedStarts.idOf(Sources.JIRA), Sources.JIRA.id(), state));
    }
}
