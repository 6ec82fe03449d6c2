package dev.backfill.workers.plan;

import dev.backfill.store.plan.HistoryStore;
import dev.backfill.store.plan.Plan;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanState;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.watermark.Basis;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.DriftReport;
import dev.backfill.workflows.plan.EstimateActivities;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes a plan of what the source says, and later tells whether the source still says so. Stores the plan, and nothing else. */
@Component
public class DryRun implements EstimateActivities {
    private final SourceRegistry sources;
    private final PlanStore plans;
    private final HistoryStore history;
    private final Estimator estimator;
    private final Bases bases;
    private final WorkersProperties properties;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;

    public DryRun(
            SourceRegistry sources,
            PlanStore plans,
            HistoryStore history,
            Estimator estimator,
            Bases bases,
            WorkersProperties properties,
            Heartbeats heartbeats,
            FailureTranslator translator) {
        this.sources = sources;
        this.plans = plans;
        this.history = history;
        this.estimator = estimator;
        this.bases = bases;
        this.properties = properties;
        this.heartbeats = heartbeats;
        this.translator = translator;
    }

    @Override
    public void estimate(String planId) {
        translator.translating("dry run " + planId, () -> heartbeats.during(heartbeat -> {
            Plan plan = require(planId);
            if (plan.state() == PlanState.PLANNING) {
                Estimation estimation = estimation(plan);
                Forecast forecast = forecast(plan, estimation);
                // A run of the plan enumerates once more; it takes the counts from the plan.
                plans.ready(planId, forecast.partitions(), forecast.totals(estimation.enumerationRequests()));
            }
            return planId;
        }));
    }

    @Override
    public DriftReport drift(String planId) {
        return translator.translating("drift of " + planId, () -> heartbeats.during(heartbeat -> {
            Plan plan = require(planId);
            List<PlanPartition> now = forecast(plan, estimation(plan)).partitions();
            return DriftReport.of(DriftCheck.between(plans.partitions(planId), now));
        }));
    }

    private Plan require(String planId) {
        return plans.find(planId)
                .orElseThrow(() -> SourceException.of(FailureType.CONFIGURATION, "the plan has no row: make another dry run"));
    }

    private Estimation estimation(Plan plan) {
        return estimator.estimate(sources.get(plan.source()), plan.parameters(), plan.range());
    }

    private Map<String, Basis> bases(Plan plan, Estimation estimation) {
        return bases.of(
                sources.get(plan.source()),
                plan.mode(),
                plan.range(),
                plan.parameters(),
                plan.requestedAt(),
                estimation.partitions().stream().map(partition -> partition.planned().partitionId()).toList());
    }

    private Forecast forecast(Plan plan, Estimation estimation) {
        double rate = plan.requestsPerSecond() == null ? estimation.estimate().requestsPerSecond() : plan.requestsPerSecond();
        Forecast.Terms terms =
                Forecast.Terms.of(plan.source(), rate, plan.parallelism(), properties.windowRecords(), estimation.fetchSize());
        return new Forecast(
                terms, history.of(plan.source()), estimation.partitions(), estimation.estimate(), bases(plan, estimation));
    }
}
