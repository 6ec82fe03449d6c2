package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunFilter;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.VerificationStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs as callers see them, read from PostgreSQL alone: Temporal forgets finished ones. Blocks. */
@Component
class ReadBackfills {
    private final RunStore runs;
    private final ProgressStore progress;
    private final VerificationStore verifications;
    private final BackfillCursor cursors;
    private final JsonMapper json;
    private final Clock clock;

    ReadBackfills(
            RunStore runs, ProgressStore progress, VerificationStore verifications, BackfillCursor cursors, JsonMapper json, Clock clock) {
        this.runs = runs;
        this.progress = progress;
        this.verifications = verifications;
        this.cursors = cursors;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ProblemException of status 404 if there is no run of this id, or none can have it */
    Run require(String id) {
        return (RunIds.isWellFormed(id) ? runs.find(id) : Optional.<Run>empty())
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_BACKFILL, "No backfill has this id."));
    }

    BackfillView find(String id) {
        return view(require(id));
    }

    PartitionsView partitions(String id) {
        return PartitionsView.of(progress.partitions(require(id).id()));
    }

    /** @throws ProblemException of status 400 if the cursor is not one of ours */
    BackfillsView list(BackfillFilter filter) {
        RunFilter.@Nullable Position before = filter.cursor() == null ? null : cursors.read(filter.cursor(), filter);
        // One more than is shown tells whether there is a next page.
        List<Run> found = runs.list(new RunFilter(filter.source(), filter.state(), before, filter.limit() + 1));
        List<Run> shown = found.stream().limit(filter.limit()).toList();
        String next = found.size() <= shown.size() ? null : filter.pathOfPage(cursors.write(position(shown.getLast()), filter));
        return new BackfillsView(shown.stream().map(this::view).toList(), next);
    }

    private static RunFilter.Position position(Run run) {
        return new RunFilter.Position(run.requestedAt(), run.id());
    }

    private BackfillView view(Run run) {
        return new BackfillView(
                run.id(),
                run.source(),
                run.state(),
                run.requestedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.range(),
                json.readTree(run.parameters()),
                run.reason(),
                ProgressView.of(run, progress.ofRun(run.id()), clock.instant()),
                run.verified() == null ? null : VerificationView.of(run, verifications.summaryOfRun(run.id())),
                BackfillLinks.of(run.id()));
    }
}
