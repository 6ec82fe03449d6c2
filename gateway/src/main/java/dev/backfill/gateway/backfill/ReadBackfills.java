package dev.backfill.gateway.backfill;

import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.plan.Prediction;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunFilter;
import dev.backfill.store.run.RunProgress;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.store.selection.SelectionSummary;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.verification.VerificationSummary;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs as callers see them, read from PostgreSQL alone: Temporal forgets finished ones. Blocks. */
@Component
public class ReadBackfills {
    private final RunStore runs;
    private final ProgressStore progresses;
    private final PredictionStore predictions;
    private final VerificationStore verifications;
    private final Evidence evidence;
    private final SelectionStore selections;
    private final BackfillCursor cursors;
    private final JsonMapper json;
    private final Clock clock;

    ReadBackfills(
            RunStore runs,
            ProgressStore progresses,
            PredictionStore predictions,
            VerificationStore verifications,
            Evidence evidence,
            SelectionStore selections,
            BackfillCursor cursors,
            JsonMapper json,
            Clock clock) {
        this.runs = runs;
        this.progresses = progresses;
        this.predictions = predictions;
        this.verifications = verifications;
        this.evidence = evidence;
        this.selections = selections;
        this.cursors = cursors;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ProblemException of status 404 if there is no run of this id, or none can have it */
    Run require(String id) {
        return (RunIds.isWellFormed(id) ? runs.find(id) : Optional.<Run>empty())
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_BACKFILL, "No backfill has this id."));
    }

    /** @throws ProblemException of status 404 if there is no run of this id, or none can have it */
    public BackfillView find(String id) {
        return views(List.of(require(id))).getFirst();
    }

    PartitionsView partitions(String id) {
        String run = require(id).id();
        return PartitionsView.of(progresses.partitions(run), evidence.ofRun(run), evidence.withheldOfRun(run));
    }

    /** @throws ProblemException of status 400 if the cursor is not one of ours */
    BackfillsView list(BackfillFilter filter) {
        RunFilter.@Nullable Position before = filter.cursor() == null ? null : cursors.read(filter.cursor(), filter);
        List<Run> found = runs.list(new RunFilter(
                filter.source(), filter.mode(), filter.states(), filter.requestedFrom(), filter.requestedBefore(), before, filter.limit() + 1));
        Page<Run> page = Page.of(found, filter.limit(), last -> filter.pathOfPage(cursors.write(position(last), filter)));
        return new BackfillsView(views(page.entries()), page.next());
    }

    private static RunFilter.Position position(Run run) {
        return new RunFilter.Position(run.requestedAt(), run.id());
    }

    /** However many, what belongs to them is read in at most five queries. */
    private List<BackfillView> views(List<Run> shown) {
        Map<String, RunProgress> numbers = progresses.ofRuns(ids(shown.stream()));
        List<String> ended = ids(shown.stream().filter(run -> run.verified() != null));
        Map<String, VerificationSummary> summaries = ended.isEmpty() ? Map.of() : verifications.summariesOfRuns(ended);
        Map<String, Prediction> predicted = predictions.ofRuns(ids(shown.stream()));
        List<String> selective = ids(shown.stream().filter(Run::selective));
        Map<String, SelectionSummary> selected = selective.isEmpty() ? Map.of() : selections.summaries(selective);
        return shown.stream()
                .map(run -> view(
                        run, numbers.get(run.id()), summaries.get(run.id()), predicted.get(run.id()), selected.get(run.id())))
                .toList();
    }

    private static List<String> ids(Stream<Run> runs) {
        return runs.map(Run::id).toList();
    }

    private BackfillView view(
            Run run,
            RunProgress numbers,
            @Nullable VerificationSummary summary,
            @Nullable Prediction prediction,
            @Nullable SelectionSummary selection) {
        return new BackfillView(
                run.id(),
                run.source(),
                run.state(),
                PullFields.word(run.mode()),
                run.requestedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.range(),
                json.readTree(run.parameters()),
                run.retryOf(),
                run.refetchOf(),
                selection,
                run.reason(),
                run.warnings(),
                ProgressView.of(run, numbers, clock.instant()),
                summary == null ? null : VerificationView.of(run, summary),
                prediction == null ? null : PredictionView.of(run, prediction, numbers),
                BackfillLinks.of(run.id()));
    }
}
