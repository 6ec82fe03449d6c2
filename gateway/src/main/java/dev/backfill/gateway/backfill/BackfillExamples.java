package dev.backfill.gateway.backfill;

import dev.backfill.store.plan.Seconds;
import dev.backfill.store.verification.VerificationSummary;
import dev.backfill.store.verification.Witness;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.Sources;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Runs as the documentation shows them. */
public final class BackfillExamples {
    private static final Instant REQUESTED = Instant.parse("2026-11-24T09:30:00Z");
    private static final Instant STARTED = Instant.parse("2026-11-24T09:30:01Z");
    private static final Instant FINISHED_AT = Instant.parse("2026-11-24T09:31:40Z");

    public static final BackfillView FINISHED = new BackfillView(
            DocumentedStarts.idOf(Sources.JIRA),
            Sources.JIRA.id(),
            RunState.COMPLETED,
            PullFields.word(RunMode.FULL),
            REQUESTED,
            STARTED,
            FINISHED_AT,
            new DateRange(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")),
            JsonMapper.shared().createObjectNode().put("activeOnly", false),
            null,
            null,
            null,
            null,
            List.of(),
            new ProgressView(
                    1,
                    new ProgressView.Parts(1, 1),
                    new ProgressView.Parts(12, 12),
                    new ProgressView.Records(1_500, false, 1_500, 1_480, 20, 0),
                    15.2,
                    null,
                    null,
                    null),
            new VerificationView(
                    Verdict.VERIFIED, 1_500, 1_500, none(), none(), none(), none(), none(), none(), none(), 0,
                    none(), none(), List.of("Issues that were archived one by one before the first run: no search lists them.")),
            new PredictionView(
                    null,
                    new PredictionView.Figure(1_500, 1_500L),
                    new PredictionView.Figure(46, 44L),
                    new PredictionView.Time(new Seconds(70, 95, 140), 99L)),
            BackfillLinks.of(DocumentedStarts.idOf(Sources.JIRA)));

    static final BackfillsView PAGE = new BackfillsView(List.of(FINISHED), null);

    static final PartitionsView PARTITIONS = new PartitionsView(List.of(new PartitionsView.Partition(
            0,
            "ABC",
            "Customer portal",
            PartitionState.VERIFIED,
            null,
            null,
            1_500L,
            false,
            1_500,
            1_500L,
            0,
            none(),
            Verdict.VERIFIED,
            List.of(
                    new Witness(Witness.Kind.FIRST_LISTING, 1_500L, true, null),
                    new Witness(Witness.Kind.FINAL_LISTING, 1_500L, true, null),
                    new Witness(Witness.Kind.COUNT, 1_500L, true, null)),
            0,
            List.of(),
            new ProgressView.Parts(12, 12),
            null,
            null,
            null,
            STARTED,
            FINISHED_AT)));

    static final FailuresView FAILURES = new FailuresView(
            List.of(new FailuresView.Failure(
                    FailuresView.Kind.RECORD, "ABC", 1, "10042", "Jira answers 500 for it", null, null, 0L, STARTED, false, null)),
            null);

    private BackfillExamples() {}

    private static VerificationSummary.Named none() {
        return new VerificationSummary.Named(0, List.of());
    }
}
