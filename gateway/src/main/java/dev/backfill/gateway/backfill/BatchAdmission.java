package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.run.BatchTakenException;
import dev.backfill.store.run.RunBatches;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Imports a batch once: a start that names the batch of another run is refused, unless it is forced. Blocks. */
@Component
class BatchAdmission {
    private static final String BATCH = "batchId";
    private static final String FORCE = "force";

    private final RunBatches batches;

    BatchAdmission(RunBatches batches) {
        this.batches = batches;
    }

    /**
     * Inserts the run of a start; one that belongs to no batch, or mends a part of a run of it, is simply inserted.
     *
     * @throws ProblemException of status 409, naming the run that has the batch
     */
    <T> T admit(StartRequest request, Supplier<T> insertion) {
        Map<String, Object> parameters = request.parameters();
        if (!(parameters.get(BATCH) instanceof String batch) || request.part() != null) {
            return insertion.get();
        }
        try {
            return batches.admit(request.source().id(), batch, Boolean.TRUE.equals(parameters.get(FORCE)), insertion);
        } catch (BatchTakenException taken) {
            throw new ProblemException(
                    ProblemType.BATCH_ALREADY_IMPORTED,
                    "The batch belongs to the backfill " + taken.runId() + "; with " + FORCE + " it is imported again.",
                    List.of(),
                    taken);
        }
    }
}
