package dev.backfill.workers.plan;

import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.plan.HistoryStore;
import dev.backfill.store.plan.Plan;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.watermark.Basis;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.plan.LostPartitions.Lost;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.source.http.RequestMeter;
import dev.backfill.workers.verify.VendorCount;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.PlanActivities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Enumerates partitions, predicts what they will take, and has the census of each cut into windows. */
@Component
public class Planner implements PlanActivities {
    /** Of a run whose row does not say; what a start has by default. */
    private static final int USUAL_PARALLELISM = 4;

    private final SourceRegistry sources;
    private final RunStore runs;
    private final PartitionStore partitions;
    private final SelectedPartitions selected;
    private final WindowPlanning windows;
    private final PlanStore plans;
    private final PredictionStore predictions;
    private final HistoryStore history;
    private final Estimator estimator;
    private final Bases bases;
    private final LostPartitions lost;
    private final PageWriter writer;
    private final WorkersProperties properties;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;

    public Planner(
            SourceRegistry sources,
            RunStore runs,
            PartitionStore partitions,
            SelectedPartitions selected,
            CensusStore census,
            PlanStore plans,
            PredictionStore predictions,
            HistoryStore history,
            Estimator estimator,
            Bases bases,
            LostPartitions lost,
            VendorCount vendorCount,
            PageWriter writer,
            WorkersProperties properties,
            Heartbeats heartbeats,
            FailureTranslator translator) {
        this.sources = sources;
        this.runs = runs;
        this.partitions = partitions;
        this.selected = selected;
        this.windows = new WindowPlanning(census, partitions, vendorCount, properties);
        this.plans = plans;
        this.predictions = predictions;
        this.history = history;
        this.estimator = estimator;
        this.bases = bases;
        this.lost = lost;
        this.writer = writer;
        this.properties = properties;
        this.heartbeats = heartbeats;
        this.translator = translator;
    }

    @Override
    public int planPartitions(String runId) {
        return translator.translating("plan of " + runId, () -> heartbeats.during(heartbeat -> {
            Run run = runs.find(runId).orElseThrow(() -> SourceException.of(
                    FailureType.CONFIGURATION, "the run has no row: its start was answered as failed; start it again"));
            Source source = sources.get(run.source());
            runs.recordWarnings(runId, source.warnings(), source.cannotSee());
            if (run.selective()) {
                return planAsSelected(run);
            }
            Optional<Plan> plan = plans.ofRun(runId);
            return plan.isPresent() ? planAsPlanned(run, plan.get()) : planAsFound(run);
        }));
    }

    private int planAsSelected(Run run) {
        return RequestMeter.counting(
                requests -> runs.addRequests(run.id(), requests), () -> selected.plan(run, sources.get(run.source())));
    }

    private int planAsFound(Run run) {
        Source source = sources.get(run.source());
        Estimation found = estimator.estimate(source, run.parameters(), run.range());
        long requests = found.enumerationRequests() + found.countingRequests();
        runs.addRequests(run.id(), requests);
        List<PlannedPartition> planned = withHints(found);
        Lost lost = lost(run, source, planned);
        Map<String, Basis> basis = bases(run, source, planned);
        predictions.predict(run.id(), forecast(run, found, basis).totals(requests));
        writeRows(run, source, Stream.concat(found.partitions().stream(), lost.there().stream()));
        return planWithLost(run, planned, lost, basis);
    }

    private Lost lost(Run run, Source source, List<PlannedPartition> planned) {
        Set<String> ids = planned.stream().map(PlannedPartition::partitionId).collect(Collectors.toSet());
        return RequestMeter.counting(requests -> runs.addRequests(run.id(), requests), () -> lost.of(run, source, ids));
    }

    private int planWithLost(Run run, List<PlannedPartition> planned, Lost lost, Map<String, Basis> basis) {
        List<PlannedPartition> all = Stream.of(planned.stream(), lost.there().stream().map(FoundPartition::planned), lost.gone().stream())
                .flatMap(each -> each)
                .toList();
        int count = partitions.plan(run.id(), all, Map.of(), basis);
        this.lost.end(run, lost.gone());
        return count;
    }

    private Map<String, Basis> bases(Run run, Source source, List<PlannedPartition> planned) {
        return bases.of(
                source,
                run.mode(),
                run.range(),
                run.parameters(),
                Objects.requireNonNullElse(run.startedAt(), run.requestedAt()),
                planned.stream().map(PlannedPartition::partitionId).toList());
    }

    private Forecast forecast(Run run, Estimation found, Map<String, Basis> basis) {
        int parallelism = runs.parallelism(run.id()).orElse(USUAL_PARALLELISM);
        double rate = found.estimate().requestsPerSecond();
        Forecast.Terms terms =
                Forecast.Terms.of(run.source(), rate, parallelism, properties.windowRecords(), found.fetchSize());
        return new Forecast(terms, history.of(run.source()), found.partitions(), found.estimate(), basis);
    }

    private static List<PlannedPartition> withHints(Estimation found) {
        List<PlannedPartition> hinted = new ArrayList<>();
        for (int index = 0; index < found.partitions().size(); index++) {
            PlannedPartition planned = found.partitions().get(index).planned();
            hinted.add(new PlannedPartition(
                    planned.partitionId(),
                    planned.key(),
                    planned.name(),
                    found.estimate().records().get(index),
                    planned.leftOutBecause()));
        }
        return hinted;
    }

    /** Exactly the plan's partitions, in its order. One that has vanished since will say so when it is pulled. */
    private int planAsPlanned(Run run, Plan plan) {
        Source source = sources.get(run.source());
        List<FoundPartition> found = RequestMeter.counting(
                requests -> runs.addRequests(run.id(), requests),
                () -> Estimator.enumerate(source, run.parameters(), run.range()));
        if (plan.totals() != null) {
            predictions.predict(run.id(), plan.totals());
        }
        Map<String, FoundPartition> byId = new HashMap<>();
        found.forEach(partition -> byId.put(partition.planned().partitionId(), partition));
        List<PlanPartition> planned = plans.partitions(plan.id());
        writeRows(run, source, planned.stream().map(partition -> byId.get(partition.partitionId())).filter(Objects::nonNull));
        List<PlannedPartition> now = planned.stream().map(partition -> planned(partition, byId.get(partition.partitionId()))).toList();
        // Not as of the plan: what has been proved since is not pulled again.
        return planWithLost(run, now, lost(run, source, now), bases(run, source, now));
    }

    /** Under the key that it has now, since queries go by it. */
    private static PlannedPartition planned(PlanPartition planned, @Nullable FoundPartition found) {
        return new PlannedPartition(
                planned.partitionId(),
                found == null ? planned.key() : found.planned().key(),
                found == null ? planned.name() : found.planned().name(),
                planned.records(),
                planned.leftOutBecause());
    }

    private void writeRows(Run run, Source source, Stream<FoundPartition> found) {
        Table table = source.partitionTable();
        if (table != null) {
            writer.writeRows(run.id(), table, found.map(FoundPartition::row).toList());
        }
        Map<Table, List<Row>> referred =
                RequestMeter.counting(requests -> runs.addRequests(run.id(), requests), source::referenceRows);
        referred.forEach((referenceTable, rows) -> writer.writeRows(run.id(), referenceTable, rows));
    }

    @Override
    public int planWindows(PartitionReference reference) {
        return translator.translating("windows of " + reference.key(), () -> heartbeats.during(
                heartbeat -> windows.plan(reference, sources.get(reference.source()))));
    }
}
