package dev.backfill.gateway.backfill;

import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.gateway.security.SignedText;
import dev.backfill.store.failure.FailureFilter;
import dev.backfill.store.failure.FailureStore;
import dev.backfill.store.failure.RunFailure;
import dev.backfill.store.partition.NamedPartition;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists what failed in a run. Blocks. */
@Component
class ReadFailures {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 100;
    static final List<Field> FIELDS = List.of(
            Field.of("partition", FieldKind.TEXT).described("Failures of this partition only, by its key or ordinal."),
            Field.of("resolved", FieldKind.FLAG).described("Only those that were mended since, or only those that were not."),
            Field.within("limit", 1, MOST).by(DEFAULT_LIMIT).described("How many failures a page has."),
            Field.of("cursor", FieldKind.TEXT)
                    .described("Where the page begins: taken from next of the page before, with the same filters."));

    private final ReadBackfills backfills;
    private final FailureStore failures;
    private final PartitionStore partitions;
    private final SignedText cursors;

    ReadFailures(ReadBackfills backfills, FailureStore failures, PartitionStore partitions, SignedText cursors) {
        this.backfills = backfills;
        this.failures = failures;
        this.partitions = partitions;
        this.cursors = cursors;
    }

    /** @throws ProblemException of status 404 if there is no such run or partition, 400 if a value or the cursor is not allowed */
    Page<RunFailure> list(String id, RequestValues values) {
        values.requireValid();
        Run run = backfills.require(id);
        Long asked = values.get("limit", Long.class);
        int limit = asked == null ? DEFAULT_LIMIT : asked.intValue();
        Integer ordinal = ordinal(run, values.get("partition", String.class));
        Boolean resolved = values.get("resolved", Boolean.class);
        String purpose = "failures " + run.id() + " " + ordinal + " " + resolved + " ";
        List<RunFailure> found = failures.list(
                new FailureFilter(run.id(), ordinal, resolved, position(values.get("cursor", String.class), purpose), limit + 1));
        return Page.of(found, limit, last -> "/api/v1/backfills/" + run.id() + "/failures?limit=" + limit
                + (ordinal == null ? "" : "&partition=" + ordinal)
                + (resolved == null ? "" : "&resolved=" + resolved)
                + "&cursor=" + cursors.write(text(last.position()), purpose));
    }

    private @Nullable Integer ordinal(Run run, @Nullable String name) {
        return name == null ? null : partitions.find(run.id(), name).map(NamedPartition::ordinal)
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_PARTITION, "The backfill has no partition of this key or ordinal."));
    }

    private static String text(RunFailure.Position position) {
        return (position.record() ? "r" : "p") + position.number();
    }

    private RunFailure.@Nullable Position position(@Nullable String cursor, String purpose) {
        if (cursor == null) {
            return null;
        }
        String text = cursors.read(cursor, purpose).orElseThrow(() -> new ProblemException(
                ProblemType.INVALID_CURSOR, "Take the cursor from the page before, and keep its filters."));
        return new RunFailure.Position(text.startsWith("r"), Long.parseLong(text.substring(1)));
    }
}
