package dev.backfill.gateway.source;

import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.gateway.request.Field;
import dev.backfill.store.source.StoredCount;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the routes of sources read, and examples of what they answer. */
@Component
class SourceDescriptions implements RouteDescriptions {
    private static final Field ID = Field.oneOf("source", Sources.all().stream().map(SourceDefinition::id).toList()).described("The source.");
    private static final Instant FINISHED = Instant.parse("2026-11-24T09:31:40Z");

    private final ParameterViews parameters;

    SourceDescriptions(ParameterViews parameters) {
        this.parameters = parameters;
    }

    @Override
    public List<RouteDescription> describe() {
        SourceView jira = example(Sources.JIRA);
        return List.of(
                RouteDescription.of("listSources").answers(200, new SourcesView(List.of(jira))),
                RouteDescription.of("findSource").inPath(ID).answers(200, jira));
    }

    private SourceView example(SourceDefinition source) {
        String run = source.id() + "-2026-11-24-k3f9";
        return new SourceView(
                source.id(),
                source.displayName(),
                true,
                true,
                1,
                List.of(),
                source.startsPerHour(),
                source.defaultDays(),
                source.maximumDays(),
                parameters.of(source),
                new SourceView.LastRun(
                        run, RunState.COMPLETED, Instant.parse("2026-11-24T09:30:00Z"), FINISHED, true, "/api/v1/backfills/" + run),
                FINISHED,
                Instant.parse("2026-11-24T09:30:00Z"),
                Instant.parse("2019-11-26T00:00:00Z"),
                100L,
                new SourceView.Budget(null, null, null),
                List.of(new StoredCount("issue", 1_500, false)),
                new SourceView.Links(
                        "/api/v1/sources/" + source.id(), "/api/v1/backfills/" + source.id(), "/api/v1/backfills?source=" + source.id()));
    }
}
