package dev.backfill.gateway.plan;

import dev.backfill.gateway.backfill.DocumentedStarts;
import dev.backfill.gateway.backfill.RunIds;
import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.store.plan.Seconds;
import dev.backfill.workflows.plan.Drift;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the routes of plans and test queries read, and examples of what they answer. */
@Component
class PlanDescriptions implements RouteDescriptions {
    /** As a variable of a path; any other text names no plan. */
    private static final Field ID = Field.within(
                    "planId", FieldKind.TEXT, new Bounds.Text(0, Integer.MAX_VALUE, Pattern.compile("plan-" + RunIds.FORM), ""))
            .described("The id of the plan, as the answer to its dry run has it.");
    private static final Instant ASKED = Instant.parse("2026-11-24T09:30:00Z");
    private static final TestQueryView FOUND = new TestQueryView(
            "updated >= \"2026-11-17 00:00\" ORDER BY updated DESC",
            7,
            100,
            1,
            1,
            List.of(new TestQueryView.Issue("10001", "ABC-1", Instant.parse("2026-11-23T16:05:00Z"))),
            180);

    private final DocumentedStarts starts;

    PlanDescriptions(DocumentedStarts starts) {
        this.starts = starts;
    }

    @Override
    public List<RouteDescription> describe() {
        List<RouteDescription> routes = new ArrayList<>();
        Sources.all().forEach(source -> routes.add(RouteDescription.of("planBackfill")
                .only(DocumentedStarts.variant(source, "plan%sBackfill", "Plan a backfill of "))
                .inBodyOrQuery(starts.dryRunFields(source))
                .asks(DocumentedStarts.EXAMPLE)
                .answers(200, ready(source))
                .answers(202, planning(source))));
        routes.add(RouteDescription.of("findPlan").inPath(ID).answers(200, ready(Sources.JIRA)));
        routes.add(RouteDescription.of("testJiraQuery").inQuery(TestQueries.FIELDS).answers(200, FOUND));
        routes.add(RouteDescription.of("testJiraQueryAsBefore").inQuery(TestQueries.FIELDS).answers(200, FOUND.old()));
        return routes;
    }

    @Override
    public Map<ProblemType, Record> problemMembers() {
        DriftView more = new DriftView("ABC", Drift.Kind.RECORDS, 1_500, 1_720);
        return Map.of(ProblemType.PLAN_DRIFTED, new PlanDrift(idOf(Sources.JIRA), 1, List.of(more)));
    }

    private static PlanView planning(SourceDefinition source) {
        return plan(source, PlanView.State.PLANNING, null, null, List.of());
    }

    private static PlanView ready(SourceDefinition source) {
        PlanView.Totals totals =
                new PlanView.Totals(1, 0, 0, 1_500, 12, 46, 3, new Seconds(70, 95, 140), null, new PlanView.Basis(5, 3, null));
        return plan(
                source,
                PlanView.State.READY,
                ASKED.plusSeconds(2),
                totals,
                List.of(new PlanView.Partition("ABC", "Customer portal", 1_500L, 12, 43, null, null)));
    }

    private static PlanView plan(
            SourceDefinition source,
            PlanView.State state,
            @Nullable Instant readyAt,
            PlanView.@Nullable Totals totals,
            List<PlanView.Partition> partitions) {
        String id = idOf(source);
        return new PlanView(
                id,
                source.id(),
                state,
                "full",
                ASKED,
                readyAt,
                ASKED.plusSeconds(3_600),
                new DateRange(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")),
                JsonMapper.shared().createObjectNode(),
                4,
                null,
                null,
                totals,
                partitions,
                new PlanView.Links(PlanView.path(id), "/api/v1/backfills/" + source.id()));
    }

    private static String idOf(SourceDefinition source) {
        return "plan-" + DocumentedStarts.idOf(source);
    }
}
