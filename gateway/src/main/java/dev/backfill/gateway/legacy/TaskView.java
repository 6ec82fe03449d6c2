package dev.backfill.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.backfill.gateway.backfill.BackfillView;
import dev.backfill.gateway.backfill.ProgressView;
import dev.backfill.workflows.run.RunState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as the status of a task.
 *
 * @param ready whether it has ended
 * @param result its numbers, when it succeeded
 * @param error why it failed
 * @param info how far it is while it runs, and what of it fails
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(
        @JsonProperty("task_id") String taskId,
        Status status,
        boolean ready,
        @Nullable Map<String, Object> result,
        @Nullable String error,
        @Nullable Map<String, Object> info) {
    /** The words of Celery, which the callers of the old route know. */
    enum Status {
        PENDING,
        STARTED,
        SUCCESS,
        FAILURE,
        REVOKED;

        /** A run that left something unproved is no success: its callers look no further than this word. */
        static Status of(RunState state) {
            return switch (state) {
                case REQUESTED -> PENDING;
                case PLANNING, RUNNING, PAUSED -> STARTED;
                case COMPLETED -> SUCCESS;
                case COMPLETED_WITH_FAILURES, FAILED -> FAILURE;
                case CANCELLED -> REVOKED;
            };
        }
    }

    static TaskView of(BackfillView run) {
        Status status = Status.of(run.state());
        return new TaskView(
                run.id(),
                status,
                run.state().isFinal(),
                status == Status.SUCCESS ? result(run) : null,
                status == Status.FAILURE ? error(run) : null,
                status == Status.STARTED ? info(run) : null);
    }

    private static Map<String, Object> result(BackfillView run) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("success", true);
        result.put("source", run.source());
        addRecords(result, run.progress().records());
        result.put("verified", true);
        return result;
    }

    private static String error(BackfillView run) {
        return run.reason() == null ? "the backfill ended as " + run.state() : run.reason();
    }

    private static Map<String, Object> info(BackfillView run) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("state", run.state());
        info.put("source", run.source());
        info.put("partitions", run.progress().partitions().total());
        info.put("partitions_done", run.progress().partitions().done());
        addRecords(info, run.progress().records());
        if (run.progress().trouble() != null) {
            info.put("trouble", run.progress().trouble());
        }
        return info;
    }

    private static void addRecords(Map<String, Object> map, ProgressView.Records records) {
        map.put("expected", records.expected());
        map.put("fetched", records.fetched());
        map.put("stored", records.stored());
        map.put("unchanged", records.unchanged());
        map.put("failed", records.failed());
    }
}
